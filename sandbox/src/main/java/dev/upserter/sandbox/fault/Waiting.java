package dev.upserter.sandbox.fault;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The waits of requests and tests; all of them end at once when the sandbox closes. Thread-safe. */
public final class Waiting {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int arrived;
    private int gates;
    private boolean closed;

    public void arrive() {
        change(() -> arrived++);
    }

    /** Counts arrivals from zero. */
    public void restart() {
        change(() -> arrived = 0);
    }

    public Gate hold() {
        change(() -> gates++);
        return new Gate(() -> change(() -> gates--));
    }

    public void close() {
        change(() -> closed = true);
    }

    /** Waits until no gate holds requests. False when the sandbox was closed in the meantime. */
    public boolean passGates() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (gates > 0 && !closed) {
                changed.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for this time. False when the sandbox was closed in the meantime. */
    public boolean pause(Duration length) throws InterruptedException {
        return !length.isPositive() || !until(() -> closed, length);
    }

    public void awaitRequests(int count, Duration timeout) throws InterruptedException {
        if (!until(() -> arrived >= count, timeout)) {
            throw new IllegalStateException(
                    "only " + arrived + " of " + count + " requests arrived within " + timeout.toMillis() + " ms");
        }
    }

    private boolean until(BooleanSupplier holds, Duration timeout) throws InterruptedException {
        long rest = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!holds.getAsBoolean()) {
                if (rest <= 0) {
                    return false;
                }
                rest = changed.awaitNanos(rest);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
