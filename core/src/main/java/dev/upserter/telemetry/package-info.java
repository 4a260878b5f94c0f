/** Metrics and traces of runs for monitoring tools, if requested. */
@NullMarked
package dev.upserter.telemetry;

import org.jspecify.annotations.NullMarked;
