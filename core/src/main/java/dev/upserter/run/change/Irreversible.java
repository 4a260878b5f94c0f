package dev.upserter.run.change;

import dev.upserter.plan.JoinCounts;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.run.execution.RunSpec;
import java.util.Optional;
import java.util.OptionalLong;

/** Lets nothing be done for ever unless somebody said yes: to how much, before the first person is sent. */
public final class Irreversible {
    private static final String NOTHING = "; nothing was sent";

    private Irreversible() {}

    /** Why the run may not go on; empty if it may. A run that sends nothing notes what would be asked for. */
    static Optional<Problem> check(RunSpec run, JoinCounts counts, ProblemLog log) {
        boolean isSuppressing = run.config().incremental().removed() == Removal.SUPPRESS && counts.removed() > 0;
        return isSuppressing
                ? ask(
                        run,
                        log,
                        NOTHING,
                        "the run would suppress " + counts.removed() + " of the " + counts.known()
                                + " people known, which cannot be undone: Customer.io deletes them and ignores"
                                + " everything sent of them later")
                : Optional.empty();
    }

    /**
     * The same where each row does it, which the kind of the sync says.
     *
     * @param rows    how many are still to be sent; empty where that is known only after the last
     * @param resumes whether an earlier execution of the run has sent others
     */
    public static Optional<Problem> check(RunSpec run, OptionalLong rows, boolean resumes, ProblemLog log) {
        Optional<String> what = run.config().kind().kind().irreversible();
        if (what.isEmpty() || rows.isPresent() && rows.getAsLong() == 0) {
            return Optional.empty();
        }
        String who = rows.isEmpty()
                ? "each row of the run, and nobody knows how many there are,"
                : rows.getAsLong() == 1 ? "the row of the run" : "each of the " + rows.getAsLong() + " rows of the run";
        String left = resumes && rows.isPresent() ? " that " + (rows.getAsLong() == 1 ? "is" : "are") + " left" : "";
        String sent = resumes ? "; no more was sent" : NOTHING;
        return ask(run, log, sent, who + left + " would " + what.get() + ", which cannot be undone");
    }

    private static Optional<Problem> ask(RunSpec run, ProblemLog log, String sent, String message) {
        if (run.config().irreversible()) {
            return Optional.empty();
        }
        Problem asked = problem(Level.WARN, message);
        if (run.options().dryRun()) {
            log.add(asked);
            return Optional.empty();
        }
        return run.use().consent().to(asked) ? Optional.empty() : Optional.of(problem(Level.STOP, message + sent));
    }

    private static Problem problem(Level level, String message) {
        return new Problem(Code.CONFIRM_IRREVERSIBLE, level, null, message, Code.CONFIRM_IRREVERSIBLE.help());
    }
}
