package dev.upserter.batch;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the memory of batches that have their end for those to come, the last one first: those that are not needed stay
 * small. Of more than some batches, the memory goes. Threads may share it.
 */
public final class BatchPool {
    /** A batch that had to grow beyond this, for one huge row, is not worth its memory. */
    static final long MAX_KEPT = 4 << 20;

    /** Bytes, of all batches that wait to be used again. */
    static final long MAX_FREE = 20 << 20;

    private final ConcurrentLinkedDeque<Batch> free = new ConcurrentLinkedDeque<>();
    private final AtomicLong bytes = new AtomicLong();
    private final Routing routing;

    /** An empty pool of batches for operations by one route, those about one subject in the order of their rows. */
    public BatchPool(Route route) {
        this(Routing.of(route, Ordering.EXCLUSIVE));
    }

    /** An empty pool of batches for these operations. */
    public BatchPool(Routing routing) {
        this.routing = routing;
    }

    Routing routing() {
        return routing;
    }

    Batch take(Route route) {
        Batch reused = free.pollFirst();
        if (reused == null) {
            return new Batch(route);
        }
        bytes.addAndGet(-reused.memory());
        return reused;
    }

    /** Takes a batch back that nobody looks at any more. */
    public void release(Batch batch) {
        long memory = batch.memory();
        if (memory > MAX_KEPT) {
            return;
        }
        if (bytes.addAndGet(memory) > MAX_FREE) {
            bytes.addAndGet(-memory);
        } else {
            free.addFirst(batch);
        }
    }

    /** Bytes of the batches that wait to be used again. */
    long free() {
        return bytes.get();
    }

    /** Lets go of the batches that wait to be used again. */
    public void clear() {
        for (Batch batch = free.pollFirst(); batch != null; batch = free.pollFirst()) {
            bytes.addAndGet(-batch.memory());
        }
    }
}
