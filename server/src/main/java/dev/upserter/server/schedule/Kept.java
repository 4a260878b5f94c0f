package dev.upserter.server.schedule;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a turn beyond the end of the server. Immutable.
 *
 * @param times   the schedule that the rest goes by; empty for none
 * @param due     the last of its times that was made up for or left out; later ones are still to come
 * @param waiting how many runs wait for their turn
 * @param isPaused whether nothing starts it
 * @param begun   the run that has begun; null if none has
 * @param taken   by path, the files that a completed run has taken
 * @param last    when the last run ended; null if none has
 * @param status  how it ended; empty if none has
 */
record Kept(
        String times,
        Instant due,
        int waiting,
        boolean isPaused,
        @Nullable Begun begun,
        Map<String, FilePrint> taken,
        @Nullable Instant last,
        String status) {
    Kept {
        taken = Map.copyOf(taken);
    }

    /** Nothing yet: times count from now on. */
    static Kept from(String times, Instant now) {
        return new Kept(times, now, 0, false, null, Map.of(), null, "");
    }

    /** Goes by other times, which count from this one on. */
    Kept withTimes(String other, Instant now) {
        return new Kept(other, now, waiting, isPaused, begun, taken, last, status);
    }

    /** Time has passed. */
    Kept withDue(Instant now, int runs) {
        return new Kept(times, now, runs, isPaused, begun, taken, last, status);
    }

    Kept withWaiting(int runs) {
        return new Kept(times, due, runs, isPaused, begun, taken, last, status);
    }

    Kept withPaused(boolean other) {
        return new Kept(times, due, waiting, other, begun, taken, last, status);
    }

    /** A run begins, or is taken back with null. */
    Kept begins(@Nullable Begun run, int runs) {
        return new Kept(times, due, runs, isPaused, run, taken, last, status);
    }

    /** The run that had begun has ended; one that completed has taken its files. */
    Kept ends(Instant now, String how, boolean hasCompleted) {
        var all = new HashMap<>(taken);
        if (hasCompleted && begun != null) {
            begun.files().forEach(file -> all.put(file.path(), file));
        }
        return new Kept(times, due, waiting, isPaused, null, all, now, how);
    }

    /** A file that was taken is there again with the same content. */
    Kept withTaken(FilePrint file) {
        var all = new HashMap<>(taken);
        all.put(file.path(), file);
        return new Kept(times, due, waiting, isPaused, begun, all, last, status);
    }
}
