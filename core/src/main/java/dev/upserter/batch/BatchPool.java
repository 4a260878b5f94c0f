package dev.upserter.batch;

import dev.upserter.memory.MemoryShare;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the memory of batches that have their end for those to come, the last one first: those that are not needed stay
 * small. Of more than some batches, the memory goes. What its batches take comes from a share of the process's memory, from
 * when they are admitted until they are let go of. Threads may share it.
 */
public final class BatchPool {
    /** A batch that had to grow beyond this, for one huge row, is not worth its memory. */
    static final long MAX_KEPT = 4 << 20;

    /** Bytes, of all batches that wait to be used again. */
    static final long MAX_FREE = 20 << 20;

    /** Bytes that an open batch takes once it is full, in most runs. */
    private static final long LIKELY = 1 << 20;

    private final ConcurrentLinkedDeque<Batch> free = new ConcurrentLinkedDeque<>();
    private final AtomicLong bytes = new AtomicLong();
    private final Routing routing;
    private final MemoryShare memory;

    /** An empty pool of batches for operations by one route, those about one subject in the order of their rows. */
    public BatchPool(Route route) {
        this(Routing.of(route, Ordering.EXCLUSIVE));
    }

    /** An empty pool of batches for these operations, of any memory. */
    public BatchPool(Routing routing) {
        this(routing, MemoryShare.UNLIMITED);
    }

    /** An empty pool of batches for these operations. */
    public BatchPool(Routing routing, MemoryShare memory) {
        this.routing = routing;
        this.memory = memory;
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

    /** Takes the memory of a batch that is packed; false if there is none for it now. */
    public boolean admit(Batch batch) {
        long more = batch.memory() - batch.granted();
        if (more > 0 && !memory.take(more)) {
            return false;
        }
        batch.grant(Math.max(0, more));
        return true;
    }

    /** The same of a batch that cannot wait, whether there is memory for it or not. */
    public void admitOnly(Batch batch) {
        long more = Math.max(0, batch.memory() - batch.granted());
        memory.require(more);
        batch.grant(more);
    }

    /** Whether other runs need the memory that so many batches more could take. */
    boolean isTight(int batches) {
        return memory.isTight(batches * LIKELY);
    }

    /** Takes a batch back that nobody looks at any more. */
    public void release(Batch batch) {
        long size = batch.memory();
        if (memory.isOver()) {
            clear();
            drop(batch);
        } else if (size > MAX_KEPT) {
            drop(batch);
        } else if (bytes.addAndGet(size) > MAX_FREE) {
            bytes.addAndGet(-size);
            drop(batch);
        } else {
            free.addFirst(batch);
        }
    }

    private void drop(Batch batch) {
        memory.give(batch.granted());
        batch.grant(-batch.granted());
    }

    /** Bytes of the batches that wait to be used again. */
    long free() {
        return bytes.get();
    }

    /** Lets go of the batches that wait to be used again. */
    public void clear() {
        for (Batch batch = free.pollFirst(); batch != null; batch = free.pollFirst()) {
            bytes.addAndGet(-batch.memory());
            drop(batch);
        }
    }
}
