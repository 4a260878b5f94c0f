/** Sends metrics and the spans of runs over OpenTelemetry's protocol. */
@NullMarked
package dev.upserter.otel;

import org.jspecify.annotations.NullMarked;
