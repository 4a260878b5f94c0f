package dev.upserter.run.change;

import dev.upserter.operation.ChangeMembership;
import dev.upserter.operation.ChangeRelationship;
import dev.upserter.operation.CompoundKey;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifyObject;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.Operation;
import dev.upserter.operation.RemovePerson;
import dev.upserter.operation.Subject;
import dev.upserter.pipeline.Sink;
import dev.upserter.record.SourceRecord;
import dev.upserter.state.diff.Changes;
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
        this.staging = new Staging(aside, basis.config().mapping().identifyBy(), basis.expectsFewChanges());
        this.changes = new Changes(staging, aside.resolve("changes"));
        this.unsettled = new Unsettled(basis.account().tally());
    }

    @Override
    public void add(Operation operation, SourceRecord record) {
        staging.add(known(operation), record);
    }

    /** What a state keeps of an operation: whom it is about, and what it says of them. */
    private static IdentifyPerson known(Operation operation) {
        return switch (operation) {
            case IdentifyPerson person -> person;
            case IdentifyObject ignored -> throw stateless();
            case ChangeRelationship ignored -> throw stateless();
            case RemovePerson ignored -> throw stateless();
            case ChangeMembership ignored -> throw stateless();
        };
    }

    private static IllegalStateException stateless() {
        return new IllegalStateException("a state knows people and what was said of them, and nothing else");
    }

    private static Identifier known(Subject subject) {
        return switch (subject) {
            case Identifier person -> person;
            case CompoundKey key -> throw stateless();
        };
    }

    @Override
    public void held(Subject subject) {
        staging.seen(known(subject));
        held++;
    }

    @Override
    public void leftOut(Subject subject) {
        staging.seen(known(subject));
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

    /** How many rows are not sent for what is wrong with them, though their people can be told. */
    long held() {
        return held;
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
