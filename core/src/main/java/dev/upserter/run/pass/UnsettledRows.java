package dev.upserter.run.pass;

import dev.upserter.history.History;
import dev.upserter.mapping.RowValues;
import dev.upserter.operation.Operation;
import dev.upserter.pipeline.Sink;
import dev.upserter.pipeline.Tally;
import dev.upserter.record.SourceRecord;

/** Hands on the rows that no earlier execution of the run has settled, and counts the others as it did. For one thread. */
final class UnsettledRows extends PassingSink {
    private final History history;
    private final Tally tally;

    private UnsettledRows(Sink next, History history, Tally tally) {
        super(next);
        this.history = history;
        this.tally = tally;
    }

    /** What hands on to another; that one itself where nothing is settled. */
    static Sink of(Sink next, History history, Tally tally) {
        return history.hasSettledRows() ? new UnsettledRows(next, history, tally) : next;
    }

    @Override
    public void add(Operation operation, RowValues values, SourceRecord record) throws InterruptedException {
        if (history.delivered().contains(record.number())) {
            tally.delivered.increment();
        } else if (history.deadLetters().contains(record.number())) {
            tally.deadLetters.increment();
        } else {
            next.add(operation, values, record);
        }
    }
}
