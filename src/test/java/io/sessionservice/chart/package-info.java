/** The Helm chart, rendered and read back. */
@NullMarked
package io.sessionservice.chart;

import org.jspecify.annotations.NullMarked;
