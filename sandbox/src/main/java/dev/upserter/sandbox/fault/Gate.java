package dev.upserter.sandbox.fault;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds requests until it is released: they have arrived, but are neither applied nor answered. While several gates are
 * open, requests wait for all of them. Any thread may release it, more than once.
 */
public final class Gate implements AutoCloseable {
    private final Runnable opening;
    private final AtomicBoolean released = new AtomicBoolean();

    Gate(Runnable opening) {
        this.opening = opening;
    }

    /** Lets the requests continue; the gate holds no request after this. */
    public void release() {
        if (released.compareAndSet(false, true)) {
            opening.run();
        }
    }

    @Override
    public void close() {
        release();
    }
}
