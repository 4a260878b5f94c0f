package dev.upserter.pipeline;

import dev.upserter.guard.GuardConfig;
import dev.upserter.operation.Operation;
import dev.upserter.operation.TrackEvent;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.problem.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Counts events by whether they may start campaigns, and says which are left out since they may: "events can trigger
 * campaigns up to 72 hours after their timestamp" (Track API reference, events; 2026). For one thread.
 */
public final class EventAges {
    /** How old an event may be from which a campaign starts. */
    public static final Duration RECENT = Duration.ofDays(3);

    private final long since;
    private final boolean holdsRecent;
    private long recent;
    private long old;

    /** @param holdsRecent whether those that may start campaigns are left out */
    public EventAges(InstantSource clock, boolean holdsRecent) {
        this.since = clock.instant().minus(RECENT).getEpochSecond();
        this.holdsRecent = holdsRecent;
    }

    /** Counts an operation that is to be sent; whether it is left out instead. */
    boolean holds(Operation operation) {
        if (!(operation instanceof TrackEvent event)) {
            return false;
        }
        boolean isRecent = event.seconds() >= since;
        recent += isRecent ? 1 : 0;
        old += isRecent ? 0 : 1;
        return isRecent && holdsRecent;
    }

    /** Counts events whose times are known. */
    public void count(Instant time) {
        boolean isRecent = time.getEpochSecond() >= since;
        recent += isRecent ? 1 : 0;
        old += isRecent ? 0 : 1;
    }

    /** How many may start campaigns. */
    public long recent() {
        return recent;
    }

    private static String left(long events) {
        return (events == 1 ? ". It was" : ". They were") + " left out, as asked";
    }

    /** Says how many there were of each. */
    public void tell(GuardConfig guards, ProblemLog log) {
        if (recent > 0) {
            warn(
                    Code.EVENTS_MAY_TRIGGER,
                    counted(recent) + " younger than 72 hours, so that campaigns may start from "
                            + (recent == 1 ? "it" : "them") + (holdsRecent ? left(recent) : ""),
                    guards,
                    log);
        }
        if (old > 0) {
            warn(
                    Code.EVENT_TOO_OLD_TO_TRIGGER,
                    counted(old) + " older than 72 hours, so that no campaign starts from "
                            + (old == 1 ? "it" : "them"),
                    guards,
                    log);
        }
    }

    private static String counted(long events) {
        return events == 1 ? "1 event is" : Quantities.say(events) + " events are";
    }

    private static void warn(Code code, String message, GuardConfig guards, ProblemLog log) {
        if (guards.level(code) != Level.OFF) {
            log.add(new Problem(code, Level.WARN, null, message, code.help()));
        }
    }
}
