package dev.upserter.pipeline;

import dev.upserter.batch.BatchPool;
import dev.upserter.batch.Packer;
import dev.upserter.mapping.FieldSummary;
import dev.upserter.memory.MemoryShare;
import dev.upserter.record.SourceRecord;
import java.time.InstantSource;

/** Does with records what a {@link Pipeline} does, but for the sending: what would be sent is pending. For one thread. */
public final class Rehearsal implements AutoCloseable {
    private final Intake intake;
    private final MemoryShare memory;

    /**
     * One that has taken nothing.
     *
     * @param rows hears of rejected rows
     */
    public Rehearsal(PipelineConfig config, InstantSource clock, RowLog rows, PipelineUse use) {
        this.memory = use.memory().share().open();
        var pool = new BatchPool(config.routing(), memory);
        var packer = new Packer(pool, new CountingSink(use.account().tally(), pool));
        var sink = new PackingSink(packer, config.guards(), use.account().log());
        this.intake = new Intake(config, use.rules(), clock, use.account(), sink, rows::reject, memory);
    }

    /**
     * Takes the next record.
     *
     * @return whether another may be taken; otherwise the account says why not
     */
    public boolean take(SourceRecord record) throws InterruptedException {
        return intake.take(record);
    }

    /**
     * Ends it, after the last record.
     *
     * @return what was done with the fields
     */
    public FieldSummary finish() throws InterruptedException {
        intake.complete();
        intake.finish();
        return intake.mapper().summary();
    }

    @Override
    public void close() {
        memory.close();
    }
}
