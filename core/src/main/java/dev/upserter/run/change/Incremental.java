package dev.upserter.run.change;

import dev.upserter.batch.Packer;
import dev.upserter.config.SyncConfig;
import dev.upserter.history.Hold;
import dev.upserter.history.LetThrough;
import dev.upserter.history.Scope;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.plan.Duplicates;
import dev.upserter.plan.IncrementalConfig;
import dev.upserter.plan.Removal;
import dev.upserter.plan.Resend;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.SourceRecord;
import dev.upserter.run.earlier.EarlierRun;
import dev.upserter.run.earlier.Retry;
import dev.upserter.run.execution.Account;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.execution.Outlet;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.StateUse;
import dev.upserter.state.Acknowledgements;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.StateStore;
import dev.upserter.state.diff.Absent;
import dev.upserter.state.diff.Changes;
import dev.upserter.state.diff.Join;
import dev.upserter.state.diff.JoinCounts;
import dev.upserter.state.diff.JoinRules;
import dev.upserter.state.diff.Staging;
import dev.upserter.state.file.FileStore;
import dev.upserter.state.suppression.SuppressionLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The part of a run that knows what was delivered before: writes the source aside, holds it against the state, and sends
 * the differences. For one thread.
 */
final class Incremental implements Outlet, AutoCloseable {
    private final Execution run;
    private final SyncConfig config;
    private final StateUse use;
    private final Account account;
    private final StateStore store;
    private final StateFit fit;
    private final EarlierRun earlier;
    /** After the run whose rows this one sends again, if there is one. */
    private final Optional<String> later;

    private final Staging staging;
    private final Changes changes;
    private JoinCounts counts = JoinCounts.NONE;
    private long seen;
    private boolean isWhole;
    private boolean isCompared;
    private boolean isPlaced;
    private boolean isPartial;
    private boolean hasBegun;
    private Optional<LetThrough> letThrough = Optional.empty();
    private @Nullable LetThrough decided;
    private @Nullable SuppressionLog suppressed;

    /**
     * Looks at the state.
     *
     * @param folder of the sync, locked
     * @param store  its state, which whoever opened it closes behind this
     * @throws ProblemException if the state is about something else, and the scope does not start another
     */
    Incremental(Execution run, Path folder, StateStore store) throws IOException {
        this.earlier = new EarlierRun(store.lastRun(), store.outdatedBy(), run);
        Optional<String> retried = Retry.runOf(run.data(), run.folder());
        this.later = retried.flatMap(earlier::laterThan);
        this.run = earlier.goingOn();
        this.config = run.config();
        this.use = run.use();
        this.account = run.account();
        this.store = store;
        this.fit = fit();
        if (later.isPresent() && config.incremental().isMirror()) {
            throw Retry.overtaken(retried.orElse(""), later.get());
        }
        Path aside = folder.resolve(FileStore.STAGING);
        this.staging = new Staging(aside, config.mapping().identifyBy(), expectsFewChanges());
        this.changes = new Changes(staging, aside.resolve("changes"));
    }

    /** A state that stands for the same mapping tells most rows to be as they were. */
    private boolean expectsFewChanges() {
        return fit.before().isPresent() && !fit.isOfAnotherMapping() && use.scope() != Scope.FULL;
    }

    private boolean startsAnew() {
        return use.scope() == Scope.FULL || use.scope() == Scope.BASELINE;
    }

    private StateFit fit() throws IOException {
        StateFit found = StateFit.of(config, store);
        Optional<String> reason = found.reason();
        if (reason.isPresent() && !startsAnew()) {
            throw unusable(reason.get(), null);
        }
        if (found.isForeign() || startsAnew() && isDamaged()) {
            store.reset();
            return StateFit.of(config, store);
        }
        return found;
    }

