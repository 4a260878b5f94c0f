package dev.upserter.sandbox.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Admits ten requests in any second, as the App API does. Thread-safe. */
final class AppCeiling {
    static final int MOST = 10;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    private final Deque<Long> admitted = new ArrayDeque<>();

    AppCeiling(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether one more request may pass now. */
    synchronized boolean admits() {
        long now = nanos.getAsLong();
        while (!admitted.isEmpty() && now - admitted.peek() >= SECOND) {
            admitted.remove();
        }
        if (admitted.size() >= MOST) {
            return false;
        }
        admitted.add(now);
        return true;
    }
}
