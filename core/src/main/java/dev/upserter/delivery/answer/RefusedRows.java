package dev.upserter.delivery.answer;

import dev.upserter.batch.Batch;
import dev.upserter.delivery.answer.BatchOutcome.Refusal;
import java.util.List;

/**
 * Rows that were all refused.
 *
 * @param rows     each of another person
 * @param refusals one for each
 * @param tried    how often they were sent
 * @param alone    whether this is one row in a request that was refused as a whole
 */
public record RefusedRows(Batch rows, List<Refusal> refusals, int tried, boolean alone) {
    public RefusedRows {
        refusals = List.copyOf(refusals);
    }

    /** The same in bytes of their own, which stay when the batch is released. */
    RefusedRows copy() {
        return new RefusedRows(rows.part(i -> true), refusals, tried, alone);
    }
}
