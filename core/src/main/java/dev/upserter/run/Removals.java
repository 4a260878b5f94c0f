package dev.upserter.run;

import dev.upserter.plan.IncrementalConfig;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.state.JoinCounts;
import java.util.Optional;

/** Whether a run may remove as many people as it would. */
final class Removals {
    private Removals() {}

    /**
     * Why it may not; empty if it may.
     *
     * @param people rows that may be sent
     */
    static Optional<Problem> check(IncrementalConfig config, StateUse use, JoinCounts counts, long people) {
        if (counts.removed() == 0) {
            return Optional.empty();
        }
        String would = "the run would remove " + counts.removed() + " of the " + counts.known() + " people known";
        if (people == 0) {
            return Optional.of(Problem.of(
                    Code.REMOVE_LIMIT, null, would + ": the source holds nobody who could be sent; nothing was sent"));
        }
        if (use.allowRemovals()) {
            return Optional.empty();
        }
        return config.maxRemoved().allows(counts.removed(), counts.known())
                ? Optional.empty()
                : Optional.of(Problem.of(
                        Code.REMOVE_LIMIT,
                        null,
                        would + ", more than maxRemoved (" + config.maxRemoved() + "); nothing was sent"));
    }
}
