package dev.upserter.run.change;

import dev.upserter.plan.JoinCounts;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.run.execution.RunSpec;
import java.util.Optional;

/** Lets nothing be done for ever unless somebody said yes: to how much, before the first person is sent. */
final class Irreversible {
    private Irreversible() {}

    /**
     * Why the run may not go on; empty if it may. A run that sends nothing notes what would be asked for.
     *
     * @param resumes whether an earlier execution of the run has sent some rows
     */
    static Optional<Problem> check(RunSpec run, JoinCounts counts, boolean resumes, ProblemLog log) {
        String sent = resumes ? "; no more was sent" : "; nothing was sent";
        Optional<String> each = run.config().kind().kind().irreversible().filter(what -> counts.changes() > 0);
        if (each.isPresent()) {
            String rows = counts.changes() == 1 ? "the row" : "each of the " + counts.changes() + " rows";
            String left = counts.changes() == 1 ? " that is left" : " that are left";
            String which = resumes ? left : " to be sent";
            return ask(
                    run,
                    counts.changes(),
                    log,
                    sent,
                    rows + which + " would " + each.get() + ", which cannot be undone");
        }
        boolean isSuppressing = run.config().incremental().removed() == Removal.SUPPRESS && counts.removed() > 0;
        return isSuppressing
                ? ask(
                        run,
                        counts.removed(),
                        log,
                        sent,
                        "the run would suppress " + counts.removed() + " of the " + counts.known()
                                + " people known, which cannot be undone: Customer.io deletes them and ignores"
                                + " everything sent of them later")
                : Optional.empty();
    }

    private static Optional<Problem> ask(RunSpec run, long count, ProblemLog log, String sent, String message) {
        if (run.config().irreversible()) {
            return Optional.empty();
        }
        Problem asked = problem(Level.WARN, message);
        if (run.options().dryRun()) {
            log.add(asked);
            return Optional.empty();
        }
        return run.use().consent().to(asked, count)
                ? Optional.empty()
                : Optional.of(problem(Level.STOP, message + sent));
    }

    private static Problem problem(Level level, String message) {
        return new Problem(Code.CONFIRM_IRREVERSIBLE, level, null, message, Code.CONFIRM_IRREVERSIBLE.help());
    }
}
