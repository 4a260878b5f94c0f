package dev.upserter.ingest;

import dev.upserter.pipeline.Account;
import dev.upserter.pipeline.Pipeline;
import dev.upserter.problem.Problem;
import dev.upserter.record.SourceRecord;
import java.util.Optional;

/** Rows that go through one pipeline, until it stops. For one thread. */
final class PipelineTurn implements AutoCloseable {
    private final Account account;
    private final Pipeline pipeline;
    private final Rhythm rhythm;
    private long rows;
    private long bytes;
    private long first;

    PipelineTurn(Account account, Pipeline pipeline, Rhythm rhythm) {
        this.account = account;
        this.pipeline = pipeline;
        this.rhythm = rhythm;
    }

    void take(SourceRecord row) throws InterruptedException {
        first = rows == 0 ? System.nanoTime() : first;
        rows++;
        bytes += row.json().length();
        boolean unused = pipeline.take(row); // whether it stopped is asked later
    }

    /** How long to wait for another row before those that were taken are sent. */
    long nanosToFlush() {
        return rows == 0 ? Long.MAX_VALUE : rhythm.time().toNanos() - (System.nanoTime() - first);
    }

    boolean isFlushDue() {
        return rows >= rhythm.rows() || bytes >= rhythm.bytes() || rows > 0 && nanosToFlush() <= 0;
    }

    void flush() throws InterruptedException {
        rows = 0;
        bytes = 0;
        pipeline.flush();
    }

    /** Why it takes no more; empty if it does. */
    Optional<Problem> stopped() {
        return pipeline.stopped();
    }

    /** Sends what is left, and waits for its end; why not all was sent, if so. */
    Optional<Problem> finish() throws InterruptedException {
        boolean isWhole = pipeline.finish().stop() == null;
        return isWhole ? Optional.empty() : account.stop();
    }

    void stop() {
        pipeline.stop();
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
