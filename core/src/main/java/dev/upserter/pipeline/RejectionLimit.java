package dev.upserter.pipeline;

import dev.upserter.plan.Allowance;
import dev.upserter.problem.Code;
import dev.upserter.problem.Numbers;
import dev.upserter.problem.Problem;
import java.util.Optional;
import java.util.function.DoublePredicate;

/** Counts how many of the rows of a run are rejected, and says when they are too many. For one thread. */
public final class RejectionLimit {
    /** A share of fewer rows says little, unless they are all. */
    public static final long ENOUGH = 1000;

    private final Allowance most;
    private final DoublePredicate isAsBefore;
    private long rows;
    private long rejected;
    private boolean isDue;
    private double highest;

    /**
     * Before the first row.
     *
     * @param most       how many may be rejected
     * @param isAsBefore whether a share is no surprise, since an earlier run rejected about as many
     */
    public RejectionLimit(Allowance most, DoublePredicate isAsBefore) {
        this.most = most;
        this.isAsBefore = isAsBefore;
    }

    /** Where each row may be rejected. */
    public static RejectionLimit none() {
        return new RejectionLimit(new Allowance(100, true), share -> false);
    }

    /** Counts a row that the filter did not leave out. */
    public void count(boolean isRejected) {
        rows++;
        rejected += isRejected ? 1 : 0;
        isDue = isRejected || rows == ENOUGH;
        if (isDue && rows >= ENOUGH) {
            highest = Math.max(highest, (double) rejected / rows);
        }
    }

    /** The largest share that was rejected up to any row that is far enough from the first; 0 if there is no such row. */
    public double highest() {
        return highest;
    }

    /** Whether the last row can have made them too many. */
    public boolean isDue() {
        return isDue;
    }

    /** How many rows were counted. */
    public long rows() {
        return rows;
    }

    /**
     * Why the run must not go on; empty if it may.
     *
     * @param isWhole whether the rows that were counted are all there are
     */
    public Optional<Problem> exceeded(boolean isWhole) {
        boolean canTell = !most.isShare() || isWhole || rows >= ENOUGH;
        if (!canTell || most.allows(rejected, rows) || isNoSurprise()) {
            return Optional.empty();
        }
        String part = isWhole && rows == 1
                ? "the only row is"
                : Numbers.say(rejected) + " of the " + (isWhole ? "" : "first ") + Numbers.say(rows) + " rows are";
        return Optional.of(
                Problem.of(Code.REJECT_LIMIT, null, part + " rejected, more than maxRejected (" + most + ")"));
    }

    private boolean isNoSurprise() {
        return most.isShare() && isAsBefore.test((double) rejected / rows);
    }
}
