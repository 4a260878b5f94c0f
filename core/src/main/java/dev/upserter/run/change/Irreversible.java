package dev.upserter.run.change;

import dev.upserter.plan.JoinCounts;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.run.execution.RunSpec;
import java.util.Optional;

/** Lets nobody be suppressed unless somebody said yes: to how many, before the first person is sent. */
final class Irreversible {
    private Irreversible() {}

    /** Why the run may not go on; empty if it may. A run that sends nothing notes what would be asked for. */
    static Optional<Problem> check(RunSpec run, JoinCounts counts, ProblemLog log) {
        boolean isSuppressing = run.config().incremental().removed() == Removal.SUPPRESS && counts.removed() > 0;
        if (!isSuppressing || run.config().irreversible()) {
            return Optional.empty();
        }
        Problem asked = problem(Level.WARN, counts, "");
        if (run.options().dryRun()) {
            log.add(asked);
            return Optional.empty();
        }
        return run.use().consent().to(asked)
                ? Optional.empty()
                : Optional.of(problem(Level.STOP, counts, "; nothing was sent"));
    }

    private static Problem problem(Level level, JoinCounts counts, String end) {
        return new Problem(
                Code.CONFIRM_IRREVERSIBLE,
                level,
                null,
                "the run would suppress " + counts.removed() + " of the " + counts.known()
                        + " people known, which cannot be undone: Customer.io deletes them and ignores everything sent"
                        + " of them later" + end,
                Code.CONFIRM_IRREVERSIBLE.help());
    }
}
