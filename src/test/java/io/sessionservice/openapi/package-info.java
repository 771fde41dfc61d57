/** The OpenAPI documents in {@code docs/openapi}: written from the controllers, held against the running service. */
@NullMarked
package io.sessionservice.openapi;

import org.jspecify.annotations.NullMarked;
