package dev.upserter.state.diff;

import dev.upserter.record.SourceRecord;
import dev.upserter.state.bucket.Bucket;
import dev.upserter.state.bucket.Payloads;
import java.io.IOException;

/** The rows of one bucket; as {@link Join.Where}, the row that was pointed at last. For one thread. */
final class StagedBucket implements Join.Where {
    final int number;
    final Bucket bucket;
    private final Staging staging;
    private final Payloads payloads;
    private int pointed;

    StagedBucket(Staging staging, int number, Bucket bucket, Payloads payloads) {
        this.staging = staging;
        this.number = number;
        this.bucket = bucket;
        this.payloads = payloads;
    }

    Join.Where at(int row) {
        pointed = row;
        return this;
    }

    @Override
    public SourceRecord record() throws IOException {
        return read(pointed).record();
    }

    StagedRowFormat.StagedRow read(int row) throws IOException {
        long place = bucket.place(row);
        byte[] bytes = payloads.bytes(place, bucket.length(row));
        return staging.codec().read(bytes, payloads.start(place));
    }
}