    /** Whether what is known cannot be read to its end; nothing of it is needed where a run starts anew. */
    private boolean isDamaged() {
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

    private ProblemException unusable(String why, @Nullable Exception cause) {
        Problem problem = Problem.of(
                Code.STATE_UNUSABLE,
                new Location.InFile(store.place()),
                "the state of the sync " + config.sync() + " " + why + "; nothing was sent");
        return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
    }

    @Override
    public void add(IdentifyPerson operation, SourceRecord record) {
        staging.add(operation, record);
    }

    @Override
    public void held(IdentifyPerson operation) {
        staging.seen(operation.identifier());
        seen++;
    }

    @Override
    public void leftOut(IdentifyPerson operation) {
        staging.seen(operation.identifier());
    }

    @Override
    public void flush() {
        staging.settle();
        isWhole = true;
    }

    @Override
    public long waiting() {
        return isWhole ? 0 : staging.people();
    }

    @Override
    public boolean hasSent() {
        return false;
    }

    /**
     * Finds what changed, and holds it against what the run may do.
     *
     * @param partial    whether the source holds some of the people only, so that nobody is removed
     * @param removals what earlier runs say of the removals of this one
     */
    void compare(boolean partial, RemovalHistory removals) throws IOException {
        isPartial = partial;
        Duplicates duplicates = config.incremental().duplicates();
        letThrough = earlier.isThisOne() ? LetThrough.read(runFolder(), removals.rules()) : Optional.empty();
        Optional<Hold> hold = removesPeople() ? hold(removals) : Optional.empty();
        try (KnownPeople known = store.known()) {
            var listener = new DuplicateRows(
                    duplicates, config.guards().level(Code.KEY_DUPLICATE) != Level.OFF, account.log());
            var join = new Join(staging, known, rules(absent(hold.isPresent())), changes, listener);
            counts = join.run();
            removals.note(hold, join.held());
            hold.flatMap(why -> why.problem(join.held())).ifPresent(account.log()::add);
            leave(join.left());
            decided = new LetThrough(removals.rules(), counts.removed(), hold);
        } catch (IOException e) {
            throw unusable("is damaged", e);
        }
        isCompared = true;
        account.people(counts);
        account.tally().removed.add(counts.removed());
        account.tally().unchanged.add(counts.unchanged() + counts.duplicates());
        moveDelivered();
        if (duplicates == Duplicates.FAIL && counts.duplicates() > 0) {
            account.stopForCounted(Problem.of(Code.KEY_DUPLICATE, null, "a person has several rows; nothing was sent"));
        }
    }

    /** Refuses to go on where people would be removed who may not be. */
    void requireAllowed(RemovalHistory removals) {
        if (use.scope() != Scope.BASELINE && !wasAllowed()) {
            Removals.check(config.incremental(), use, counts, staging.people(), removals.isFirstToDelete())
                    .or(() -> Irreversible.check(run, counts))
                    .or(() -> ChangeLimit.check(config.incremental(), use, counts, fit.isOfAnotherMapping()))
                    .ifPresent(problem -> account.stopFor(List.of(problem)));
        }
    }

    /** Whether something happens at Customer.io to people who are no longer in the source. */
    private boolean removesPeople() {
        IncrementalConfig how = config.incremental();
        return !isPartial && use.scope() != Scope.BASELINE && how.isMirror() && how.removed() != Removal.NOTHING;
    }

    /** Whether an earlier execution of the run was allowed to remove as many. */
    private boolean wasAllowed() {
        return letThrough.filter(before -> counts.removed() <= before.removed()).isPresent();
    }

    /** Why nobody is removed, though people may be gone; what an earlier execution of the run held stays held. */
    private Optional<Hold> hold(RemovalHistory removals) {
        Optional<Hold> untold = removals.untold(account.tally().rejected.sum() - seen);
        if (untold.isPresent() || use.allowRemovals()) {
            return untold;
        }
        return letThrough.isPresent()
                ? letThrough.get().hold()
                : removals.doubt().or(() -> removals.firstAfter(earlier.unfinishedBefore()));
    }

    private Path runFolder() {
        return run.folder().run(run.id());
    }

    private Absent absent(boolean held) {
        boolean looks = config.incremental().isMirror() || use.scope() == Scope.BASELINE;
        return isPartial || !looks ? Absent.KEPT : held ? Absent.HELD : Absent.REMOVED;
    }

    private JoinRules rules(Absent absent) {
        IncrementalConfig how = config.incremental();
        boolean baseline = use.scope() == Scope.BASELINE;
        boolean changedMapping = fit.isOfAnotherMapping();
        boolean everybody = use.scope() == Scope.FULL || changedMapping && how.resend() == Resend.ALL;
        boolean sendKnown = use.scope() == Scope.FULL || !changedMapping || how.resend() != Resend.NOTHING;
        return new JoinRules(
                everybody && !baseline,
                !baseline,
                sendKnown && !baseline,
                absent,
                how.removed() != Removal.NOTHING && !baseline,
                how.removed() == Removal.SET && !baseline,
                later.isPresent(),
                how.duplicates());
    }

    /** Rows of people of whom a later run may have sent newer ones. */
    private void leave(long rows) {
        if (rows > 0) {
            account.tally().filtered.add(rows);
            account.log()
                    .add(
                            Problem.of(
                                    Code.RETRY_SUPERSEDED,
                                    null,
                                    "the row was left out: its person was delivered before, and the run "
                                            + later.orElse("")
                                            + " came after the one that is retried, so that Customer.io may have newer values"),
                            rows);
        }
    }

    /** What an earlier execution of this run delivered is unchanged now, and counts as delivered. */
    private void moveDelivered() {
        if (use.scope() != Scope.FULL) {
            long moved = Math.min(run.history().delivered().size(), counts.unchanged());
            account.tally().unchanged.add(-moved);
            account.tally().delivered.add(moved);
        }
    }

    Changes changes() {
        return changes;
    }

    /** Refuses to go on unless the changes are those that were planned. */
    void requirePlanned() throws IOException, InterruptedException {
        PlanFile planned = use.plan();
        if (planned != null && !planned.changes().equals(changes.digest())) {
            account.stopFor(List.of(Problem.of(
                    Code.PLAN_OUTDATED, null, "what would be sent now is not what was planned; nothing was sent")));
        }
    }

    /** Starts to take acknowledgements; they go to what this returns: the state, behind the memory of suppressed people. */
    Acknowledgements begin() throws IOException {
        if (decided != null && !wasAllowed()) {
            decided.write(runFolder());
        }
        store.begin(fit.meanwhile(), run.id());
        hasBegun = true;
        if (config.incremental().removed() != Removal.SUPPRESS) {
            return store;
        }
        suppressed = SuppressionLog.open(run.suppressed(), config.mapping().identifyBy(), store);
        return suppressed;
    }

    /** Sends what changed, until asked to stop; what is not handed on is pending. */
    void send(Packer packer, BooleanSupplier stopped) throws IOException, InterruptedException {
        var dispatch = new Dispatch(run, store, packer);
        try {
            dispatch.send(changes, stopped);
        } finally {
            isPlaced = true;
            account.tally().pending.add(counts.changes() - dispatch.settled());
        }
    }

    /**
     * Makes the new state; only a run of the whole source that came to its end stands for the mapping in force.
     *
     * @param isThrough whether everything was done that was to be done, or stopped as it should; false after a failure
     */
    void finish(boolean isThrough) throws IOException {
        if (!hasBegun) {
            return;
        }
        boolean ended = isThrough && account.stop().isEmpty();
        boolean completed = ended && !isPartial;
        hasBegun = false;
        store.finish(completed ? fit.now() : fit.meanwhile(), earlier.next(ended));
        if (completed && fit.outdatedBy().isPresent() && startsAnew()) {
            store.takeUp();
        }
    }

    /** Removes what was written aside; rows that came to nothing are pending. */
    @Override
    public void close() throws IOException {
        if (isWhole && !isPlaced) {
            account.tally().pending.add(isCompared ? counts.changes() : staging.people());
        }
        try (staging;
                var memory = suppressed) {
            changes.close();
        }
    }
}
