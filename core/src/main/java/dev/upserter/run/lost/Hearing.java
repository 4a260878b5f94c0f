package dev.upserter.run.lost;

import dev.upserter.config.SyncConfig;
import dev.upserter.guard.GuardConfig;
import dev.upserter.history.ConfigDigests;
import dev.upserter.json.GrowingBytes;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Memory;
import dev.upserter.operation.Subject;
import dev.upserter.plan.Mode;
import dev.upserter.plan.TypedKey;
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
    private String scope = "";
    private long lost;
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
            hearing.hear(store);
        }
        return hearing;
    }

    /** Events have happened, and what was done once is not done again, whoever is there. */
    private boolean isConcerned() {
        return config.kind().kind().memory() == Memory.ON_REQUEST
                && config.kind().mode() != Mode.REMOVE;
    }

    private void hear(StateStore store) throws IOException {
        SortedMap<String, Long> end = record.end();
        boolean isKept = !run.options().dryRun();
        Optional<StateHeader> header = store.header().filter(this::isOfThisSync);
        if (header.isPresent()) {
            losses = Losses.unheard(record, folder, workspace);
            scope = header.get().keyType();
        }
        if (isKept) {
            if (losses.isEmpty() || take(store, header.orElseThrow())) {
                Losses.heard(end, folder, workspace);
            }
            losses = Losses.NONE;
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
        lost += fate == Fate.THERE ? 0 : 1;
        return fate;
    }

    private Fate fate(StateEntry entry) {
        return losses.of(entry, scope, restsOn(entry));
    }

    private List<Subject> restsOn(StateEntry entry) {
        Kind kind = config.kind().kind();
        TypedKey key = TypedKey.of(
                entry.key(), config.mapping().isMixed(), config.mapping().identifyBy());
        return kind.restsOn(config.kind(), key);
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
        } catch (IOException unreadable) {
            Files.deleteIfExists(aside);
            return false;
        }
        if (lost > 0) {
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
        try (KnownPeople known = store.known();
                var out = new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(PrivateFiles.createFile(aside))))) {
            var bytes = new GrowingBytes(256);
            while (known.next()) {
                Fate fate = fate(known.entry());
                if (fate != Fate.THERE && HeardPeople.write(known.entry(), fate, bytes)) {
                    out.writeInt(bytes.length());
                    out.write(bytes.bytes(), 0, bytes.length());
                    count(known.entry(), fate);
                }
            }
        }
    }

    private void count(StateEntry entry, Fate fate) throws IOException {
        lost++;
        if (fate == Fate.LOST && entry.saysMore()) {
            lostEvents += events.in(entry.more());
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

    /** Tells what was heard, once the state has been read. */
    public void tell() {
        GuardConfig guards = config.guards();
        if (lost > 0 && guards.level(Code.TAKEN_AWAY) != Level.OFF) {
            run.account()
                    .log()
                    .add(
                            Problem.of(
                                    Code.TAKEN_AWAY,
                                    null,
                                    "a sync of this state folder has taken away what this one had delivered, or whom that"
                                            + " belonged to: it counts as new, and is sent if the source has it"),
                            lost);
        }
    }

    /** How many events waited of people who are gone: they are never sent. */
    public long lostEvents() {
        return lostEvents;
    }

    /** Notes that the run begins to send, or has ended. */
    public void sends(boolean isUnderWay) throws IOException {
        if (isConcerned()) {
            Losses.sends(isUnderWay, record, folder, workspace);
        }
    }
}
