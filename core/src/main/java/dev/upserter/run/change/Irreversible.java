package dev.upserter.run.change;

import dev.upserter.config.SyncConfig;
import dev.upserter.plan.JoinCounts;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.problem.Quantities;
import dev.upserter.run.execution.RunSpec;
import java.util.Optional;

/** Lets nothing be done for ever unless somebody said yes: to how much, before the first person is sent. */
public final class Irreversible {
    private Irreversible() {}

    /**
     * Why the run may not go on; empty if it may. A run that sends nothing notes what would be asked for.
     *
     * @param resumes whether an earlier execution of the run has sent some rows
     */
    static Optional<Problem> check(RunSpec run, JoinCounts counts, boolean resumes, ProblemLog log) {
        String sent = resumes ? ". No more was sent" : ". Nothing was sent";
        Optional<String> each = run.config().kind().kind().irreversible().filter(what -> counts.changes() > 0);
        if (each.isPresent()) {
            String rows =
                    counts.changes() == 1 ? "the row" : "each of the " + Quantities.say(counts.changes()) + " rows";
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
                        "the run would suppress " + Quantities.say(counts.removed()) + " of the "
                                + Quantities.say(counts.known())
                                + " people known, which cannot be undone: Customer.io deletes them and ignores"
                                + " everything sent of them later")
                : Optional.empty();
    }

    /** Notes what would be asked for before rows are sent that were only read; {@code rows} is how many there are. */
    public static void note(SyncConfig config, long rows, ProblemLog log) {
        Optional<String> each = config.kind().kind().irreversible().filter(what -> rows > 0 && !config.irreversible());
        each.ifPresent(what -> log.add(asked((rows == 1 ? "the row" : "each of the " + Quantities.say(rows) + " rows")
                + " would " + what + ", which cannot be undone")));
    }

    private static Problem asked(String message) {
        return problem(
                Level.WARN, message + ". A sync asks for a yes first, and without one it stops and sends nothing");
    }

    private static Optional<Problem> ask(RunSpec run, long count, ProblemLog log, String sent, String message) {
        if (run.config().irreversible()) {
            return Optional.empty();
        }
        if (run.options().dryRun()) {
            log.add(asked(message));
            return Optional.empty();
        }
        return run.use().consent().to(problem(Level.WARN, message), count)
                ? Optional.empty()
                : Optional.of(problem(Level.STOP, message + sent));
    }

    private static Problem problem(Level level, String message) {
        return new Problem(Code.CONFIRM_IRREVERSIBLE, level, null, message, Code.CONFIRM_IRREVERSIBLE.help());
    }
}
