package dev.upserter.server.schedule;

import dev.upserter.schedule.CatchUp;
import dev.upserter.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which times of a turn have come since it was looked at last. Stateless. */
final class Clockwork {
    private static final System.Logger LOG = System.getLogger(Clockwork.class.getName());

    /** What is later than this was missed: nobody was there, or the clock has jumped. */
    static final Duration GRACE = Duration.ofMinutes(2);

    /** A clock that goes back by more than this was wrong before. */
    private static final Duration BACK = Duration.ofDays(1);

    private static final int MOST_RUNS = 1000;

    private Clockwork() {}

    /** What is known of a turn now. */
    static Kept after(Kept kept, SavedTurn turn, Instant now) {
        if (!kept.times().equals(turn.times())) {
            return kept.withTimes(turn.times(), now);
        }
        Schedule times = turn.turn().when().times();
        if (times == null) {
            return kept;
        }
        if (kept.due().isAfter(now.plus(BACK))) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: the clock went back, from {1} to {2}. Times count from now on",
                    turn.key(),
                    kept.due(),
                    now);
            return kept.withDue(now, kept.waiting());
        }
        Optional<Instant> last = times.previous(now);
        if (last.isEmpty() || !last.get().isAfter(kept.due())) {
            return kept;
        }
        return kept.withDue(last.get(), kept.isPaused() ? kept.waiting() : waiting(kept, turn, times, now));
    }

    private static int waiting(Kept kept, SavedTurn turn, Schedule times, Instant now) {
        Instant missedUntil = now.minus(GRACE);
        int missed = 0;
        boolean isDue = false;
        Instant time = next(times, kept.due());
        while (time != null && !time.isAfter(now) && missed < MOST_RUNS) {
            if (time.isAfter(missedUntil)) {
                missed += isDue ? 1 : 0; // the last of them is the one that is due
                isDue = true;
            } else {
                missed++;
            }
            time = next(times, time);
        }
        CatchUp catchUp = turn.turn().when().catchUp();
        if (missed > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: {1} of its times were missed. catchUp is {2}",
                    turn.key(),
                    missed,
                    catchUp.spelling());
        }
        int runs = switch (catchUp) {
            case ALL -> kept.waiting() + missed;
            case ONCE -> Math.max(kept.waiting(), missed > 0 ? 1 : 0);
            case NONE -> kept.waiting();
        };
        return isDue && (runs == 0 || catchUp == CatchUp.ALL && missed > 0) ? runs + 1 : runs;
    }

    private static @Nullable Instant next(Schedule times, Instant after) {
        return times.next(after).orElse(null);
    }

    /** How long nothing of the turn is due by the clock, if that is shorter than what is known. */
    static Duration rest(SavedTurn turn, Instant now, Duration known) {
        Schedule times = turn.turn().when().times();
        Instant next = times == null ? null : next(times, now);
        Duration rest = next == null ? known : Duration.between(now, next);
        return rest.compareTo(known) < 0 ? rest : known;
    }
}
