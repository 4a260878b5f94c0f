package dev.upserter.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a server waits.
 *
 * @param idle     for the next byte of a request, and for all of its head
 * @param patience for running requests to end when the server stops
 * @param nanos    a clock in nanoseconds, from any origin
 */
record Timing(Duration idle, Duration patience, LongSupplier nanos) {
    static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    static Timing standard() {
        return new Timing(Duration.ofSeconds(30), STOP_PATIENCE, System::nanoTime);
    }
}
