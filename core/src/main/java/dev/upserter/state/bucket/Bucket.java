package dev.upserter.state.bucket;

import dev.upserter.json.Varint;
import dev.upserter.state.StateEntry;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The entries of one bucket, in the order of the state; entries of one person in the order in which they were added. */
public final class Bucket {
    private static final int INDEX_BITS = 24;

    private final byte[] bytes;
    private int[] starts = new int[64];
    private long[] places = new long[64];
    private int[] lengths = new int[64];
    private int size;
    private long[] order = new long[0];
    private final StateEntry one = new StateEntry();
    private final StateEntry other = new StateEntry();

    private Bucket(byte[] bytes) {
        this.bytes = bytes;
    }

    static Bucket of(StoredBytes stored) throws IOException {
        var bucket = new Bucket(load(stored));
        bucket.find();
        bucket.sort();
        return bucket;
    }

    private static byte[] load(StoredBytes stored) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(stored.length())];
        int written = (int) stored.written();
        if (written > 0) {
            try (InputStream in = new FileInputStream(stored.file().toFile())) {
                if (in.readNBytes(bytes, 0, written) < written) {
                    throw new IOException("staged rows are not there");
                }
            }
        }
        System.arraycopy(stored.rest().bytes(), 0, bytes, written, stored.rest().length());
        return bytes;
    }

    private void find() {
        long place = 0;
        for (int at = 0; at < bytes.length; ) {
            look(one, at);
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, size * 2);
                places = Arrays.copyOf(places, size * 2);
                lengths = Arrays.copyOf(lengths, size * 2);
            }
            long length = Varint.read(bytes, one.end(), bytes.length);
            starts[size] = at;
            places[size] = place;
            lengths[size] = (int) length;
            size++;
            place += length;
            at = one.end() + Varint.length(length);
        }
    }

    private void look(StateEntry entry, int at) {
        if (!entry.look(bytes, at, bytes.length)) {
            throw new IllegalArgumentException("a staged row is torn");
        }
    }

    /** Sorts by the 39 bits after the bucket's own; the few that are equal there, by all the rest. */
    private void sort() {
        if (size >= 1 << INDEX_BITS) {
            throw new IllegalStateException("more than four billion rows");
        }
        order = new long[size];
        for (int i = 0; i < size; i++) {
            look(one, starts[i]);
            order[i] = one.hash() << 8 >>> INDEX_BITS + 1 << INDEX_BITS | i;
        }
        Arrays.sort(order);
        for (int i = 1; i < size; i++) {
            for (int j = i; j > 0 && isBefore(order[j], order[j - 1]); j--) {
                long swapped = order[j];
                order[j] = order[j - 1];
                order[j - 1] = swapped;
            }
        }
    }

    private boolean isBefore(long later, long earlier) {
        if (later >>> INDEX_BITS != earlier >>> INDEX_BITS) {
            return false;
        }
        look(one, starts[index(later)]);
        look(other, starts[index(earlier)]);
        return one.compareWith(other) < 0;
    }

    private static int index(long ordered) {
        return (int) (ordered & (1 << INDEX_BITS) - 1);
    }

    public int size() {
        return size;
    }

    /** Moves the view to the i-th entry in order. */
    public StateEntry entry(int i, StateEntry view) {
        look(view, starts[index(order[i])]);
        return view;
    }

    /** Where the payload of the i-th entry starts among the payloads of the bucket. */
    public long place(int i) {
        return places[index(order[i])];
    }

    /** The length of the payload of the i-th entry. */
    public int length(int i) {
        return lengths[index(order[i])];
    }
}
