package dev.upserter.run.change;

import dev.upserter.batch.Ordering;
import dev.upserter.kind.Kinds;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.RowValues;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Subject;
import dev.upserter.pipeline.Sink;
import dev.upserter.record.SourceRecord;
import dev.upserter.state.diff.Changes;
import dev.upserter.state.diff.FirstValues;
import dev.upserter.state.diff.Staging;
import dev.upserter.state.file.FileStore;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The rows of a source, written aside as they are read. Once the source was read to its end, {@link Comparison} holds
 * them against what is known. For one thread.
 */
final class Staged implements Sink, AutoCloseable {
    private final Basis basis;
    private final Staging staging;
    private final Changes changes;
    private final Unsettled unsettled;
    private final Horizon horizon;
    private long held;
    private boolean isWhole;

    /**
     * None yet.
     *
     * @param folder of the sync, locked
     */
    Staged(Basis basis, Path folder) throws IOException {
        this.basis = basis;
        Path aside = folder.resolve(FileStore.STAGING);
        var config = basis.config();
        this.staging = new Staging(
                aside,
                Mapper.layout(config.mapping(), config.kind().maker()),
                basis.expectsFewChanges(),
                config.kind().kind().isEvent(),
                config.mapping().firstValues().isEmpty()
                        ? FirstValues.NONE
                        : new FirstValues(config.mapping().firstValues()),
                basis.run().memory());
        if (config.kind().kind().is(Kinds.PERSON)) {
            staging.tellingOthers();
        }
        this.changes = new Changes(
                staging, aside.resolve("changes"), config.kind().kind().ordering() == Ordering.PAIRWISE);
        this.horizon = new Horizon(basis.run());
        this.unsettled = new Unsettled(basis.account().tally());
    }

    @Override
    public void add(Operation operation, RowValues values, SourceRecord record) {
        staging.add(operation.stateKey(), values.with(operation.payload()), record);
    }

    @Override
    public void held(Subject subject) {
        staging.seen(subject);
        horizon.rejected(subject);
        held++;
    }

    @Override
    public void leftOut(Subject subject) {
        staging.seen(subject);
        horizon.leftOut(subject);
    }

    @Override
    public void flush() {
        staging.settle();
        isWhole = true;
        unsettled.are(staging.people());
    }

    @Override
    public long waiting() {
        return isWhole ? 0 : staging.people();
    }

    @Override
    public boolean hasSent() {
        return false;
    }

    Basis basis() {
        return basis;
    }

    Staging staging() {
        return staging;
    }

    Changes changes() {
        return changes;
    }

    Unsettled unsettled() {
        return unsettled;
    }

    Horizon horizon() {
        return horizon;
    }

    /** How many rows were rejected of which it cannot be known what they are about. */
    long untold() {
        return basis.account().tally().rejected.sum() - held;
    }

    /** Removes what was written aside; rows that came to nothing are pending. */
    @Override
    public void close() throws IOException {
        unsettled.arePending();
        try (staging) {
            changes.close();
        }
    }
}
