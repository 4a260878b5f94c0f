package dev.upserter.batch;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps the memory of batches that have their end for those to come. Threads may share it. */
public final class BatchPool {
    private final ConcurrentLinkedQueue<Batch> free = new ConcurrentLinkedQueue<>();
    private final Api api;

    /** An empty pool. */
    public BatchPool(Api api) {
        this.api = api;
    }

    Api api() {
        return api;
    }

    Batch take() {
        Batch reused = free.poll();
        return reused == null ? new Batch(api) : reused;
    }

    /** Takes a batch back that nobody looks at any more. */
    public void release(Batch batch) {
        free.add(batch);
    }
}
