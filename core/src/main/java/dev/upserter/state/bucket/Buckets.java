package dev.upserter.state.bucket;

import dev.upserter.json.GrowingBytes;
import dev.upserter.memory.MemoryShare;
import dev.upserter.state.PrivateFiles;
import dev.upserter.state.StateEntry;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Sorts more entries than fit in memory: puts each, with a payload, into one of 256 buckets by the first byte of its hash.
 * While entries are added, at most 12 MB stay in memory; after that nothing, if there are many. For one thread.
 */
public final class Buckets implements AutoCloseable {
    public static final int COUNT = BucketBytes.BUCKETS;
    private static final int KEYS_KEPT = 1 << 14;
    private static final int PAYLOAD_KEPT = 1 << 15;

    private final Path folder;
    private final BucketBytes keys;
    private final BucketBytes payloads;
    private final GrowingBytes key = new GrowingBytes(256);
    private long count;

    /**
     * Creates empty buckets.
     *
     * @param folder for the files, not used by others; created when needed, removed at the end
     * @param memory of the run, which may grant less
     */
    public Buckets(Path folder, MemoryShare memory) throws IOException {
        this.folder = folder;
        this.keys = new BucketBytes(folder, "keys-", KEYS_KEPT, false, memory);
        this.payloads = new BucketBytes(folder, "rows-", PAYLOAD_KEPT, true, memory);
        PrivateFiles.remove(folder);
    }

    /** Adds an entry without a payload. */
    public void add(StateEntry entry) throws IOException {
        key.clear();
        entry.write(key);
        addKey(0);
    }

    /** Adds a complete entry with a payload, which may be empty. */
    public void add(GrowingBytes entry, GrowingBytes payload) throws IOException {
        key.clear();
        key.put(entry.bytes(), 0, entry.length());
        int bucket = addKey(payload.length());
        if (payload.length() > 0) {
            payloads.add(bucket, payload.bytes(), 0, payload.length());
        }
    }

    private int addKey(int payloadLength) throws IOException {
        key.putVarint(payloadLength);
        int bucket = StateEntry.firstOfHash(key.bytes(), 0);
        keys.add(bucket, key.bytes(), 0, key.length());
        count++;
        return bucket;
    }

    /** The number of entries. */
    public long count() {
        return count;
    }

    /** Ends the adding; frees their memory, if there were many. */
    public void settle() throws IOException {
        keys.settle();
        payloads.settle();
    }

    /** The entries of a bucket, sorted. */
    public Bucket sorted(int bucket) throws IOException {
        return Bucket.of(keys.stored(bucket));
    }

    /** The payloads of a bucket, to be read in ascending order. */
    public Payloads payloads(int bucket) throws IOException {
        return new Payloads(payloads.stored(bucket));
    }

    /** Removes the files. */
    @Override
    public void close() throws IOException {
        try (keys) {
            payloads.close();
        }
        PrivateFiles.remove(folder);
    }
}
