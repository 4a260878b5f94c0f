package dev.upserter.pipeline;

import dev.upserter.mapping.RowValues;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Subject;
import dev.upserter.record.SourceRecord;

/** Where a pass hands on what may be sent. For one thread. */
public interface Sink {
    /**
     * Takes a row; what it needs of it is copied.
     *
     * @param values what the operation was made of, before the guard; its payload is the operation's
     * @throws InterruptedException if the thread was interrupted while it waited for room
     */
    void add(Operation operation, RowValues values, SourceRecord record) throws InterruptedException;

    /** Hears of a person whose row is not sent. */
    void held(Subject subject);

    /** Hears of a person who is in the source and is not sent, though nothing is wrong with the row. */
    void leftOut(Subject subject);

    /** Hands on what is left: the source was read to its end. */
    void flush() throws InterruptedException;

    /** How many rows were taken and not handed on. */
    long waiting();

    /** Whether anything was handed on to be sent. */
    boolean hasSent();
}
