package dev.upserter.run;

import dev.upserter.batch.Packer;
import dev.upserter.config.SyncConfig;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.Operation;
import dev.upserter.plan.Duplicates;
import dev.upserter.plan.GrowingBytes;
import dev.upserter.plan.IncrementalConfig;
import dev.upserter.plan.Removal;
import dev.upserter.plan.Resend;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.SourceRecord;
import dev.upserter.state.Change;
import dev.upserter.state.Changes;
import dev.upserter.state.FileStore;
import dev.upserter.state.Join;
import dev.upserter.state.JoinCounts;
import dev.upserter.state.JoinRules;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.Staging;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    private static final int FRAME = 1 << 16;

    private final SyncConfig config;
    private final StateUse use;
    private final Account account;
    private final History history;
    private final StateStore store;
    private final Staging staging;
    private final Changes changes;
    private final GrowingBytes adopted = new GrowingBytes(256);
    private final StateHeader now;
    private final boolean sameMapping;
    private final boolean wasOutdated;
    private long seen;
    private boolean isWhole;
    private boolean isCompared;
    private boolean isPlaced;
    private boolean isPartial;
    private boolean hasBegun;
    private JoinCounts counts = JoinCounts.NONE;
    private long handled;

    /**
     * Looks at the state.
     *
     * @param folder of the sync, locked
     * @param store  its state, which whoever opened it closes behind this
     * @throws ProblemException if the state is about something else, and the scope does not start another
     */
    Incremental(SyncConfig config, StateUse use, Path folder, StateStore store, Account account, History history)
            throws IOException {
        this.config = config;
        this.use = use;
        this.account = account;
        this.history = history;
        this.now = StateHeader.of(
                config.mapping().identifyBy().spelling(),
                ConfigDigests.workspace(config),
                ConfigDigests.values(config),
                config.incremental().keepValues());
        this.store = store;
        this.wasOutdated = store.outdatedBy().isPresent();
        require();
        this.sameMapping = before().map(StateHeader::mapping).equals(Optional.of(now.mapping()));
        Path aside = folder.resolve(FileStore.STAGING);
        this.staging = new Staging(aside, config.mapping().identifyBy());
        this.changes = new Changes(staging, aside.resolve("changes"));
    }

    private Optional<StateHeader> before() {
        return store.header();
    }

    private boolean startsAnew() {
        return use.scope() == Scope.FULL || use.scope() == Scope.BASELINE;
    }

    private void require() throws IOException {
        Optional<String> outdated =
                store.outdatedBy().map(run -> "was not kept by the run " + run + ", which sent people without it");
        Optional<String> wrong = before().flatMap(header -> header.misfit(now)).or(() -> outdated);
        if (wrong.isEmpty()) {
            return;
        }
        if (!startsAnew()) {
            throw unusable(wrong.get(), null);
        }
        if (before().flatMap(header -> header.misfit(now)).isPresent()) {
            store.reset();
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
    public void flush() {
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
     * @param unfinished the run before, if it did not come to its end
     */
    void compare(boolean partial, Optional<String> unfinished) throws IOException {
        isPartial = partial;
        boolean baseline = use.scope() == Scope.BASELINE;
        boolean removals = !partial && (config.incremental().isMirror() || baseline) && areAllPeopleKnown(baseline);
        try (KnownPeople known = store.known()) {
            counts = new Join(staging, known, rules(removals), changes, this::duplicate).run();
        } catch (IOException e) {
            throw unusable("is damaged", e);
        }
        isCompared = true;
        account.people(counts);
        account.tally().removed.add(counts.removed());
        account.tally().unchanged.add(counts.unchanged() + counts.duplicates());
        moveDelivered();
        if (config.incremental().duplicates() == Duplicates.FAIL && counts.duplicates() > 0) {
            account.stopForCounted(Problem.of(Code.KEY_DUPLICATE, null, "a person has several rows; nothing was sent"));
        }
        if (!baseline && account.stop().isEmpty()) {
            Removals.check(config.incremental(), use, counts, staging.people(), unfinished)
                    .ifPresent(problem -> account.stopFor(List.of(problem)));
        }
    }

    /** A row whose person cannot be told may be about anybody who seems to be gone. */
    private boolean areAllPeopleKnown(boolean baseline) {
        long untold = account.tally().rejected.sum() - seen;
        if (untold == 0 || baseline || before().isEmpty()) {
            return true;
        }
        account.log()
                .add(Problem.of(
                        Code.REMOVALS_HELD,
                        null,
                        untold + " rejected " + (untold == 1 ? "row does" : "rows do")
                                + " not tell whose it is; nobody was removed, since those people may seem to be gone"));
        return false;
    }

    private JoinRules rules(boolean removals) {
        IncrementalConfig how = config.incremental();
        boolean baseline = use.scope() == Scope.BASELINE;
        boolean changedMapping = before().isPresent() && !sameMapping;
        boolean everybody = use.scope() == Scope.FULL || changedMapping && how.resend() == Resend.ALL;
        boolean sendKnown = use.scope() == Scope.FULL || !changedMapping || how.resend() != Resend.NOTHING;
        return new JoinRules(
                everybody && !baseline,
                !baseline,
                sendKnown && !baseline,
                removals,
                how.removed() != Removal.NOTHING && !baseline,
                how.removed() == Removal.SET && !baseline,
                how.duplicates());
    }

    private void duplicate(Join.Where where) {
        Level level = config.incremental().duplicates() == Duplicates.FAIL ? Level.STOP : Level.WARN;
        account.log().add(Code.KEY_DUPLICATE, level, "", () -> duplicate(where, level));
    }

    private Problem duplicate(Join.Where where, Level level) {
        String what = switch (config.incremental().duplicates()) {
            case LAST -> "the source has a later row of the same person; that one stands";
            case FIRST -> "the source has an earlier row of the same person; that one stands";
            case MERGE -> "the source has another row of the same person; they were merged";
            case FAIL -> "the source has another row of the same person";
        };
        try {
            return new Problem(Code.KEY_DUPLICATE, level, where.location(), what, Code.KEY_DUPLICATE.help());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an earlier execution of this run delivered is unchanged now, and counts as delivered. */
    private void moveDelivered() {
        if (use.scope() != Scope.FULL) {
            long moved = Math.min(history.delivered().size(), counts.unchanged());
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

    /** Starts to take acknowledgements. */
    void begin() throws IOException {
        String mapping = before().map(StateHeader::mapping).orElse(now.mapping());
        store.begin(now.withMapping(mapping));
        hasBegun = true;
    }

    StateStore store() {
        return store;
    }

    /** Sends what changed, until asked to stop; what is not handed on is pending. */
    void send(Packer packer, BooleanSupplier stopped) throws IOException, InterruptedException {
        var outgoing = new Outgoing(config, use.scope() == Scope.FULL);
        try {
            changes.forEach(change -> {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                handled++;
                take(change, outgoing, packer);
                return true;
            });
            if (!stopped.getAsBoolean()) {
                packer.flush();
            }
            adopt();
        } finally {
            isPlaced = true;
            account.tally().pending.add(counts.changes() - handled + packer.waiting());
        }
    }

    private void take(Change change, Outgoing outgoing, Packer packer) throws IOException, InterruptedException {
        if (!change.isSent() && !config.incremental().keepValues()) {
            adopt(outgoing.unsent(change));
            return;
        }
        Optional<Operation> operation = outgoing.of(change);
        long number = outgoing.record().number();
        Tally tally = account.tally();
        if (number > 0 && history.deadLetters().contains(number)) {
            tally.deadLetters.increment();
        } else if (number > 0 && change.isSame() && history.delivered().contains(number)) {
            tally.delivered.increment();
        } else if (change.isSent() && operation.isPresent()) {
            packer.add(
                    operation.get(),
                    outgoing.record(),
                    outgoing.note().bytes(),
                    outgoing.note().length());
        } else {
            adopt(outgoing.note());
        }
    }

    private void adopt(GrowingBytes note) throws IOException {
        adopted.put(note.bytes(), 0, note.length());
        account.tally().unchanged.increment();
        if (adopted.length() >= FRAME) {
            adopt();
        }
    }

    /** Writes down what needs no answer of Customer.io's. */
    private void adopt() throws IOException {
        if (adopted.length() > 0) {
            store.acknowledge(adopted.bytes(), adopted.length());
            adopted.clear();
        }
    }

    /** Makes the new state; only a run of the whole source that came to its end stands for the mapping in force. */
    void finish() throws IOException {
        if (!hasBegun) {
            return;
        }
        boolean completed = account.stop().isEmpty() && !isPartial;
        StateHeader header = completed
                ? now
                : now.withMapping(before().map(StateHeader::mapping).orElse(now.mapping()));
        hasBegun = false;
        store.finish(header);
        if (completed && wasOutdated && startsAnew()) {
            store.takeUp();
        }
    }

    /** Removes what was written aside; rows that came to nothing are pending. */
    @Override
    public void close() throws IOException {
        if (isWhole && !isPlaced) {
            account.tally().pending.add(isCompared ? counts.changes() : staging.people());
        }
        try (staging) {
            changes.close();
        }
    }
}
