package dev.upserter.monitor;

import dev.upserter.history.CompletedRun;
import dev.upserter.history.StateFolder;
import dev.upserter.history.SyncLock;
import dev.upserter.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the run of a sync that was due last has been. Immutable.
 *
 * @param sync     its name
 * @param schedule when it is due
 * @param due      the last time that counts; empty if none has come since the schedule was seen first
 * @param verdict  what became of it
 * @param standing the last runs
 */
public record Lateness(String sync, Schedule schedule, Optional<Instant> due, Verdict verdict, Standing standing) {
    /** How long after it was due a run may begin. */
    public static final Duration GRACE = Duration.ofMinutes(15);
    /** Clocks of two machines differ, and the id of a run has no fractions of a second. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    /** What became of the run that was due. */
    public enum Verdict {
        /** None was due yet. */
        NOT_DUE,
        /** It has completed. */
        DONE,
        /** It goes on. */
        UNDER_WAY,
        /** It has not begun, or has failed. */
        LATE
    }

    /**
     * That of a sync.
     *
     * @param state where its runs are
     * @param grace how long after it was due a run may begin
     * @param notes whether a schedule that is new is written down in the state folder
     * @throws IOException if the state folder cannot be read, or written
     */
    public static Lateness of(
            String sync, Schedule schedule, StateFolder state, Instant now, Duration grace, boolean notes)
            throws IOException {
        Path folder = state.sync(sync);
        Standing standing = Standing.of(state, folder);
        Instant since = Expectation.since(folder, schedule, now, notes);
        Optional<Instant> due = schedule.previous(now.minus(grace)).filter(time -> !time.isBefore(since));
        Verdict verdict = due.map(time -> verdict(time, folder, standing)).orElse(Verdict.NOT_DUE);
        return new Lateness(sync, schedule, due, verdict, standing);
    }

    private static Verdict verdict(Instant due, Path folder, Standing standing) {
        Instant earliest = due.minus(SLACK);
        Optional<Instant> began = standing.completed().map(CompletedRun::began);
        if (began.filter(time -> !time.isBefore(earliest)).isPresent()) {
            return Verdict.DONE;
        }
        Optional<Instant> goesOn = SyncLock.heldSince(folder);
        return goesOn.filter(time -> !time.isBefore(earliest)).isPresent() ? Verdict.UNDER_WAY : Verdict.LATE;
    }

    public boolean isLate() {
        return verdict == Verdict.LATE;
    }
}
