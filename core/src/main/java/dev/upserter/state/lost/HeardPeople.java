package dev.upserter.state.lost;

import dev.upserter.json.GrowingBytes;
import dev.upserter.state.EntryKind;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.StateEntry;
import java.io.IOException;
import java.util.function.Function;

/** The people of a state as it will be once it has heard what was taken away. For one thread. */
public final class HeardPeople implements KnownPeople {
    private final KnownPeople known;
    private final Function<StateEntry, Losses.Fate> fates;
    private final GrowingBytes bytes = new GrowingBytes(256);
    private final StateEntry doubtful = new StateEntry();
    private boolean isDoubtful;

    /** @param fates what became of each */
    public HeardPeople(KnownPeople known, Function<StateEntry, Losses.Fate> fates) {
        this.known = known;
        this.fates = fates;
    }

    @Override
    public boolean next() throws IOException {
        while (known.next()) {
            Losses.Fate fate = fates.apply(known.entry());
            if (fate != Losses.Fate.LOST) {
                isDoubtful = fate == Losses.Fate.PERHAPS_LOST && write(known.entry(), fate, bytes);
                if (isDoubtful) {
                    doubtful.look(bytes.bytes(), 0, bytes.length());
                }
                return true;
            }
        }
        return false;
    }

    @Override
    public StateEntry entry() {
        return isDoubtful ? doubtful : known.entry();
    }

    /** Whether the state is to say something else of an entry than it does. */
    public static boolean changes(StateEntry entry, Losses.Fate fate) {
        return switch (fate) {
            case LOST -> true;
            case PERHAPS_LOST -> !entry.isUnsure() && entry.kind() != EntryKind.GONE;
            case THERE -> false;
        };
    }

    /**
     * Writes what the state is to say of an entry, in place of what the bytes held.
     *
     * @return false if it says that already
     */
    public static boolean write(StateEntry entry, Losses.Fate fate, GrowingBytes out) {
        out.clear();
        switch (fate) {
            case LOST -> {
                entry.writeHead(EntryKind.FORGOTTEN, out);
                StateEntry.writeNoValues(out);
            }
            case PERHAPS_LOST -> {
                if (changes(entry, fate)) {
                    entry.writeUnsure(out);
                }
            }
            case THERE -> {}
        }
        return out.length() > 0;
    }

    @Override
    public void close() throws IOException {
        known.close();
    }
}
