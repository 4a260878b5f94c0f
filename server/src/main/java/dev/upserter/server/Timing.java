package dev.upserter.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How long a server waits.
 *
 * @param idle     for the next byte of a request, and for all of its head
 * @param patience for running requests to end when the server stops
 * @param nanos    a clock in nanoseconds, from any origin
 * @param clock    what time it is for schedules
 * @param ticks    whether schedules are looked at without being asked
 */
record Timing(Duration idle, Duration patience, LongSupplier nanos, InstantSource clock, boolean ticks) {
    static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    Timing(Duration idle, Duration patience, LongSupplier nanos) {
        this(idle, patience, nanos, InstantSource.system(), true);
    }

    static Timing standard() {
        return new Timing(Duration.ofSeconds(30), STOP_PATIENCE, System::nanoTime);
    }
}
