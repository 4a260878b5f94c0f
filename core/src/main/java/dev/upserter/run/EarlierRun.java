package dev.upserter.run;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Status;
import dev.upserter.state.LastRun;
import java.util.Optional;

/**
 * What the state says of the run that began to send last, on whatever machine, as a run sees it that comes after.
 *
 * @param last that run; empty if none is known
 * @param run  the one that comes after, or goes on with it
 */
record EarlierRun(Optional<LastRun> last, Execution run) {

    /**
     * The run, as it goes on. Once another one has come between, what it delivered is not known by its journal any longer.
     *
     * @throws ProblemException that names the other one, if the run was asked to go on as it was or not at all
     */
    Execution goingOn() {
        boolean isOvertaken = run.history().hasDelivered() && last.isPresent() && !isThisOne();
        if (isOvertaken && !(run.options().resume() instanceof Resume.Latest)) {
            throw new ProblemException(new Problem(
                    Code.RESUME_IMPOSSIBLE,
                    Code.RESUME_IMPOSSIBLE.level(),
                    null,
                    "the run " + run.id() + " cannot go on: the run "
                            + last.get().run() + " of the sync came after it; nothing was sent",
                    "upserter sync with --resume sends what still differs from what was delivered"));
        }
        return isOvertaken
                ? run.goingOn(run.id(), run.use().scope(), run.history().overtaken())
                : run;
    }

    /** Whether an earlier execution of the same run has begun to send, and no other run since. */
    boolean isThisOne() {
        return last.filter(earlier -> earlier.run().equals(run.id())).isPresent();
    }

    /** Another run, if that came last and did not come to its end. */
    Optional<String> unfinishedBefore() {
        return last.filter(earlier -> earlier.isUnfinished() && !isThisOne()).map(LastRun::run);
    }

    /**
     * What the state is to say from now on. A run that was refused at its first call has done nothing, and does not hide the
     * one before.
     *
     * @param ended whether the run came to its end
     */
    LastRun next(boolean ended) {
        return run.account().status() == Status.REFUSED && last.isPresent()
                ? last.get()
                : new LastRun(run.id(), !ended);
    }
}
