package dev.upserter.run.change;

import dev.upserter.history.Scope;
import dev.upserter.plan.Allowance;
import dev.upserter.plan.IncrementalConfig;
import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.Quantities;
import dev.upserter.run.option.StateUse;
import java.util.Optional;

/** Whether a run may change as much of what is known as it would. */
final class ChangeLimit {
    private ChangeLimit() {}

    /**
     * Why it may not; empty if it may, or if it is to send everybody.
     *
     * @param things             what the rows are about
     * @param isOfAnotherMapping whether the mapping was changed since people were last delivered
     */
    static Optional<Problem> check(
            IncrementalConfig config, StateUse use, JoinCounts counts, String things, boolean isOfAnotherMapping) {
        Allowance most = config.maxChanged();
        if (most == null || use.scope() == Scope.FULL || most.allows(counts.changed(), counts.known())) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                Code.CHANGE_LIMIT,
                null,
                "the run would change " + Quantities.say(counts.changed()) + " of the " + Quantities.say(counts.known())
                        + " " + things + " known, more than maxChanged (" + most + ")"
                        + (isOfAnotherMapping ? ". The mapping was changed since they were delivered" : "")
                        + ". Nothing was sent"));
    }
}
