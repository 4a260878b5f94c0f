package dev.upserter.run.change;

import dev.upserter.config.SyncConfig;
import dev.upserter.history.Hold;
import dev.upserter.history.LetThrough;
import dev.upserter.history.Scope;
import dev.upserter.json.GrowingBytes;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Kinds;
import dev.upserter.kind.Memory;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Duplicates;
import dev.upserter.plan.IncrementalConfig;
import dev.upserter.plan.JoinCounts;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.Resend;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.report.ChangeEvents;
import dev.upserter.run.earlier.WholeState;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.run.lost.Hearing;
import dev.upserter.run.option.StateUse;
import dev.upserter.state.EntryKind;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.StateEntry;
import dev.upserter.state.diff.Absent;
import dev.upserter.state.diff.Join;
import dev.upserter.state.diff.JoinRules;
import dev.upserter.state.diff.Takeovers;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Holds what a run has read against what is known, and counts what comes of it. For one thread, used once. */
final class Comparison {
    private final Basis basis;
    private final SyncConfig config;
    private final StateUse use;
    private final RunAccount account;
    private final boolean isPartial;
    private final RemovalHistory removals;
    /** What an earlier execution of the run decided. */
    private final Optional<LetThrough> before;

    private final Takeovers takeovers;

    private Comparison(Basis basis, boolean isPartial, RemovalHistory removals) {
        this.basis = basis;
        this.config = basis.config();
        this.use = basis.use();
        this.account = basis.account();
        this.isPartial = isPartial;
        this.removals = removals;
        this.takeovers = takeovers();
        this.before =
                basis.earlier().isThisOne() ? LetThrough.read(basis.runFolder(), removals.rules()) : Optional.empty();
    }

    /**
     * Finds what changed.
     *
     * @param staged    all rows of the source
     * @param isPartial whether the source holds some of the people only, so that nobody is removed
     * @param removals  what earlier runs say of the removals of this one
     */
    static Compared of(Staged staged, boolean isPartial, RemovalHistory removals) throws IOException {
        return new Comparison(staged.basis(), isPartial, removals).compare(staged);
    }

    private Compared compare(Staged staged) throws IOException {
        Optional<Hold> hold = removesPeople() ? hold(staged.untold()) : Optional.empty();
        Join join = join(staged, hold);
        var decided = new LetThrough(removals.rules(), join.counts().removed(), hold);
        settleTakeovers();
        var compared = new Compared(
                basis, staged, join.counts(), takeovers, renamed(), join.untold(), isPartial, before, decided);
        staged.unsettled().are(join.counts().changes());
        count(join.counts());
        countEvents(join);
        return compared;
    }

    private Join join(Staged staged, Optional<Hold> hold) throws IOException {
        LongPredicate settled = basis.run().history().delivered()::contains;
        var listener = new UnsentRows(
                config.incremental().duplicates(),
                config.kind().kind().thing(),
                config.kind().kind().hasAttributes()
                        && !config.kind().kind().isEvent()
                        && config.guards().level(Code.KEY_DUPLICATE) != Level.OFF,
                account.log(),
                account.rows().ends());
        try (KnownPeople known = basis.known()) {
            var join = new Join(staged.staging(), known, rules(absent(hold.isPresent())), staged.changes(), listener);
            join.counting(basis.hearing()::hasLost);
            join.telling(takeovers);
            join.run();
            tellHeard(join.again());
            removals.note(hold, join.held());
            if (!isPartial) {
                WholeState.note(basis.fit().now(), account);
            }
            Kind kind = config.kind().kind();
            hold.flatMap(why -> why.problem(join.held(), kind.thing(), kind.things()))
                    .ifPresent(account.log()::add);
            leave(join.left());
            noteForgotten(join.forgotten());
            listener.tell(number -> use.scope() != Scope.FULL && settled.test(number));
            return join;
        } catch (IOException e) {
            throw basis.damaged(e);
        }
    }

    /** Of people, while something is sent. */
    private Takeovers takeovers() {
        if (!config.kind().kind().is(Kinds.PERSON)
                || use.scope() == Scope.BASELINE
                || config.guards().level(Code.ID_TAKEN) == Level.OFF) {
            return Takeovers.none();
        }
        Removal removed = config.incremental().removed();
        IdentifierType by = config.mapping().identifyBy();
        return new Takeovers(
                by != IdentifierType.CIO_ID,
                removed.deletes() || removed == Removal.CLEAR && by != IdentifierType.EMAIL,
                config.mapping().isMixed(),
                basis.run().memory());
    }

    private void settleTakeovers() throws IOException {
        if (takeovers.hasForgotten()) {
            long[] taken = takeovers.taken();
            try (KnownPeople known = basis.store().known()) {
                while (known.next()) {
                    takeovers.show(known.entry(), taken);
                }
            }
        }
        takeovers.settle();
        if (takeovers.isIncomplete()) {
            account.log()
                    .add(Problem.of(
                            Code.ID_TAKEN,
                            null,
                            "so many people are new, or have other identifiers than the state knows,"
                                    + " that it was not looked at who takes whose"));
        }
        if (basis.run().options().dryRun() && takeovers.doubted() > 0) {
            account.log().add(Problem.of(Code.ID_TAKEN, null, Dispatch.ID_TAKEN), takeovers.doubted());
        }
    }

