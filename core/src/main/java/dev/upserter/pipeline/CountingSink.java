package dev.upserter.pipeline;

import dev.upserter.batch.Batch;
import dev.upserter.batch.BatchPool;
import dev.upserter.batch.BatchSink;

/** Takes batches and sends nothing. For one thread. */
public final class CountingSink implements BatchSink {
    private final Tally tally;
    private final BatchPool pool;

    public CountingSink(Tally tally, BatchPool pool) {
        this.tally = tally;
        this.pool = pool;
    }

    @Override
    public void send(Batch batch) {
        tally.pending.add(batch.rows());
        pool.release(batch);
    }

    @Override
    public long oldestUnfinished() {
        return Long.MAX_VALUE;
    }
}
