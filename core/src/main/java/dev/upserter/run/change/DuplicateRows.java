package dev.upserter.run.change;

import dev.upserter.plan.Duplicates;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.state.diff.Join;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Notes the rows that do not count, because another one of the same person does. For one thread. */
final class DuplicateRows implements Join.DuplicateListener {
    private final Duplicates policy;
    private final String thing;
    private final boolean isReported;
    private final ProblemLog log;

    /**
     * A listener at the start of a comparison.
     *
     * @param thing      what a row is about, in messages
     * @param isReported whether such rows are reported at all; where the policy is to fail, they are
     */
    DuplicateRows(Duplicates policy, String thing, boolean isReported, ProblemLog log) {
        this.policy = policy;
        this.thing = thing;
        this.isReported = isReported || policy == Duplicates.FAIL;
        this.log = log;
    }

    @Override
    public void duplicate(Join.Where where) {
        Level level = policy == Duplicates.FAIL ? Level.STOP : Level.WARN;
        if (!isReported) {
            return;
        }
        log.add(Code.KEY_DUPLICATE, level, "", () -> problem(where, level));
    }

    private Problem problem(Join.Where where, Level level) {
        String what = switch (policy) {
            case LAST -> "the source has a later row of the same " + thing + "; that one counts";
            case FIRST -> "the source has an earlier row of the same " + thing + "; that one counts";
            case MERGE -> "the source has another row of the same " + thing + "; they were merged";
            case FAIL -> "the source has another row of the same " + thing;
        };
        try {
            return new Problem(Code.KEY_DUPLICATE, level, where.location(), what, Code.KEY_DUPLICATE.help());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
