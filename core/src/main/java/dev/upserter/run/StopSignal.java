package dev.upserter.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a run to stop cleanly. Threads may share it. */
public final class StopSignal {
    private final CountDownLatch latch = new CountDownLatch(1);

    /** Asks for the stop; asking again does nothing. */
    public void stop() {
        latch.countDown();
    }

    /** Whether the stop was asked for. */
    public boolean isStopped() {
        return latch.getCount() == 0;
    }

    /** Waits for the stop, at most so long; true if it was asked for. */
    public boolean await(long nanos) throws InterruptedException {
        return latch.await(nanos, TimeUnit.NANOSECONDS);
    }
}
