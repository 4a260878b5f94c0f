package dev.upserter;

import dev.upserter.delivery.answer.DeadLetter;
import dev.upserter.pipeline.RowLog;
import dev.upserter.problem.Problem;
import dev.upserter.record.SourceRecord;
import java.util.List;

/** Writes nothing down: what becomes of rows is told by their outcomes alone. */
enum Unwritten implements RowLog {
    LOG;

    @Override
    public void reject(SourceRecord record, Problem problem) {}

    @Override
    public void bury(List<DeadLetter> letters) {}
}
