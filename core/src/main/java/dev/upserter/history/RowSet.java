package dev.upserter.history;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * A set of row numbers that is small where they are dense: at most one bit for each row of the source, and almost nothing
 * for long stretches without a gap. For one thread.
 */
public final class RowSet {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;
    /** Marks a chunk without a gap. */
    private static final BitSet FULL = new BitSet(0);

    private final Map<Long, BitSet> chunks = new HashMap<>();
    private long size;

    /** Adds all numbers from {@code first} to {@code last}, both included. */
    void add(long first, long last) {
        long from = first;
        while (from <= last) {
            long end = Math.min(last, from | CHUNK - 1);
            addWithinChunk(from >>> CHUNK_BITS, (int) (from & CHUNK - 1), (int) (end & CHUNK - 1) + 1);
            from = end + 1;
        }
    }

    @SuppressWarnings("ReferenceEquality") // FULL is a marker
    private void addWithinChunk(long chunk, int from, int to) {
        BitSet bits = chunks.computeIfAbsent(chunk, ignored -> new BitSet());
        if (bits == FULL) {
            return;
        }
        int before = bits.cardinality();
        bits.set(from, to);
        int after = bits.cardinality();
        size += after - before;
        if (after == CHUNK) {
            chunks.put(chunk, FULL);
        }
    }

    @SuppressWarnings("ReferenceEquality") // FULL is a marker
    public boolean contains(long number) {
        BitSet bits = chunks.get(number >>> CHUNK_BITS);
        return bits != null && (bits == FULL || bits.get((int) (number & CHUNK - 1)));
    }

    public long size() {
        return size;
    }
}
