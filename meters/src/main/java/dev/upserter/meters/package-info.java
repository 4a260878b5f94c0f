/** What the library counts, for Micrometer and OpenTelemetry. */
@NullMarked
package dev.upserter.meters;

import org.jspecify.annotations.NullMarked;
