package dev.upserter.guard;

import dev.upserter.memory.MemoryShare;
import java.util.Arrays;

/**
 * Keys with a value each, in the order in which they came. A Bloom filter says of nearly every new key that it is not among
 * them, without a look at them; the others are found by following a chain. For one thread.
 */
final class KeyLog {
    static final int MAX_KEYS = 786_432;

    private static final int FIRST_KEYS = 1 << 10;
    /** So many keys have room in any case; for more, memory has to be granted. */
    static final int SURE_KEYS = 1 << 14;

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final long VALUE = 0xFFFF;
    private static final int CHAINS = 1 << 16;
    /** All bits of a key are in so many words next to each other, so that they are one or two lines of the cache. */
    private static final int BLOCK = 8;

    private static final int BITS = 7;
    private static final int BITS_FOR_A_KEY = 20;
    /** The filter of a log without keys, whose memory is taken once there is one. */
    private static final long[] EMPTY = new long[BLOCK];

    /**
     * The upper 48 bits of each spread key, and its value. The lower 16 bits say which chain it is in, so that nothing of
     * the key is lost.
     */
    private long[] entries = {};
    /** The entry before it in its chain, counted from 1; 0 for none. */
    private int[] before = {};
    /** The last entry of each chain, counted from 1; 0 for none. */
    private int[] chains = {};

    private long[] filter = EMPTY;
    private int size;
    private final MemoryShare memory;
    private long granted;

    /** An empty log, which takes memory from a share as it grows. */
    KeyLog(MemoryShare memory) {
        this.memory = memory;
    }

    private static int wordsFor(int keys) {
        int words = keys * BITS_FOR_A_KEY / Long.SIZE;
        return Math.max(BLOCK, Integer.highestOneBit(words - 1) * 2);
    }

    private static long bytesFor(int keys) {
        return (long) keys * (Long.BYTES + Integer.BYTES) + (long) wordsFor(keys) * Long.BYTES;
    }

    private static long spread(long key) {
        long spread = key * SPREAD;
        return spread ^ spread >>> 32;
    }

    int size() {
        return size;
    }

    /** The value of the key; 0 if it is not among these. */
    char find(long key) {
        long spread = spread(key);
        return mayHold(spread) ? findInChain(spread) : 0;
    }

    private char findInChain(long spread) {
        for (int i = chains[(int) (spread & VALUE)]; i > 0; i = before[i - 1]) {
            if ((entries[i - 1] ^ spread) >>> 16 == 0) {
                return (char) entries[i - 1];
            }
        }
        return 0;
    }

    private boolean mayHold(long spread) {
        int block = block(spread);
        long bits = bits(spread);
        for (int i = 0; i < BITS; i++) {
            if ((filter[block + (int) (bits & BLOCK - 1)] & 1L << (bits >>> 3)) == 0) {
                return false;
            }
            bits >>>= 9;
        }
        return true;
    }

    private void mark(long spread) {
        int block = block(spread);
        long bits = bits(spread);
        for (int i = 0; i < BITS; i++) {
            filter[block + (int) (bits & BLOCK - 1)] |= 1L << (bits >>> 3);
            bits >>>= 9;
        }
    }

    private int block(long spread) {
        return (int) (spread >>> 40) & filter.length - BLOCK;
    }

    private static long bits(long spread) {
        long bits = spread * SPREAD;
        return bits ^ bits >>> 29;
    }

    /**
     * Adds a key, which must not be among these, where there is room for it.
     *
     * @param value not 0
     */
    void add(long key, char value) {
        long spread = spread(key);
        int chain = (int) (spread & VALUE);
        entries[size] = spread & ~VALUE | value;
        before[size] = chains[chain];
        size++;
        chains[chain] = size;
        mark(spread);
    }

    /** Whether there is no room for another key, as there is none in a new log. */
    boolean isFull() {
        return size == entries.length;
    }

    /** Makes room for more keys, up to {@link #MAX_KEYS}; false if there are so many, or no memory is left for more. */
    boolean grow() {
        if (size == 0) {
            chains = new int[CHAINS];
            makeRoom(FIRST_KEYS);
            return true;
        }
        int more = Math.min(MAX_KEYS, size * 4);
        if (more == size || more > SURE_KEYS && !isGranted(bytesFor(more) - granted)) {
            return false;
        }
        makeRoom(more);
        for (int chain = 0; chain < CHAINS; chain++) {
            for (int i = chains[chain]; i > 0; i = before[i - 1]) {
                mark(entries[i - 1] & ~VALUE | chain);
            }
        }
        return true;
    }

    private boolean isGranted(long bytes) {
        boolean may = memory.keep(bytes);
        granted += may ? bytes : 0;
        return may;
    }

    /** Gives back the memory that it was granted; it is not used any more. */
    void release() {
        memory.forget(granted);
        granted = 0;
    }

    private void makeRoom(int more) {
        entries = Arrays.copyOf(entries, more);
        before = Arrays.copyOf(before, more);
        filter = new long[wordsFor(more)];
    }
}
