package dev.upserter.run.lost;

import dev.upserter.config.SyncConfig;
import dev.upserter.guard.GuardConfig;
import dev.upserter.history.ConfigDigests;
import dev.upserter.json.GrowingBytes;
import dev.upserter.kind.Memory;
import dev.upserter.operation.Subject;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.run.execution.Execution;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.LastRun;
import dev.upserter.state.PrivateFiles;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import dev.upserter.state.file.FileStore;
import dev.upserter.state.lost.HeardPeople;
import dev.upserter.state.lost.LongSet;
import dev.upserter.state.lost.Losses;
import dev.upserter.state.lost.Losses.Fate;
import dev.upserter.state.lost.LostRecord;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
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
    private static final int FRAME = 1 << 16;

    private final Execution run;
    private final EventCount events;
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

    private long lostEvents;

    private Hearing(Execution run, EventCount events) {
        this.events = events;
        this.run = run;
        this.config = run.config();
        this.record = run.spec().lost();
        this.folder = run.spec().states().folder();
        this.workspace = ConfigDigests.workspace(config);
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
            if (losses.isEmpty() || take(store, header.orElseThrow())) {
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

    /**
     * Takes it into the state.
     *
     * @return false if the state cannot be read; the run itself says what is wrong with it
     */
    private boolean take(StateStore store, StateHeader header) throws IOException {
        Path aside = folder.resolve(FileStore.STAGING).resolve("lost");
        try {
            gather(store, aside);
        } catch (UnreadableState unreadable) {
            Files.deleteIfExists(aside);
            return false;
        }
        if (!lost.isEmpty()) {
            Optional<LastRun> last = store.lastRun();
            store.begin(header, last.map(LastRun::run).orElse(run.id()));
            acknowledge(store, aside);
            store.finish(header, last.orElse(new LastRun(run.id(), false)));
        }
        Files.deleteIfExists(aside);
        return true;
    }

    /** Writes the entries aside that are to be others: a database cannot be read and written at once. */
    private void gather(StateStore store, Path aside) throws IOException {
        PrivateFiles.makeFolders(aside.resolveSibling("."));
        Files.deleteIfExists(aside);
        try (KnownPeople known = open(store);
                var out = new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(PrivateFiles.createFile(aside))))) {
            var bytes = new GrowingBytes(256);
            while (next(known)) {
                Fate fate = fate(known.entry());
                if (fate != Fate.THERE && HeardPeople.write(known.entry(), fate, bytes)) {
                    out.writeInt(bytes.length());
                    out.write(bytes.bytes(), 0, bytes.length());
                    count(known.entry(), fate);
                }
            }
        }
    }

    /** That the state cannot be read, other than that something cannot be written. */
    private static final class UnreadableState extends IOException {
        private static final long serialVersionUID = 1;

        UnreadableState(IOException cause) {
            super(cause);
        }
    }

    private static KnownPeople open(StateStore store) throws UnreadableState {
        try {
            return store.known();
        } catch (IOException e) {
            throw new UnreadableState(e);
        }
    }

    private static boolean next(KnownPeople known) throws UnreadableState {
        try {
            return known.next();
        } catch (IOException e) {
            throw new UnreadableState(e);
        }
    }

    private void count(StateEntry entry, Fate fate) throws UnreadableState {
        lost.add(entry.hash());
        if (fate == Fate.LOST && entry.saysMore()) {
            try {
                lostEvents += events.in(entry.more());
            } catch (IOException e) {
                throw new UnreadableState(e);
            }
        }
    }

    private static void acknowledge(StateStore store, Path aside) throws IOException {
        var frame = new GrowingBytes(FRAME);
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(aside)))) {
            while (in.available() > 0) {
                frame.put(in.readNBytes(in.readInt()));
                if (frame.length() >= FRAME) {
                    store.acknowledge(StateEntries.in(frame));
                    frame.clear();
                }
            }
        }
        store.acknowledge(StateEntries.in(frame));
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
        return lostEvents;
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
