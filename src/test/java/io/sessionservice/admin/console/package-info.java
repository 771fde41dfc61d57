@NullMarked
package io.sessionservice.admin.console;

import org.jspecify.annotations.NullMarked;
