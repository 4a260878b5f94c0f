package dev.upserter.run.change;

import dev.upserter.plan.IncrementalConfig;
import dev.upserter.plan.JoinCounts;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.Quantities;
import dev.upserter.run.option.StateUse;
import java.util.Locale;
import java.util.Optional;

/** Whether a run may remove as many people as it would. */
final class Removals {
    private Removals() {}

    /**
     * Why it may not; empty if it may.
     *
     * @param things     what the rows are about
     * @param sendable   rows that may be sent
     * @param isFirstToDelete whether people would be deleted or suppressed, and no run has completed before that would have
     *     removed the same people in the same way
     */
    static Optional<Problem> check(
            IncrementalConfig config,
            StateUse use,
            JoinCounts counts,
            String things,
            long sendable,
            boolean isFirstToDelete) {
        if (counts.removed() == 0) {
            return Optional.empty();
        }
        String would = "the run would remove " + Quantities.say(counts.removed()) + " of the "
                + Quantities.say(counts.known()) + " " + things + " known";
        if (sendable == 0) {
            return Optional.of(Problem.of(
                    Code.REMOVE_LIMIT,
                    null,
                    would + ": the source holds " + (things.equals("people") ? "no one who" : "nothing that")
                            + " could be sent. Nothing was sent",
                    "check the export, the filter and the rejected rows. No run removes everybody"));
        }
        if (use.allowRemovals()) {
            return Optional.empty();
        }
        if (isFirstToDelete) {
            return Optional.of(unasked(config, would));
        }
        return config.maxRemoved()
                        .allows(
                                counts.removed(),
                                counts.known(),
                                config.removed().deletes())
                ? Optional.empty()
                : Optional.of(Problem.of(
                        Code.REMOVE_LIMIT,
                        null,
                        would + ", more than maxRemoved (" + config.maxRemoved() + "). Nothing was sent"));
    }

    /** Why a run may not delete as many as its rows name, where the configuration limits their number; empty if it may. */
    static Optional<Problem> checkRows(IncrementalConfig config, StateUse use, JoinCounts counts) {
        RemovalLimit most = config.maxRemoved();
        boolean isWithin = most.isPercent() || use.allowRemovals() || counts.changes() <= most.amount();
        return isWithin
                ? Optional.empty()
                : Optional.of(Problem.of(
                        Code.REMOVE_LIMIT,
                        null,
                        "the run would remove " + Quantities.say(counts.changes()) + " people, more than maxRemoved ("
                                + most + "). Nothing was sent"));
    }

    private static Problem unasked(IncrementalConfig config, String would) {
        return Problem.of(
                Code.REMOVE_LIMIT,
                null,
                would + " (removed: " + config.removed().name().toLowerCase(Locale.ROOT)
                        + "), and as far as is known, no run has completed without holding removals since the"
                        + " configuration was changed or --baseline given. Nothing was sent",
                "see who they are with upserter plan --allow-removals. If they are gone indeed, run once with"
                        + " --allow-removals, for which maxRemoved does not hold");
    }
}
