/**
 * The operators' door as pages on the management port. Says and does nothing that the endpoints beside it do not.
 */
@NullMarked
package io.sessionservice.admin.console;

import org.jspecify.annotations.NullMarked;
