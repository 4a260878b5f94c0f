package dev.upserter.state.diff;

import dev.upserter.plan.Sha256;
import dev.upserter.state.bucket.Payloads;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The changes that a run has to make, with their rows. For one thread. */
public final class Changes implements AutoCloseable {
    private final Staging staging;
    private final ChangeList list;
    private final boolean isInOrderOfRows;
    private @Nullable Payloads payloads;
    private int bucket;

    /**
     * Creates an empty list.
     *
     * @param staging the rows
     * @param file    for changes that should not stay in memory
     */
    public Changes(Staging staging, Path file) throws IOException {
        this(staging, file, false);
    }

    /**
     * Creates an empty list.
     *
     * @param isInOrderOfRows whether the changes are sent in the order of their rows, whatever their keys; each then takes
     *     some 40 bytes of memory
     */
    public Changes(Staging staging, Path file, boolean isInOrderOfRows) throws IOException {
        this.staging = staging;
        this.isInOrderOfRows = isInOrderOfRows;
        this.list = new ChangeList(file);
    }

    ChangeList list() {
        return list;
    }

    /** Receives the changes one by one. */
    public interface Taker {
        /** Returns whether to continue; the change is valid until this returns. */
        boolean take(Change change) throws IOException, InterruptedException;
    }

    /** Passes each change to the taker, in the order in which they are sent, until it returns false. */
    public void forEach(Taker taker) throws IOException, InterruptedException {
        ChangeList.Taker each = (bytes, length) -> taker.take(new Change(this, bytes));
        if (isInOrderOfRows) {
            list.forEach(bytes -> new Change(this, bytes).number(), each);
        } else {
            list.forEach(each);
        }
    }

    /** SHA-256 over all changes: equal for equal plans. */
    public String digest() throws IOException, InterruptedException {
        MessageDigest sha = Sha256.start();
        forEach(change -> {
            change.update(sha);
            return true;
        });
        return HexFormat.of().formatHex(sha.digest());
    }

    StagedRowFormat.StagedRow row(int inBucket, long place, int length) throws IOException {
        Payloads open = payloads;
        if (open == null || bucket != inBucket) {
            close();
            open = staging.buckets().payloads(inBucket);
            payloads = open;
            bucket = inBucket;
        }
        byte[] bytes = open.bytes(place, length);
        return staging.codec().read(bytes, open.start(place));
    }

    @Override
    public void close() throws IOException {
        if (payloads != null) {
            payloads.close();
            payloads = null;
        }
    }
}
