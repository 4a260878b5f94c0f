package dev.upserter.delivery;

import dev.upserter.problem.Problem;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Whether the delivery has to stop, and why; all who wait do so here, so that a stop ends their waiting. Thread-safe. */
public final class StopGate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stirred = lock.newCondition();
    private volatile @Nullable Problem reason;
    private long recoveries;

    /** Why it stops; empty if it does not. */
    public Optional<Problem> reason() {
        return Optional.ofNullable(reason);
    }

    public boolean isStopped() {
        return reason != null;
    }

    /** Stops everything that waits; the first reason stays. */
    public void stop(Problem why) {
        lock.lock();
        try {
            if (reason == null) {
                reason = why;
            }
            stirred.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the pauses that wait for a recovery. */
    void recovered() {
        lock.lock();
        try {
            recoveries++;
            stirred.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits.
     *
     * @param nanos         how long
     * @param untilRecovery whether a recovery of the destination ends the wait early
     * @return false if the delivery stops
     */
    public boolean pause(long nanos, boolean untilRecovery) throws InterruptedException {
        if (nanos <= 0) {
            return !isStopped();
        }
        lock.lock();
        try {
            long before = recoveries;
            long left = nanos;
            while (left > 0 && reason == null && !(untilRecovery && recoveries != before)) {
                left = stirred.awaitNanos(left);
            }
            return reason == null;
        } finally {
            lock.unlock();
        }
    }
}
