package dev.upserter.batch;

import java.util.function.LongSupplier;

/**
 * Remembers for each person the last batch that touches them, for as long as the batch is unfinished. For one thread.
 *
 * <p>People are told apart by a 64-bit hash: two with the same one are treated as one person, which costs a little speed
 * and nothing else.
 */
final class PersonTable {
    private static final int INITIAL = 1 << 10;

    private final LongSupplier oldestUnfinished;
    private long[] people = new long[INITIAL];
    /** 0 marks a free slot: batches count from 1. */
    private long[] batches = new long[INITIAL];

    private int used;

    /**
     * An empty table.
     *
     * @param oldestUnfinished the lowest number of a batch that is not finished; whatever is below may be forgotten
     */
    PersonTable(LongSupplier oldestUnfinished) {
        this.oldestUnfinished = oldestUnfinished;
    }

    /** The last batch noted for the person; 0 if there is none, or none that matters any more. */
    long lastBatch(long person) {
        return batches[slot(person)];
    }

    /** Notes that the batch touches the person. */
    void put(long person, long batch) {
        int slot = slot(person);
        if (batches[slot] == 0) {
            used++;
        }
        people[slot] = person;
        batches[slot] = batch;
        if (used * 2 > people.length) {
            forgetFinished();
        }
    }

    /** How many people there is room for before it grows or forgets, twice over. */
    int capacity() {
        return people.length;
    }

    private int slot(long person) {
        int mask = people.length - 1;
        int i = (int) (person ^ person >>> 32) & mask;
        while (batches[i] != 0 && people[i] != person) {
            i = (i + 1) & mask;
        }
        return i;
    }

    private void forgetFinished() {
        long oldest = oldestUnfinished.getAsLong();
        int alive = 0;
        for (long batch : batches) {
            alive += batch >= oldest && batch != 0 ? 1 : 0;
        }
        long[] oldPeople = people;
        long[] oldBatches = batches;
        int size = alive * 4 > people.length ? people.length * 2 : people.length;
        people = new long[size];
        batches = new long[size];
        used = alive;
        for (int i = 0; i < oldPeople.length; i++) {
            if (oldBatches[i] >= oldest && oldBatches[i] != 0) {
                int slot = slot(oldPeople[i]);
                people[slot] = oldPeople[i];
                batches[slot] = oldBatches[i];
            }
        }
    }
}
