package dev.upserter.guard;

/**
 * Keys with the first value of each, found by a look at one word: of at least the last 786,432 keys and at most twice as
 * many, in 16 MB at most. For one thread.
 */
final class KeyTable {
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

    /** The first value of the key; the given one, which is put in, if the key is new. */
    char putIfAbsent(long key, char given) {
        long spread = key * SPREAD;
        spread ^= spread >>> 32;
        int slot = slot(young, spread);
        if (young[slot] != 0) {
            return (char) young[slot];
        }
        long known = old[slot(old, spread)];
        young[slot] = known == 0 ? spread & ~VALUE | given : known;
        size++;
        if (size == young.length / 4 * 3) {
            forgetful |= old.length > 1;
            old = young;
            young = new long[SLOTS];
            size = 0;
        }
        return known == 0 ? given : (char) known;
    }

    private static int slot(long[] table, long spread) {
        int mask = table.length - 1;
        int i = (int) spread & mask;
        while (table[i] != 0 && (table[i] ^ spread) >>> 16 != 0) {
            i = (i + 1) & mask;
        }
        return i;
    }

    /** Whether keys have been forgotten. */
    boolean isForgetful() {
        return forgetful;
    }
}
