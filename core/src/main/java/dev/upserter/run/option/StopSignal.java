package dev.upserter.run.option;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a run to stop cleanly, or to pause. Threads may share it. */
public final class StopSignal {
    private final CountDownLatch latch = new CountDownLatch(1);
    private volatile boolean paused;

    /** Asks for the stop, also of a run that pauses; asking again does nothing. */
    public void stop() {
        latch.countDown();
        proceed();
    }

    /** Asks for a pause: what has been read is still sent, then nothing more is. */
    public synchronized void pause() {
        paused = !isStopped();
    }

    /** Ends the pause. */
    public synchronized void proceed() {
        paused = false;
        notifyAll();
    }

    /** Whether a pause was asked for. */
    public boolean isPaused() {
        return paused;
    }

    /** Whether the stop was asked for. */
    public boolean isStopped() {
        return latch.getCount() == 0;
    }

    /** Waits for the stop, at most so long; true if it was asked for. */
    public boolean await(long nanos) throws InterruptedException {
        return latch.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Waits while a pause is asked for. An interrupt ends the wait, and stays set. */
    public void awaitGo() {
        if (paused) {
            awaitEndOfPause();
        }
    }

    private synchronized void awaitEndOfPause() {
        try {
            while (paused) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
