package dev.upserter.delivery;

import dev.upserter.batch.Batch;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The batches under way: how many there may be, and which has to wait for which. Thread-safe. */
final class Flights {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition landed = lock.newCondition();
    private final TreeSet<Long> unfinished = new TreeSet<>();
    private final int limit;
    private final long maxBytes;
    private volatile long oldest = Long.MAX_VALUE;
    private long bytes;

    /**
     * None under way.
     *
     * @param limit    batches at once
     * @param maxBytes of memory for all of them; one batch may always go
     */
    Flights(int limit, long maxBytes) {
        this.limit = limit;
        this.maxBytes = maxBytes;
    }

    /** Waits for room and takes the batch in. */
    void enter(Batch batch) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (unfinished.size() >= limit || !unfinished.isEmpty() && bytes + batch.memory() > maxBytes) {
                room.await();
            }
            unfinished.add(batch.sequence());
            bytes += batch.memory();
            oldest = unfinished.first();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the batches that must come first have their end. */
    void awaitPredecessors(Batch batch) throws InterruptedException {
        long[] predecessors = batch.predecessors();
        if (predecessors.length == 0) {
            return;
        }
        lock.lockInterruptibly();
        try {
            for (long predecessor : predecessors) {
                while (unfinished.contains(predecessor)) {
                    landed.await();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void leave(Batch batch) {
        lock.lock();
        try {
            unfinished.remove(batch.sequence());
            bytes -= batch.memory();
            oldest = unfinished.isEmpty() ? Long.MAX_VALUE : unfinished.first();
            room.signalAll();
            landed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The lowest number of a batch under way; {@code Long.MAX_VALUE} if there is none. */
    long oldest() {
        return oldest;
    }

    /** Waits until none is under way. */
    void awaitAll() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!unfinished.isEmpty()) {
                room.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
