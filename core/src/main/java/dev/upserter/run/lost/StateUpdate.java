package dev.upserter.run.lost;

import dev.upserter.json.GrowingBytes;
import dev.upserter.run.execution.Execution;
import dev.upserter.state.EntriesAside;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.LastRun;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import dev.upserter.state.file.FileStore;
import dev.upserter.state.lost.HeardPeople;
import dev.upserter.state.lost.LongSet;
import dev.upserter.state.lost.Losses.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Takes what a run hears into its state, before the run looks at it. For one thread. */
final class StateUpdate {
    private static final int FRAME = 1 << 16;

    private final String run;
    private final Path aside;
    private final Function<StateEntry, Fate> fates;
    private final LongSet lost;
    private final Hearing.EventCount events;
    private long lostEvents;

    /**
     * For one run.
     *
     * @param fates what became of each entry
     * @param lost  receives the hashes of the keys of entries that are to be others
     */
    StateUpdate(Execution run, Function<StateEntry, Fate> fates, LongSet lost, Hearing.EventCount events) {
        this.run = run.id();
        this.aside = run.spec().states().folder().resolve(FileStore.STAGING).resolve("lost");
        this.fates = fates;
        this.lost = lost;
        this.events = events;
    }

    /**
     * Takes it into the state.
     *
     * @return false if the state cannot be read; the run itself says what is wrong with it
     */
    boolean take(StateStore store, StateHeader header) throws IOException {
        try {
            gather(store);
        } catch (UnreadableState unreadable) {
            Files.deleteIfExists(aside);
            return false;
        }
        if (!lost.isEmpty()) {
            Optional<LastRun> last = store.lastRun();
            store.begin(header, last.map(LastRun::run).orElse(run));
            acknowledge(store);
            store.finish(header, last.orElse(new LastRun(run, false)));
        }
        Files.deleteIfExists(aside);
        return true;
    }

    /** How many events waited of people who are gone. */
    long lostEvents() {
        return lostEvents;
    }

    /** Writes the entries aside that are to be others. */
    private void gather(StateStore store) throws IOException {
        try (var out = EntriesAside.make(aside);
                KnownPeople known = open(store)) {
            var bytes = new GrowingBytes(256);
            while (next(known)) {
                Fate fate = fates.apply(known.entry());
                if (fate != Fate.THERE && HeardPeople.write(known.entry(), fate, bytes)) {
                    out.add(bytes);
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

    private void acknowledge(StateStore store) throws IOException {
        var frame = new GrowingBytes(FRAME);
        try (KnownPeople changed = EntriesAside.read(aside)) {
            while (changed.next()) {
                changed.entry().write(frame);
                if (frame.length() >= FRAME) {
                    store.acknowledge(StateEntries.in(frame));
                    frame.clear();
                }
            }
        }
        store.acknowledge(StateEntries.in(frame));
    }
}
