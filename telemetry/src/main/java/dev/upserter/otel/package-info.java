/** Sends measures and the spans of runs by OpenTelemetry's protocol. */
@NullMarked
package dev.upserter.otel;

import org.jspecify.annotations.NullMarked;
