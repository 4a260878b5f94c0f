package dev.upserter.run.change;

import dev.upserter.config.SyncConfig;
import dev.upserter.history.Scope;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.earlier.EarlierRun;
import dev.upserter.run.earlier.Retry;
import dev.upserter.run.earlier.WholeState;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.run.lost.Hearing;
import dev.upserter.run.option.StateUse;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run that sends only what changed starts from: what is known of people, and of the runs before.
 *
 * @param run     the run, as it goes on
 * @param store   the state of its sync, which whoever opened it closes afterwards
 * @param fit     how the state fits the configuration
 * @param earlier what the state says of the runs before
 * @param hearing what the state has heard of other syncs
 * @param replaced why a state before was given up, as the end of a sentence about it; empty if none was
 * @param later   a run after the one whose rows this one sends again, if there is one
 */
record Basis(
        Execution run,
        StateStore store,
        StateFit fit,
        EarlierRun earlier,
        Hearing hearing,
        Optional<String> replaced,
        Optional<String> later) {

    private static final String DAMAGED = "is damaged";

    /**
     * Looks at the state.
     *
     * @throws ProblemException if the state is about something else, and the scope does not start another
     */
    static Basis of(Execution begun, StateStore store) throws IOException {
        Hearing hearing = Hearing.of(
                begun, store, more -> PendingEvents.read(more).events().size());
        var earlier = new EarlierRun(store.lastRun(), store.outdatedBy(), begun);
        Optional<String> retried = Retry.runOf(begun.data(), begun.folder());
        Optional<String> later = retried.flatMap(earlier::laterThan);
        Execution run = earlier.goingOn();
        Optional<String> replaced = replaced(run, store);
        StateStore left = replaced.isEmpty() ? store : removed(run, store, hearing);
        StateFit fit = StateFit.of(run.config(), left);
        if (later.isPresent() && run.config().incremental().isMirror()) {
            throw Retry.overtaken(retried.orElse(""), later.get());
        }
        return new Basis(run, left, fit, earlier, hearing, replaced, later);
    }

    /** What is known, as it is once the state has heard what other syncs took away. */
    KnownPeople known() throws IOException {
        return hearing.known(store);
    }

    /** Why the state is of no use to the run, which begins another one; empty if it is of use. */
    private static Optional<String> replaced(Execution run, StateStore store) throws IOException {
        StateFit found = StateFit.of(run.config(), store);
        Optional<String> reason = found.reason();
        boolean startsAnew = startsAnew(run.use());
        if (reason.isPresent() && !startsAnew) {
            throw unusable(run, store, reason.get(), null);
        }
        if (found.isForeign()) {
            return found.misfit();
        }
        return startsAnew && isDamaged(store) ? Optional.of(DAMAGED) : Optional.empty();
    }

    /** What is left of a state of no use; a run that sends nothing leaves it where it is. */
    private static StateStore removed(Execution run, StateStore store, Hearing hearing) throws IOException {
        if (run.options().dryRun()) {
            return new ForgottenState(store);
        }
        store.reset();
        hearing.beginsAnew();
        return store;
    }

    /** Whether what is known cannot be read to its end; nothing of it is needed where a run starts anew. */
    private static boolean isDamaged(StateStore store) {
        try (KnownPeople known = store.known()) {
            boolean more = known.next();
            while (more) {
                more = known.next();
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static ProblemException unusable(Execution run, StateStore store, String why, @Nullable Exception cause) {
        Problem problem = Problem.of(
                Code.STATE_UNUSABLE,
                new Location.InFile(store.place()),
                "the state of the sync " + run.config().sync() + " " + why + ". Nothing was sent");
        return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
    }

    /** That what is known cannot be read. */
    ProblemException damaged(IOException cause) {
        return unusable(run, store, DAMAGED, cause);
    }

    private static boolean startsAnew(StateUse use) {
        return use.scope() == Scope.FULL || use.scope() == Scope.BASELINE;
    }

    /** Whether nothing of what is known is needed. */
    boolean startsAnew() {
        return startsAnew(use());
    }

    /** Whether the rows are those that a run did not deliver. */
    boolean isRetry() {
        return Retry.isOf(run.data(), run.folder());
    }

    /** A state that stands for the same mapping tells most rows to be as they were. */
    boolean expectsFewChanges() {
        return fit.before().isPresent() && !fit.isOfAnotherMapping() && use().scope() != Scope.FULL;
    }

    /** Whether a person who is not in the state is new at Customer.io: only once all were in it. */
    boolean tellsWhoIsNew() {
        return !startsAnew() && knowsEverybody();
    }

    /** Whether whom the state does not know is new. */
    boolean knowsEverybody() {
        return run.spec()
                .memory()
                .filter(folder -> fit.before().isPresent() && WholeState.is(fit.now(), folder))
                .isPresent();
    }

    /** Whether it is known of everybody which of the kept values they have. */
    boolean tellsValues() {
        return knowsEverybody() && fit.before().filter(StateHeader::hasValues).isPresent();
    }

    SyncConfig config() {
        return run.config();
    }

    StateUse use() {
        return run.use();
    }

    RunAccount account() {
        return run.account();
    }

    /** Where the files of the run are. */
    Path runFolder() {
        return run.folder().run(run.id());
    }
}
