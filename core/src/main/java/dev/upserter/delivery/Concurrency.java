package dev.upserter.delivery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests may be unanswered at once: {@code parallelism} as long as all is well, fewer while the destination is
 * overloaded or slow, one more for each round of answers after that. The first round is of a few, the next of twice as
 * many. Thread-safe. Times are nanoseconds of one clock.
 */
final class Concurrency {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** An answer is slow if it takes so many times the normal time, and longer than a second. */
    private static final int SLOW = 4;
    /** The normal time follows a destination that became slow for good, by this factor an answer. */
    private static final double DRIFT = 1.01;
    /** So many are sent at once when none has been answered yet. */
    private static final int FIRST = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private int ceiling;
    private double limit;
    /** Until a request fails, each answer makes room for one more. */
    private boolean isStarting = true;

    private int lowest;
    private int inFlight;
    private double normal = Double.MAX_VALUE;
    private long lastCut = Long.MIN_VALUE / 2;

    Concurrency(int parallelism) {
        this.ceiling = parallelism;
        this.limit = Math.min(parallelism, FIRST);
        this.lowest = parallelism;
    }

    /** Waits until another request may be sent; false if the delivery stops before. */
    boolean enter(StopGate halt) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (inFlight >= (int) limit) {
                if (halt.isStopped()) {
                    return false;
                }
                room.awaitNanos(SECOND / 10);
            }
            inFlight++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notes that a request is not under way any more.
     *
     * @param took     how long it was
     * @param overload whether it ended in a way that fewer requests might have spared it
     * @param now      the time
     */
    void leave(long took, boolean overload, long now) {
        lock.lock();
        try {
            inFlight--;
            boolean slow = took > SECOND && took > SLOW * normal;
            normal = Math.min((double) took, normal * DRIFT);
            if (overload || slow) {
                cut(overload ? 0.5 : 0.8, now);
            } else {
                limit = Math.min(ceiling, limit + (isStarting ? 1 : 1 / limit));
            }
            room.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Allows fewer from now on than are under way, since the system does not carry so many.
     *
     * @param spare how many fewer
     * @return false if none is under way
     */
    boolean shrink(int spare) {
        lock.lock();
        try {
            ceiling = Math.max(1, Math.min(ceiling, inFlight - spare));
            limit = Math.min(limit, ceiling);
            isStarting = false;
            return inFlight > 0;
        } finally {
            lock.unlock();
        }
    }

    /** The most that may be under way when all is well. */
    int ceiling() {
        lock.lock();
        try {
            return ceiling;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a request is not sent after all. */
    void giveBack() {
        lock.lock();
        try {
            inFlight--;
            room.signal();
        } finally {
            lock.unlock();
        }
    }

    /** At most once a second, since the requests of one moment fail together. */
    private void cut(double factor, long now) {
        if (now - lastCut >= SECOND) {
            lastCut = now;
            isStarting = false;
            limit = Math.max(1, limit * factor);
            lowest = Math.min(lowest, (int) limit);
        }
    }

    /** Whether the limit is lower than it was. */
    boolean wasCut() {
        lock.lock();
        try {
            return !isStarting;
        } finally {
            lock.unlock();
        }
    }

    /** The limit now. */
    int limit() {
        lock.lock();
        try {
            return (int) limit;
        } finally {
            lock.unlock();
        }
    }

    /** The lowest limit so far. */
    int lowest() {
        lock.lock();
        try {
            return lowest;
        } finally {
            lock.unlock();
        }
    }
}
