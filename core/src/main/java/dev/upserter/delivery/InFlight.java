package dev.upserter.delivery;

import dev.upserter.batch.Batch;
import dev.upserter.batch.BatchPool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The batches under way: how many there may be, and which has to wait for which. Thread-safe.
 *
 * <p>Small batches may be some more than are sent at once: those wait here for a worker, so that neither it nor who
 * hands them in has to be woken up for each.
 */
final class InFlight {
    private static final int AHEAD = 64;
    private static final int AHEAD_BYTES = 1 << 20;
    /** So many batches more are let in where somebody wants to look further on, if there is memory for them. */
    private static final int STRETCH = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition ready = lock.newCondition();
    private final Condition landed = lock.newCondition();
    private final Condition empty = lock.newCondition();
    private final ArrayDeque<Batch> waiting = new ArrayDeque<>();
    private final TreeSet<Long> unfinished = new TreeSet<>();
    private int limit;
    private final long maxBytes;
    private final BatchPool pool;
    private volatile long oldest = Long.MAX_VALUE;
    private long bytes;
    private int workers;
    /** Who waits for room is woken up when so few are under way. */
    private int enough = -1;

    private int more;
    /** Whether somebody waits for memory. */
    private boolean isFull;

    private boolean isComplete;

    /**
     * None under way.
     *
     * @param limit    batches sent at once
     * @param maxBytes of memory for all of them; one batch may always go
     * @param pool     theirs; it may have less memory, where other runs need some
     */
    InFlight(int limit, long maxBytes, BatchPool pool) {
        this.pool = pool;
        this.limit = limit;
        this.maxBytes = maxBytes;
    }

    /**
     * Waits for room and takes the batch in.
     *
     * @return whether another worker is needed
     */
    boolean enter(Batch batch) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!hasRoomFor(batch)) {
                room.await();
            }
            enough = -1;
            isFull = false;
            unfinished.add(batch.sequence());
            bytes += batch.memory();
            oldest = unfinished.first();
            waiting.addLast(batch);
            ready.signal();
            boolean more = workers < Math.min(limit, unfinished.size());
            workers += more ? 1 : 0;
            return more;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomFor(Batch batch) {
        int size = unfinished.size();
        long all = bytes + batch.memory();
        if (size == 0) {
            pool.admitOnly(batch);
            return true;
        }
        if (all > maxBytes) {
            return isTooMuch(size);
        }
        boolean small = all <= AHEAD_BYTES;
        enough = small ? limit + AHEAD / 2 : limit - 1;
        boolean isRoom = size < limit + more || small && size < limit + AHEAD;
        return isRoom && (pool.admit(batch) || isTooMuch(size));
    }

    private boolean isTooMuch(int size) {
        isFull = true;
        enough = size - 1;
        return false;
    }

    /** Lets a few batches more in than are sent, or no longer. */
    void stretch(boolean further) {
        lock.lock();
        try {
            more = further ? STRETCH : 0;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether as many batches are here as a stretch lets in, as there is memory for, or all that there will be. */
    boolean isStretched() {
        lock.lock();
        try {
            return isComplete || isFull || waiting.size() >= STRETCH;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the next batch waits for memory. */
    boolean isFull() {
        lock.lock();
        try {
            return isFull;
        } finally {
            lock.unlock();
        }
    }

    /** Some rows of the batches that wait for nothing but a worker, each alone in a batch of its own. */
    List<Batch> spread(int most) {
        lock.lock();
        try {
            List<Batch> free = waiting.stream()
                    .limit(STRETCH)
                    .filter(batch -> Arrays.stream(batch.predecessors()).noneMatch(unfinished::contains))
                    .toList();
            return Errand.spread(free, most);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Goes on without the worker that was said to be needed, and needs no further one.
     *
     * @return false if there is no other
     */
    boolean makeDo() {
        lock.lock();
        try {
            workers--;
            limit = Math.max(1, workers);
            return workers > 0;
        } finally {
            lock.unlock();
        }
    }

    /** How many batches are sent at once. */
    int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next batch to send, in the order of their entry. */
    Batch take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                ready.await();
            }
            return waiting.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Takes all batches that wait for a worker. */
    List<Batch> takeAll() {
        lock.lock();
        try {
            var all = new ArrayList<Batch>(waiting);
            waiting.clear();
            return all;
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
            landed.signalAll();
            if (unfinished.size() <= enough) {
                room.signalAll();
            }
            if (unfinished.isEmpty()) {
                empty.signalAll();
            }
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
            isComplete = true;
            while (!unfinished.isEmpty()) {
                empty.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
