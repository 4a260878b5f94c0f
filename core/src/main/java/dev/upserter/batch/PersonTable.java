package dev.upserter.batch;

import java.util.function.LongSupplier;

/**
 * Remembers for each person the last batch that touches them, and their place in it, for as long as the batch is
 * unfinished. For one thread.
 *
 * <p>People are distinguished by a 64-bit hash: two with the same one are treated as one person, which costs a little speed
 * and nothing else.
 */
final class PersonTable {
    private static final int INITIAL = 1 << 10;
    /** A batch has fewer people. */
    private static final int PLACE_BITS = 16;

    private static final int PLACE = (1 << PLACE_BITS) - 1;

    private final LongSupplier oldestUnfinished;
    /**
     * A person and their entry side by side, so that both are in one line of the cache. An entry is a batch and, in the low
     * bits, a place in it; 0 marks a free slot.
     */
    private long[] slots = new long[2 * INITIAL];

    private int used;

    /**
     * An empty table.
     *
     * @param oldestUnfinished the lowest number of a batch that is not finished; whatever is below may be forgotten
     */
    PersonTable(LongSupplier oldestUnfinished) {
        this.oldestUnfinished = oldestUnfinished;
    }

    /** The last entry noted for the person; 0 if there is none, or none that matters any more. */
    long lastEntry(long person) {
        return slots[slot(person) + 1];
    }

    /** The batch of an entry. */
    static long batch(long entry) {
        return entry >>> PLACE_BITS;
    }

    /** The place of an entry in its batch. */
    static int place(long entry) {
        return (int) entry & PLACE;
    }

    /** Notes that the batch touches the person, by the entry at this place. */
    void put(long person, long batch, int place) {
        int slot = slot(person);
        if (slots[slot + 1] == 0) {
            used++;
        }
        slots[slot] = person;
        slots[slot + 1] = batch << PLACE_BITS | place;
        if (used * 2 > capacity()) {
            forgetFinished();
        }
    }

    /** How many people there is room for before it grows or forgets, twice over. */
    int capacity() {
        return slots.length / 2;
    }

    private int slot(long person) {
        int mask = slots.length - 1;
        int i = (int) (person ^ person >>> 32) << 1 & mask;
        while (slots[i + 1] != 0 && slots[i] != person) {
            i = i + 2 & mask;
        }
        return i;
    }

    private void forgetFinished() {
        rebuild(slots.length);
        if (used * 4 > capacity()) {
            rebuild(slots.length * 2);
        }
    }

    /** Puts those whose batch is unfinished into a new table. */
    private void rebuild(int length) {
        long oldest = Math.max(1, oldestUnfinished.getAsLong());
        long[] old = slots;
        slots = new long[length];
        used = 0;
        for (int i = 0; i < old.length; i += 2) {
            if (batch(old[i + 1]) >= oldest) {
                int slot = slot(old[i]);
                slots[slot] = old[i];
                slots[slot + 1] = old[i + 1];
                used++;
            }
        }
    }
}
