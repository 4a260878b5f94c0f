package dev.upserter.state.diff;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.Varint;
import dev.upserter.state.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;

/** Changes in the order in which they will be sent; those that should not stay in memory are in a file. For one thread. */
final class ChangeList {
    private static final int KEPT = 1 << 20;

    private final Path file;
    private final GrowingBytes bytes = new GrowingBytes(256);
    private final GrowingBytes bucket = new GrowingBytes(256);
    private long[] places = new long[16];
    private int[] starts = new int[16];
    private int size;
    private boolean spilled;

    ChangeList(Path file) throws IOException {
        this.file = file;
        Files.deleteIfExists(file);
    }

    /** The buffer for the next change of the bucket; each write must be followed by {@link #add}. */
    GrowingBytes next() {
        return bucket;
    }

    /**
     * Adds what was written since the last change as one change; within the bucket, changes are sent in the order of their
     * places.
     */
    void add(long place) {
        if (size + 1 >= places.length) {
            places = Arrays.copyOf(places, places.length * 2);
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        places[size] = place;
        size++;
        starts[size] = bucket.length();
    }

    /** Appends the changes of a bucket to those of the previous buckets. */
    void endBucket() throws IOException {
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = places[i] << 24 | i;
        }
        Arrays.sort(order);
        for (long ordered : order) {
            int i = (int) (ordered & 0xFF_FFFF);
            bytes.putVarint(starts[i + 1] - starts[i]);
            bytes.put(bucket.bytes(), starts[i], starts[i + 1]);
            if (bytes.length() >= KEPT) {
                spill();
            }
        }
        bucket.clear();
        size = 0;
    }

    private void spill() throws IOException {
        if (!spilled) {
            PrivateFiles.makeFolders(file.resolveSibling("."));
            PrivateFiles.createFile(file);
            spilled = true;
        }
        try (var out = new FileOutputStream(file.toFile(), true)) {
            out.write(bytes.bytes(), 0, bytes.length());
        }
        bytes.clear();
    }

    /** Receives the changes one by one. */
    interface Taker {
        /** Returns whether to continue. */
        boolean take(byte[] change, int length) throws IOException, InterruptedException;
    }

    /** Passes each change to the taker, in order, until it returns false. */
    void forEach(Taker taker) throws IOException, InterruptedException {
        byte[] change = new byte[1024];
        try (var in = new DataInputStream(stream())) {
            for (long length = Varint.read(in); length > 0; length = Varint.read(in)) {
                change = change.length < length ? new byte[(int) length * 2] : change;
                in.readFully(change, 0, (int) length);
                if (!taker.take(change, (int) length)) {
                    return;
                }
            }
        }
    }

    /** The place of a change among all. */
    interface Rank {
        /** Returns it; changes of one rank keep their order. */
        long of(byte[] change) throws IOException;
    }

    /** Passes each change to the taker, in the order of their ranks, until it returns false. */
    void forEach(Rank rank, Taker taker) throws IOException, InterruptedException {
        var found = new ArrayList<Place>();
        forEach((change, length) -> {
            long start = found.isEmpty() ? 0 : found.getLast().end();
            found.add(new Place(rank.of(change), start + Varint.length(length), length));
            return true;
        });
        found.sort(Comparator.comparingLong(Place::rank));
        long kept = spilled ? Files.size(file) : 0;
        try (var spilt = spilled ? new RandomAccessFile(file.toFile(), "r") : null) {
            for (Place place : found) {
                byte[] change = new byte[place.length()];
                if (spilt != null && place.start() < kept) {
                    spilt.seek(place.start());
                    spilt.readFully(change);
                } else {
                    System.arraycopy(bytes.bytes(), (int) (place.start() - kept), change, 0, change.length);
                }
                if (!taker.take(change, change.length)) {
                    return;
                }
            }
        }
    }

    /** Where a change is among the bytes of all. */
    private record Place(long rank, long start, int length) {
        long end() {
            return start + length;
        }
    }

    private InputStream stream() throws IOException {
        var rest = new ByteArrayInputStream(bytes.bytes(), 0, bytes.length());
        return spilled
                ? new BufferedInputStream(new SequenceInputStream(new FileInputStream(file.toFile()), rest), 1 << 16)
                : rest;
    }
}
