package dev.upserter.memory;

import org.jspecify.annotations.Nullable;

/**
 * What one run holds of a {@link MemoryBudget}: at most as much as each of the others may. A part of it is kept for what
 * passes through, so that what is remembered for long cannot bring the run to a standstill. Closing gives everything back.
 * Thread-safe.
 */
public final class MemoryShare implements AutoCloseable {
    /** Holds whatever is asked for: for few rows, and where nothing else runs. */
    public static final MemoryShare UNLIMITED = new MemoryShare(null, 0);

    private final @Nullable MemoryBudget budget;
    private final long always;
    private boolean isOpen;
    private long held;
    private long kept;

    MemoryShare(@Nullable MemoryBudget budget, long always) {
        this.budget = budget;
        this.always = always;
    }

    /** Opens it; opening an open one does nothing. */
    public synchronized MemoryShare open() {
        if (budget != null && !isOpen) {
            isOpen = true;
            held = always;
            budget.enter(always);
        }
        return this;
    }

    /**
     * Takes bytes for something that will be given back soon, such as a batch.
     *
     * @return false if it gets none, until others or this one give some back
     */
    public synchronized boolean take(long bytes) {
        if (budget == null || !isOpen) {
            return true;
        }
        boolean may = budget.take(bytes, budget.fair(), held);
        held += may ? bytes : 0;
        return may;
    }

    /** Takes bytes that it cannot do without, whether there are any or not. */
    public synchronized void require(long bytes) {
        if (budget != null && isOpen) {
            held += bytes;
            budget.change(bytes);
        }
    }

    /**
     * Takes bytes for something that is kept for long, up to two thirds of what the share may hold.
     *
     * @return false if it gets none
     */
    public synchronized boolean keep(long bytes) {
        if (budget == null || !isOpen) {
            return true;
        }
        long fair = budget.fair();
        boolean may = always + kept + bytes <= fair / 3 * 2 && budget.take(bytes, fair, held);
        held += may ? bytes : 0;
        kept += may ? bytes : 0;
        return may;
    }

    /** Gives back what was taken or required. */
    public synchronized void give(long bytes) {
        if (budget != null && isOpen) {
            held -= bytes;
            budget.change(-bytes);
        }
    }

    /** Gives back what was kept. */
    public synchronized void forget(long bytes) {
        if (budget != null && isOpen) {
            kept -= bytes;
            give(bytes);
        }
    }

    /** Whether it holds more than it may by now, since others have come. */
    public synchronized boolean isOver() {
        return budget != null && isOpen && held > budget.fair();
    }

    /** Whether others run at the same time and so many bytes more would be too many. */
    public synchronized boolean isTight(long bytes) {
        return budget != null && isOpen && budget.shares() > 1 && held + bytes > budget.fair();
    }

    /** Gives everything back; closing again does nothing. */
    @Override
    public synchronized void close() {
        if (budget != null && isOpen) {
            isOpen = false;
            budget.leave(held);
            held = 0;
            kept = 0;
        }
    }
}
