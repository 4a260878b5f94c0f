package dev.upserter.sandbox;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds requests back until it is closed: they have arrived, but are neither applied nor answered. While several gates are
 * open at once, requests wait for all of them. Any thread may close it, more than once.
 */
public final class Gate implements AutoCloseable {
    private final Runnable release;
    private final AtomicBoolean released = new AtomicBoolean();

    Gate(Runnable release) {
        this.release = release;
    }

    /** Lets the requests go on. */
    @Override
    public void close() {
        if (released.compareAndSet(false, true)) {
            release.run();
        }
    }
}
