package dev.upserter.run.lost;

import dev.upserter.config.SyncConfig;
import dev.upserter.guard.GuardConfig;
import dev.upserter.history.ConfigDigests;
import dev.upserter.kind.Memory;
import dev.upserter.operation.Subject;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.run.execution.Execution;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.LastRun;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import dev.upserter.state.lost.HeardPeople;
import dev.upserter.state.lost.LongSet;
import dev.upserter.state.lost.Losses;
import dev.upserter.state.lost.Losses.Fate;
import dev.upserter.state.lost.LostRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the state of a run hears before the run looks at it: what other syncs of the state folder have taken away since. A run that
 * sends takes it into the state at once, whatever becomes of the run; a dry run only sees it so. For one thread.
 */
public final class Hearing {
    private final Execution run;
    private final SyncConfig config;
    private final LostRecord record;
    private final Path folder;
    private final String workspace;
    private Losses losses = Losses.NONE;
    /** Of the record, when the run began. */
    private SortedMap<String, Long> end = Collections.emptySortedMap();

    private String scope = "";
    /** By the hashes of their keys. */
    private final LongSet lost = new LongSet();

    private final StateUpdate update;

    private Hearing(Execution run, EventCount events) {
        this.run = run;
        this.config = run.config();
        this.record = run.spec().lost();
        this.folder = run.spec().states().folder();
        this.workspace = ConfigDigests.workspace(config);
        this.update = new StateUpdate(run, this::fate, lost, events);
    }

    /** Counts the events that wait in what an entry says beside its values. */
    @FunctionalInterface
    public interface EventCount {
        int in(byte[] more) throws IOException;
    }

    /**
     * Lets a state hear; one that is about something else, or cannot be read, is left alone.
     *
     * @throws dev.upserter.problem.ProblemException if the record cannot be read
     */
    public static Hearing of(Execution run, StateStore store, EventCount events) throws IOException {
        var hearing = new Hearing(run, events);
        if (hearing.isConcerned()) {
            hearing.end = hearing.record.end();
            hearing.hear(store);
        }
        return hearing;
    }

    /** Events have happened, and what was done once is not done again, whoever is there. */
    private boolean isConcerned() {
        return config.kind().kind().memory() == Memory.ON_REQUEST
                && config.kind().mode() != Mode.REMOVE;
    }

    /** A state that is about something else has heard nothing: this run may be refused, and the state serve again. */
    private void hear(StateStore store) throws IOException {
        Optional<StateHeader> header = store.header();
        if (header.filter(this::isOfThisSync).isPresent()) {
            boolean wasCutOff = store.lastRun().filter(LastRun::isUnfinished).isPresent();
            losses = Losses.unheard(record, folder, workspace, wasCutOff);
            scope = header.get().keyType();
        } else if (header.isPresent()) {
            return;
        }
        if (!run.options().dryRun()) {
            if (losses.isEmpty() || update.take(store, header.orElseThrow())) {
                isHeard();
            }
            losses = Losses.NONE;
        }
    }

    private void isHeard() throws IOException {
        Losses.heard(end, folder, workspace);
    }

    /** Notes that the state was removed, so that there is nothing left that could hear. */
    public void beginsAnew() throws IOException {
        if (isConcerned()) {
            isHeard();
        }
    }

    private boolean isOfThisSync(StateHeader header) {
        StateHeader now = StateHeader.of(config.stateScope(), workspace, "", false);
        return header.misfit(now).isEmpty();
    }

    /** What is known, as far as the state has heard. */
    public KnownPeople known(StateStore store) throws IOException {
        return losses.isEmpty() ? store.known() : new HeardPeople(store.known(), this::counted);
    }

    private Fate counted(StateEntry entry) {
        Fate fate = fate(entry);
        if (HeardPeople.changes(entry, fate)) {
            lost.add(entry.hash());
        }
        return fate;
    }

    private Fate fate(StateEntry entry) {
        return losses.of(entry, scope, restsOn(entry));
    }

    private List<Subject> restsOn(StateEntry entry) {
        return config.kind().kind().restsOn(config.kind(), config.typedKey(entry.key()));
    }

    /** Whether something was lost whose key has this hash. */
    public boolean hasLost(long hash) {
        return lost.contains(hash);
    }

    /**
     * Tells what was heard, once the state has been read.
     *
     * @param again how much of it is in the source
     */
    public void tell(long again) {
        GuardConfig guards = config.guards();
        if (again > 0 && guards.level(Code.TAKEN_AWAY) != Level.OFF) {
            run.account()
                    .log()
                    .add(
                            Problem.of(
                                    Code.TAKEN_AWAY,
                                    null,
                                    "a sync of this state folder has taken away what the row is about, or whom that belongs to:"
                                            + " it was delivered before, and is sent again"),
                            again);
        }
    }

    /** How many events waited of people who are gone: they are never sent. */
    public long lostEvents() {
        return update.lostEvents();
    }

    /** Notes that the run begins to send. */
    public void sends() throws IOException {
        if (isConcerned()) {
            Losses.sends(true, record, folder, workspace);
        }
    }

    /** Notes that the run has ended, once its state is finished. */
    public void hasSent() {
        try {
            if (isConcerned()) {
                Losses.sends(false, record, folder, workspace);
            }
        } catch (IOException e) {
            // as after a run that was cut off, the next one keeps in doubt what was taken away meanwhile
        }
    }
}
