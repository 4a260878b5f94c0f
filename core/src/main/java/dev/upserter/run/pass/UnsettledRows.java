package dev.upserter.run.pass;

import dev.upserter.history.History;
import dev.upserter.mapping.RowValues;
import dev.upserter.operation.Operation;
import dev.upserter.pipeline.Account;
import dev.upserter.pipeline.RowEnd.How;
import dev.upserter.pipeline.Sink;
import dev.upserter.record.SourceRecord;

/** Hands on the rows that no earlier execution of the run has settled, and counts the others as it did. For one thread. */
final class UnsettledRows extends PassingSink {
    private final History history;
    private final Account account;

    private UnsettledRows(Sink next, History history, Account account) {
        super(next);
        this.history = history;
        this.account = account;
    }

    /** What hands on to another; that one itself where nothing is settled. */
    static Sink of(Sink next, History history, Account account) {
        return history.hasSettledRows() ? new UnsettledRows(next, history, account) : next;
    }

    @Override
    public void add(Operation operation, RowValues values, SourceRecord record) throws InterruptedException {
        if (history.delivered().contains(record.number())) {
            account.tally().delivered.increment();
            account.ends().end(record.number(), How.DELIVERED);
        } else if (history.deadLetters().contains(record.number())) {
            account.tally().deadLetters.increment();
            account.ends().end(record.number(), How.GIVEN_UP);
        } else {
            next.add(operation, values, record);
        }
    }
}
