package dev.upserter.guard;

import java.util.Arrays;

/**
 * Remembers the first value of each of the last keys, in constant memory: of at least the last 786,432 keys and at most
 * twice as many, in 16 MB at most. For one thread.
 */
final class KeyWindow {
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final long VALUE = 0xFFFF;
    private static final int FIRST_SLOTS = 1 << 12;
    private static final int SLOTS = 1 << 20;
    private static final int KEYS = SLOTS / 4 * 3;

    /**
     * Open addressing. A slot holds the upper 48 bits of the spread key, and 16 bits of the value, never 0; the lower bits
     * of the spread key say where that slot is. One word for both, because each look at a large table is a cache miss.
     */
    private long[] young = new long[FIRST_SLOTS];

    private long[] old = new long[1];
    /**
     * Whether each key so far came with itself as its value, as ids without a capital letter do. None can have come with
     * another then, so they are only noted, one behind the other; that needs no look at a large table.
     */
    private boolean alike = true;

    private long[] noted = new long[FIRST_SLOTS];
    private long notes;
    private int size;
    private boolean forgetful;
    /** Of no meaning: without it, a compiler would leave out what {@link #touch} does. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    /**
     * Whether the key has come before with another value; if it has not come, the value is remembered.
     *
     * @param key   any 64 bits
     * @param value any 64 bits; two different ones are taken for the same once in 65,000 times
     */
    boolean hasOther(long key, long value) {
        if (alike) {
            if (key == value) {
                note(key);
                return false;
            }
            alike = false;
            recall();
        }
        return compare(key, value);
    }

    private void note(long key) {
        if (noted.length < KEYS && noted.length == notes) {
            noted = Arrays.copyOf(noted, Math.min(KEYS, noted.length * 2));
        }
        noted[(int) (notes % noted.length)] = key;
        notes++;
    }

    /** Puts the keys that were only noted where they are compared. */
    private void recall() {
        forgetful = notes > KEYS;
        for (long i = Math.max(0, notes - KEYS); i < notes; i++) {
            long key = noted[(int) (i % noted.length)];
            compare(key, key);
        }
        noted = new long[1];
    }

    private boolean compare(long key, long value) {
        long spread = key * SPREAD;
        spread ^= spread >>> 32;
        long entry = spread & ~VALUE | Math.max(1, value >>> 48);
        int slot = slot(young, spread);
        if (young[slot] != 0) {
            return young[slot] != entry;
        }
        long known = old[slot(old, spread)];
        long first = known == 0 ? entry : known;
        young[slot] = first;
        size++;
        if (size == young.length / 4 * 3) {
            turn();
        }
        return first != entry;
    }

    /**
     * Looks where the key belongs, so that the processor fetches that from memory while other work is done; several such
     * looks, one after another, take no longer than one.
     */
    void touch(long key) {
        if (alike) {
            return;
        }
        long spread = key * SPREAD;
        spread ^= spread >>> 32;
        touched += young[(int) spread & young.length - 1];
    }

    private static int slot(long[] table, long spread) {
        int mask = table.length - 1;
        int i = (int) spread & mask;
        while (table[i] != 0 && (table[i] ^ spread) >>> 16 != 0) {
            i = (i + 1) & mask;
        }
        return i;
    }

    private void turn() {
        forgetful |= old.length > 1;
        old = young;
        young = new long[SLOTS];
        size = 0;
    }

    /** Whether keys have been forgotten. */
    boolean isForgetful() {
        return forgetful;
    }
}
