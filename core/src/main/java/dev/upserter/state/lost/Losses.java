package dev.upserter.state.lost;

import dev.upserter.operation.Subject;
import dev.upserter.state.StateEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * What was taken away since the state of a sync heard of it last. What was taken away after the end of its last run is there no more;
 * what was while that run sent may have been sent before or after. For one thread.
 */
public final class Losses {
    /** None. */
    public static final Losses NONE = new Losses(LostNow.NOTHING, LostNow.NOTHING);

    private final LostNow surely;
    private final LostNow perhaps;

    private Losses(LostNow surely, LostNow perhaps) {
        this.surely = surely;
        this.perhaps = perhaps;
    }

    /** What became of something that a state knows. */
    public enum Fate {
        THERE,
        PERHAPS_LOST,
        LOST
    }

    /**
     * Reads what a sync has not heard.
     *
     * @param folder   of the sync
     * @param wasCutOff whether its last run was, which has noted that in {@code heard} only if there was something to hear
     * @throws dev.upserter.problem.ProblemException if the record cannot be read
     */
    public static Losses unheard(LostRecord record, Path folder, String workspace, boolean wasCutOff)
            throws IOException {
        SortedMap<String, Long> now = record.end();
        if (now.isEmpty()) {
            return NONE;
        }
        Heard heard = Heard.read(folder, workspace);
        boolean isOpen = heard.isOpen() || heard.equals(Heard.NOTHING) && wasCutOff;
        var losses = new Losses(
                isOpen ? LostNow.NOTHING : LostNow.read(record, heard.to(), now),
                LostNow.read(record, heard.from(), isOpen ? now : heard.to()));
        return losses.isEmpty() ? NONE : losses;
    }

    /**
     * Notes that the state of a sync has heard everything up to here.
     *
     * @param end    of the record, read before {@link #unheard}
     * @param folder of the sync
     */
    public static void heard(SortedMap<String, Long> end, Path folder, String workspace) throws IOException {
        if (!end.isEmpty() && !new Heard(end, end, false).equals(Heard.read(folder, workspace))) {
            new Heard(end, end, false).write(folder, workspace);
        }
    }

    /** Notes that a run of the sync begins to send, or has ended; nothing as long as nothing was ever taken away. */
    public static void sends(boolean isUnderWay, LostRecord record, Path folder, String workspace) throws IOException {
        SortedMap<String, Long> end = record.end();
        Heard heard = Heard.read(folder, workspace);
        if (end.isEmpty() && heard.equals(Heard.NOTHING)) {
            return;
        }
        Heard now = isUnderWay ? new Heard(heard.from(), heard.to(), true) : new Heard(heard.from(), end, false);
        if (!now.equals(heard)) {
            now.write(folder, workspace);
        }
    }

    public boolean isEmpty() {
        return surely.isEmpty() && perhaps.isEmpty();
    }

    /** Whether a person may have been taken away. */
    public boolean mayHave(Subject person) {
        return surely.has(person) || perhaps.has(person);
    }

    /**
     * What became of an entry.
     *
     * @param scope   what the keys of its state are
     * @param restsOn what it stands and falls with
     */
    public Fate of(StateEntry entry, String scope, Iterable<Subject> restsOn) {
        LostKey key = surely.key() == null ? perhaps.key() : surely.key();
        if (key == null) {
            return Fate.THERE;
        }
        boolean isInDoubt = false;
        for (Subject subject : restsOn) {
            long hash = key.of(subject);
            if (surely.hasSubject(hash)) {
                return Fate.LOST;
            }
            isInDoubt |= perhaps.hasSubject(hash);
        }
        if (surely.hasKeys() || perhaps.hasKeys()) {
            long hash = key.of(scope, entry.keyBytes());
            if (surely.hasKey(hash)) {
                return Fate.LOST;
            }
            isInDoubt |= perhaps.hasKey(hash);
        }
        return isInDoubt ? Fate.PERHAPS_LOST : Fate.THERE;
    }
}