    private GrowingBytes renamed() throws IOException {
        var renamed = new GrowingBytes(256);
        if (takeovers.renames()) {
            try (KnownPeople known = basis.store().known()) {
                while (known.next()) {
                    StateEntry person = known.entry();
                    if (person.kind() == EntryKind.PRESENT && takeovers.isRenamed(person.hash())) {
                        person.writeUnsure(renamed);
                    }
                }
            }
        }
        return renamed;
    }

    private void tellHeard(long again) {
        Hearing hearing = basis.hearing();
        hearing.tell(again);
        if (hearing.lostEvents() > 0) {
            account.log().add(Dispatch.lostEvent(), hearing.lostEvents());
        }
    }

    private void countEvents(Join join) {
        if (config.incremental().changeEvents() == null) {
            return;
        }
        var events = new EventNotes(basis);
        account.changeEvents(ChangeEvents.due(events.due(join.counts())));
        long untold = events.untold(join.counts(), join.same());
        if (untold > 0) {
            account.log()
                    .add(
                            Problem.of(
                                    Code.CHANGE_EVENTS_UNSENT,
                                    null,
                                    "no event tells of the change: " + EventNotes.why(basis)),
                            untold);
        }
    }

    private void count(JoinCounts counts) {
        if (config.kind().kind().memory() == Memory.ON_REQUEST
                || basis.run().options().dryRun()) {
            account.people(config.kind().onlyRemoves() ? counts.takingAway() : counts);
        }
        account.tally().removed.add(counts.removed());
        account.tally().unchanged.add(counts.unchanged() + counts.duplicates());
        moveDelivered(counts);
        if (config.incremental().duplicates() == Duplicates.FAIL && counts.duplicates() > 0) {
            account.stopForCounted(Problem.of(
                    Code.KEY_DUPLICATE,
                    null,
                    "several rows are about one " + config.kind().kind().thing() + ". Nothing was sent"));
        }
    }

    /** Whether something happens at Customer.io to people who are no longer in the source. */
    private boolean removesPeople() {
        IncrementalConfig how = config.incremental();
        return !isPartial && use.scope() != Scope.BASELINE && how.isMirror() && how.removed() != Removal.NOTHING;
    }

    /**
     * Why nobody is removed, though people may be gone; what an earlier execution of the run held stays held.
     *
     * @param rows that were rejected and whose people cannot be known
     */
    private Optional<Hold> hold(long rows) {
        Optional<Hold> untold = removals.untold(rows, account.log().count(Code.ID_DAMAGED, Level.WARN));
        if (untold.isPresent() || use.allowRemovals()) {
            return untold;
        }
        if (before.isPresent()) {
            return before.get().hold();
        }
        if (account.log().has(Code.INPUT_PARTIAL)) {
            return Optional.of(removals.isPage());
        }
        return account.log().has(Code.FOOTER_UNCLEAR)
                ? Optional.of(removals.leftOut())
                : removals.doubt().or(() -> removals.firstAfter(basis.earlier().unfinishedBefore()));
    }

    private Absent absent(boolean held) {
        boolean looks = config.incremental().isMirror() || use.scope() == Scope.BASELINE;
        if (!isPartial && !looks && othersMayUndo()) {
            return Absent.DROPPED;
        }
        return isPartial || !looks ? Absent.KEPT : held ? Absent.HELD : Absent.REMOVED;
    }

    /**
     * Whether what a row was delivered for may be otherwise once the row is back in the source: other rows of an object change
     * what it was given by this one, and another sync takes away what this one adds, or adds what this one takes away.
     */
    private boolean othersMayUndo() {
        return config.kind().related() != null
                || config.kind().kind().removals().contains(Removal.DETACH);
    }

    private JoinRules rules(Absent absent) {
        IncrementalConfig how = config.incremental();
        boolean baseline = use.scope() == Scope.BASELINE;
        boolean changedMapping = basis.fit().isOfAnotherMapping();
        boolean everybody = use.scope() == Scope.FULL
                || config.kind().kind().memory() == Memory.EACH_TIME
                || changedMapping && how.resend() == Resend.ALL && how.mode() != Mode.CREATE;
        boolean sendKnown = use.scope() == Scope.FULL
                || how.mode() != Mode.CREATE && (!changedMapping || how.resend() != Resend.NOTHING);
        return new JoinRules(
                everybody && !baseline,
                !baseline,
                sendKnown && !baseline,
                absent,
                how.removed() != Removal.NOTHING && !baseline,
                how.removed() == Removal.SET && !baseline,
                basis.later().isPresent(),
                basis.isRetry() ? "" : basis.fit().now().forgotten(),
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
                                    "the row was left out: its "
                                            + config.kind().kind().thing() + " was delivered before, and the run "
                                            + basis.later().orElse("")
                                            + " came after the one that is retried, so that Customer.io may have newer"
                                            + " values"),
                            rows);
        }
    }

    /** Nobody can tell whether these were delivered; most were. */
    private void noteForgotten(long rows) {
        if (rows > 0 && config.guards().level(Code.EVENTS_FORGOTTEN) != Level.OFF) {
            account.log()
                    .add(
                            Problem.of(
                                    Code.EVENTS_FORGOTTEN,
                                    null,
                                    "the event is before the time up to which the state has forgotten events"
                                            + " (forgetAfter), and counts as delivered"),
                            rows);
        }
    }

    /** What an earlier execution of this run delivered is unchanged now, and counts as delivered. */
    private void moveDelivered(JoinCounts counts) {
        if (use.scope() != Scope.FULL) {
            long moved = Math.min(basis.run().history().delivered().size(), counts.unchanged());
            account.tally().unchanged.add(-moved);
            account.tally().delivered.add(moved);
        }
    }
}
