package dev.upserter.batch;

import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Keeps the memory of batches that have their end for those to come, the last one first: those that are not needed stay
 * small. Threads may share it.
 */
public final class BatchPool {
    /** A batch that had to grow beyond this, for one huge row, is not worth its memory. */
    static final int MAX_KEPT = 4 << 20;

    private final ConcurrentLinkedDeque<Batch> free = new ConcurrentLinkedDeque<>();
    private final Api api;

    /** An empty pool. */
    public BatchPool(Api api) {
        this.api = api;
    }

    Api api() {
        return api;
    }

    Batch take() {
        Batch reused = free.pollFirst();
        return reused == null ? new Batch(api) : reused;
    }

    /** Takes a batch back that nobody looks at any more. */
    public void release(Batch batch) {
        if (batch.memory() <= MAX_KEPT) {
            free.addFirst(batch);
        }
    }
}
