package dev.upserter.pipeline;

import dev.upserter.batch.Batch;
import dev.upserter.delivery.answer.DeadLetter;
import dev.upserter.problem.Problem;
import dev.upserter.record.SourceRecord;
import java.util.List;

/**
 * Where it is written down what becomes of rows. One thread tells of rejected rows; many tell of the others, at any time.
 * What it throws ends the sending.
 */
public interface RowLog {
    /**
     * A row is not sent.
     *
     * @param record good until this returns
     */
    void reject(SourceRecord record, Problem problem);

    /**
     * Rows were given up.
     *
     * @param letters good until this returns
     */
    void bury(List<DeadLetter> letters);

    /** A request is about to be sent: until it is answered, nobody knows whether Customer.io has its rows. */
    default void sending(Batch batch) {}

    /** What was sent last certainly changed nothing. */
    default void tookNothing(Batch batch) {}

    /** The rows of a batch were acknowledged, but for these, which were given up. */
    default void delivered(Batch batch, List<DeadLetter> letters) {}
}
