/** What stands before other people's services and asks ours: resource servers and proxies, as they are and not as we imagine them. */
@NullMarked
package io.sessionservice.gateways;

import org.jspecify.annotations.NullMarked;
