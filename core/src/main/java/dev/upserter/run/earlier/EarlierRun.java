package dev.upserter.run.earlier;

import dev.upserter.history.LetThrough;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Status;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.option.Resume;
import dev.upserter.state.LastRun;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the state says of the run that began to send last, on whatever machine, as a run sees it that comes after.
 *
 * @param last       that run; empty if none is known
 * @param outdatedBy the run that sent people without keeping the state; empty if none did
 * @param run        the one that comes after, or goes on with it
 */
public record EarlierRun(Optional<LastRun> last, Optional<String> outdatedBy, Execution run) {

    /**
     * The run, as it goes on. Once another one has come between, its journal no longer tells what Customer.io has, and its rows
     * may be older than those.
     *
     * @throws ProblemException that names the other one, if the run was asked to go on as it was
     */
    public Execution goingOn() throws IOException {
        Optional<String> between = run.history().run().isEmpty() ? Optional.empty() : between();
        boolean isAsItWas = !(run.options().resume() instanceof Resume.Latest)
                && Retry.runOf(run.data(), run.folder()).isEmpty();
        if (between.isPresent() && isAsItWas) {
            throw new ProblemException(Problem.of(
                    Code.RESUME_IMPOSSIBLE,
                    null,
                    "the run " + run.id() + " cannot be resumed: " + between.get() + ". Nothing was sent",
                    "upserter sync with --resume sends what still differs from what was delivered"));
        }
        return between.isPresent()
                ? run.goingOn(run.id(), run.use().scope(), run.history().overtaken())
                : run;
    }

    /** What has come between two executions of the run; empty if nothing has. Ids of runs are in the order of their time. */
    private Optional<String> between() throws IOException {
        if (UnknownPeople.forgottenAt(run.spec()).compareTo(run.id()) > 0) {
            return Optional.of("the state of the sync was reset after it");
        }
        boolean hasBegun =
                run.history().hasDelivered() || LetThrough.isIn(run.folder().run(run.id()));
        return outdatedBy
                .filter(this::isLater)
                .or(() -> last.map(LastRun::run).filter(other -> !isThisOne() && (hasBegun || isLater(other))))
                .map(other -> "the run " + other + " of the sync came after it");
    }

    /** A run of the source that has begun to send after another one; empty if there is none. */
    public Optional<String> laterThan(String other) {
        return Stream.concat(last.map(LastRun::run).stream(), outdatedBy.stream())
                .filter(found -> found.compareTo(other) > 0)
                .filter(found -> !run.folder().isRetry(found))
                .findFirst()
                .or(() -> run.folder().laterRuns(other, run.header()).stream().findFirst());
    }

    private boolean isLater(String other) {
        return other.compareTo(run.id()) > 0;
    }

    /** Whether an earlier execution of the same run has begun to send, and no other run since. */
    public boolean isThisOne() {
        return last.filter(earlier -> earlier.run().equals(run.id())).isPresent();
    }

    /** Another run, if that came last and did not come to its end. */
    public Optional<String> unfinishedBefore() {
        return last.filter(earlier -> earlier.isUnfinished() && !isThisOne()).map(LastRun::run);
    }

    /**
     * What the state is to say from now on. A run that was refused at its first call has done nothing, and does not hide the
     * one before.
     *
     * @param ended whether the run came to its end
     */
    public LastRun next(boolean ended) {
        return run.account().status() == Status.REFUSED && last.isPresent()
                ? last.get()
                : new LastRun(run.id(), !ended);
    }
}
