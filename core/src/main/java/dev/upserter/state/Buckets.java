package dev.upserter.state;

import dev.upserter.plan.GrowingBytes;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Sorts more entries than the memory holds: puts each, with a payload, into one of 256 buckets by the first byte of its
 * hash. Little stays in memory; files are made when there is more. For one thread.
 */
final class Buckets implements AutoCloseable {
    static final int COUNT = 256;
    private static final int FIRST_ROOM = 256;
    private static final int KEYS_KEPT = 1 << 15;
    private static final int PAYLOAD_KEPT = 1 << 16;

    private final Path folder;
    private final @Nullable GrowingBytes[] keys = new GrowingBytes[COUNT];
    private final @Nullable GrowingBytes[] payloads = new GrowingBytes[COUNT];
    /** Stay open while entries are added: to open each for each spill costs as much as writing it. */
    private final @Nullable FileOutputStream[] payloadFiles = new FileOutputStream[COUNT];

    private final long[] keysWritten = new long[COUNT];
    private final long[] payloadWritten = new long[COUNT];
    private long count;

    /**
     * Empty ones.
     *
     * @param folder for the files, used by nobody else; made when needed, removed at the end
     */
    Buckets(Path folder) throws IOException {
        this.folder = folder;
        PrivateFiles.removeFolder(folder);
    }

    private static GrowingBytes of(@Nullable GrowingBytes[] all, int bucket) {
        GrowingBytes bytes = all[bucket];
        if (bytes == null) {
            bytes = new GrowingBytes(FIRST_ROOM);
            all[bucket] = bytes;
        }
        return bytes;
    }

    /** Adds an entry, whole, with a payload that may be empty. */
    void add(byte[] entry, int from, int to, byte[] payload, int payloadLength) throws IOException {
        int bucket = entry[from + 1] & 0xFF;
        GrowingBytes keysHere = of(keys, bucket);
        keysHere.put(entry, from, to);
        keysHere.putVarint(payloadLength);
        if (keysHere.length() >= KEYS_KEPT) {
            keysWritten[bucket] += spill(keysHere, keysFile(bucket), keysWritten[bucket] == 0);
        }
        if (payloadLength > 0) {
            GrowingBytes payloadHere = of(payloads, bucket);
            payloadHere.put(payload, 0, payloadLength);
            if (payloadHere.length() >= PAYLOAD_KEPT) {
                payloadWritten[bucket] += spillPayload(payloadHere, bucket);
            }
        }
        count++;
    }

    private Path keysFile(int bucket) {
        return folder.resolve("keys-" + bucket);
    }

    private Path payloadFile(int bucket) {
        return folder.resolve("rows-" + bucket);
    }

    private int spill(GrowingBytes bytes, Path file, boolean isFirst) throws IOException {
        if (isFirst) {
            PrivateFiles.makeFolders(folder);
            PrivateFiles.createFile(file);
        }
        try (var out = new FileOutputStream(file.toFile(), true)) {
            return write(bytes, out);
        }
    }

    private int spillPayload(GrowingBytes bytes, int bucket) throws IOException {
        FileOutputStream out = payloadFiles[bucket];
        if (out == null) {
            PrivateFiles.makeFolders(folder);
            out = new FileOutputStream(
                    PrivateFiles.createFile(payloadFile(bucket)).toFile(), true);
            payloadFiles[bucket] = out;
        }
        return write(bytes, out);
    }

    private static int write(GrowingBytes bytes, FileOutputStream out) throws IOException {
        out.write(bytes.bytes(), 0, bytes.length());
        int written = bytes.length();
        bytes.clear();
        return written;
    }

    /** How many entries were added. */
    long count() {
        return count;
    }

    /** The entries of a bucket, sorted. */
    Bucket sorted(int bucket) throws IOException {
        return Bucket.of(stored(keysFile(bucket), keysWritten[bucket], keys[bucket]));
    }

    /** The payloads of a bucket, to be read by rising places. */
    Payloads payloads(int bucket) throws IOException {
        closePayload(bucket);
        return new Payloads(stored(payloadFile(bucket), payloadWritten[bucket], payloads[bucket]));
    }

    /**
     * Bytes of which the first are in a file, perhaps.
     *
     * @param file    where the first are
     * @param written how many those are
     * @param rest    the others
     */
    record Stored(Path file, long written, GrowingBytes rest) {
        long length() {
            return written + rest.length();
        }
    }

    private static Stored stored(Path file, long written, @Nullable GrowingBytes rest) {
        return new Stored(file, written, rest == null ? new GrowingBytes(0) : rest);
    }

    private void closePayload(int bucket) throws IOException {
        FileOutputStream out = payloadFiles[bucket];
        if (out != null) {
            out.close();
            payloadFiles[bucket] = null;
        }
    }

    /** Removes the files. */
    @Override
    public void close() throws IOException {
        for (int bucket = 0; bucket < COUNT; bucket++) {
            closePayload(bucket);
        }
        PrivateFiles.removeFolder(folder);
    }
}
