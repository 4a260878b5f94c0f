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
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * Notes the rows of which nothing is sent: another one of the same person stands, or it says what is known. What becomes of
 * them is told by {@link #tell}, since a state that turns out to be damaged leaves all rows pending. For one thread.
 */
final class UnsentRows implements Join.UnsentListener {
    private final Duplicates policy;
    private final String thing;
    private final boolean isReported;
    private final ProblemLog log;
    private final RowEnds ends;
    private final LongStream.Builder unchanged = LongStream.builder();
    private final LongStream.Builder left = LongStream.builder();
    private final List<Duplicate> duplicates = new ArrayList<>();

    private record Duplicate(long number, Problem why) {}

    /**
     * At the start of a comparison.
     *
     * @param policy     which of several rows stands
     * @param thing      what a row is about, in messages
     * @param isReported whether rows that do not stand are reported at all; where the policy is to fail, they are
     * @param log        of the run
     * @param ends       tells what becomes of each row
     */
    UnsentRows(Duplicates policy, String thing, boolean isReported, ProblemLog log, RowEnds ends) {
        this.policy = policy;
        this.thing = thing;
        this.isReported = isReported || policy == Duplicates.FAIL;
        this.log = log;
        this.ends = ends;
    }

    @Override
    public void duplicate(Join.Where where) {
        if (isReported) {
            log.add(Code.KEY_DUPLICATE, level(), "", () -> problem(where));
        }
        if (ends.isWanted()) {
            duplicates.add(new Duplicate(number(where), problem(where)));
        }
    }

    @Override
    public void unchanged(Join.Where where) {
        if (ends.isWanted()) {
            unchanged.add(number(where));
        }
    }

    @Override
    public void left(Join.Where where) {
        if (ends.isWanted()) {
            left.add(number(where));
        }
    }

    /**
     * Tells what becomes of all of them, once the comparison has come to its end.
     *
     * @param settled what an earlier execution of the run delivered
     */
    void tell(LongPredicate settled) {
        unchanged.build().forEach(number -> ends.end(number, settled.test(number) ? How.DELIVERED : How.UNCHANGED));
        left.build().forEach(number -> ends.end(number, How.FILTERED));
        duplicates.forEach(row -> ends.end(row.number(), How.UNCHANGED, row.why()));
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
            case LAST -> "the source has a later row of the same " + thing + ". That one counts";
            case FIRST -> "the source has an earlier row of the same " + thing + ". That one counts";
            case MERGE -> "the source has another row of the same " + thing + ". They were merged";
            case FAIL -> "the source has another row of the same " + thing;
        };
        try {
            return new Problem(Code.KEY_DUPLICATE, level(), where.location(), what, Code.KEY_DUPLICATE.help());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
