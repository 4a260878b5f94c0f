package dev.upserter.guard;

/**
 * Remembers the first value of each of the last keys, in constant memory: of at least the last 786,432 keys and at most
 * twice as many, in 16 MB at most. For one thread.
 */
final class KeyWindow {
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final long VALUE = 0xFFFF;
    private static final int FIRST_SLOTS = 1 << 12;
    private static final int SLOTS = 1 << 20;

    /**
     * Open addressing. A slot holds the upper 48 bits of the spread key, and 16 bits of the value, never 0; the lower bits
     * of the spread key say where that slot is. One word for both, because each look at a large table is a cache miss.
     */
    private long[] young = new long[FIRST_SLOTS];

    private long[] old = new long[1];
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
        forgetful = old.length > 1;
        old = young;
        young = new long[SLOTS];
        size = 0;
    }

    /** Whether keys have been forgotten. */
    boolean isForgetful() {
        return forgetful;
    }
}
