package dev.upserter.guard;

import java.util.Arrays;

/**
 * Keys in the order in which they came, and a Bloom filter that says of nearly every new one that it is not among them:
 * quick while keys are new, slow where one comes again. For one thread.
 */
final class KeyLog {
    static final int MAX_KEYS = 786_432;

    private static final int FIRST_KEYS = 1 << 10;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final long OTHER_SPREAD = 0xFF51_AFD7_ED55_8CCDL;
    /** All bits of a key lie in so many words next to each other, so that they are one or two lines of the cache. */
    private static final int BLOCK = 8;

    private static final int BITS = 7;
    private static final int BITS_FOR_A_KEY = 20;

    private long[] keys = new long[FIRST_KEYS];
    private char[] values = new char[FIRST_KEYS];
    private long[] filter = filterFor(FIRST_KEYS);
    private int size;

    private static long[] filterFor(int keys) {
        int words = keys * BITS_FOR_A_KEY / Long.SIZE;
        return new long[Math.max(BLOCK, Integer.highestOneBit(words - 1) * 2)];
    }

    int size() {
        return size;
    }

    /** Whether the key may be among these; false is certain, true is wrong once in some thousand times. */
    boolean mayHold(long key) {
        int block = block(key);
        long bits = bits(key);
        for (int i = 0; i < BITS; i++) {
            if ((filter[block + (int) (bits & BLOCK - 1)] & 1L << (bits >>> 3)) == 0) {
                return false;
            }
            bits >>>= 9;
        }
        return true;
    }

    private void mark(long key) {
        int block = block(key);
        long bits = bits(key);
        for (int i = 0; i < BITS; i++) {
            filter[block + (int) (bits & BLOCK - 1)] |= 1L << (bits >>> 3);
            bits >>>= 9;
        }
    }

    private int block(long key) {
        long spread = key * SPREAD;
        return (int) (spread >>> 32) & filter.length - BLOCK;
    }

    private static long bits(long key) {
        long spread = key * OTHER_SPREAD;
        return spread ^ spread >>> 29;
    }

    /** The value of the key; 0 if it is not among these. Looks at all. */
    char find(long key) {
        for (int i = size - 1; i >= 0; i--) {
            if (keys[i] == key) {
                return values[i];
            }
        }
        return 0;
    }

    /** Adds a key, which must not be among these; at most {@link #MAX_KEYS}. */
    void add(long key, char value) {
        if (size == keys.length) {
            grow();
        }
        keys[size] = key;
        values[size] = value;
        size++;
        mark(key);
    }

    private void grow() {
        int more = Math.min(MAX_KEYS, size * 4);
        keys = Arrays.copyOf(keys, more);
        values = Arrays.copyOf(values, more);
        filter = filterFor(more);
        for (int i = 0; i < size; i++) {
            mark(keys[i]);
        }
    }

    void copyTo(KeyTable table) {
        for (int i = 0; i < size; i++) {
            table.putIfAbsent(keys[i], values[i]);
        }
    }
}
