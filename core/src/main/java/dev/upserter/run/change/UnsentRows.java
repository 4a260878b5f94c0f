package dev.upserter.run.change;

import dev.upserter.pipeline.RowEnd.How;
import dev.upserter.pipeline.RowEnds;
import dev.upserter.plan.Duplicates;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.state.diff.Join;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongPredicate;

/**
 * Notes the rows of which nothing is sent: another one of the same person stands, or it says what is known. For one thread.
 *
 * @param policy     which of several rows stands
 * @param thing      what a row is about, in messages
 * @param isReported whether rows that do not stand are reported at all; where the policy is to fail, they are
 * @param log        of the run
 * @param ends       tells what becomes of each row
 * @param settled    what an earlier execution of the run delivered
 */
record UnsentRows(
        Duplicates policy, String thing, boolean isReported, ProblemLog log, RowEnds ends, LongPredicate settled)
        implements Join.UnsentListener {

    @Override
    public void duplicate(Join.Where where) {
        if (isReported || policy == Duplicates.FAIL) {
            log.add(Code.KEY_DUPLICATE, level(), "", () -> problem(where));
        }
        if (ends.isWanted()) {
            ends.end(number(where), How.UNCHANGED, problem(where));
        }
    }

    @Override
    public void unchanged(Join.Where where) {
        if (ends.isWanted()) {
            long number = number(where);
            ends.end(number, settled.test(number) ? How.DELIVERED : How.UNCHANGED);
        }
    }

    @Override
    public void left(Join.Where where) {
        if (ends.isWanted()) {
            ends.end(number(where), How.FILTERED);
        }
    }

    private static long number(Join.Where where) {
        try {
            return where.record().number();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Level level() {
        return policy == Duplicates.FAIL ? Level.STOP : Level.WARN;
    }

    private Problem problem(Join.Where where) {
        String what = switch (policy) {
            case LAST -> "the source has a later row of the same " + thing + "; that one counts";
            case FIRST -> "the source has an earlier row of the same " + thing + "; that one counts";
            case MERGE -> "the source has another row of the same " + thing + "; they were merged";
            case FAIL -> "the source has another row of the same " + thing;
        };
        try {
            return new Problem(Code.KEY_DUPLICATE, level(), where.location(), what, Code.KEY_DUPLICATE.help());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
