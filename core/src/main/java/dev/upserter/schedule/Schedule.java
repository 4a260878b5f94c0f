package dev.upserter.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The times of a cron expression in a zone. Immutable.
 *
 * <p>Where clocks are set, the rule is that of Vixie cron: a time that does not exist comes once, when the clocks are set, and one
 * that exists twice comes the first time. Where the hour of the expression begins with {@code *}, its times are those that the
 * clock shows: what it leaves out does not come, and what it shows twice comes twice.
 *
 * @param expression the times
 * @param zone       whose clocks show them
 */
public record Schedule(CronExpression expression, ZoneId zone) {

    /** The first time after an instant; empty if there is none within the years that the expression is searched through. */
    public Optional<Instant> next(Instant instant) {
        return expression.isEveryHour() ? nextShown(instant) : nextOnce(instant);
    }

    /** The last time at an instant or before it; empty if there is none. */
    public Optional<Instant> previous(Instant instant) {
        return expression.isEveryHour() ? previousShown(instant) : previousOnce(instant);
    }

    private ZoneRules rules() {
        return zone.getRules();
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone);
    }

    /** When a time comes. Later times never come earlier. */
    private Instant once(LocalDateTime time) {
        ZoneOffsetTransition transition = rules().getTransition(time);
        if (transition != null && transition.isGap()) {
            return transition.getInstant();
        }
        return time.toInstant(rules().getValidOffsets(time).getFirst());
    }

    private Optional<Instant> nextOnce(Instant instant) {
        Optional<LocalDateTime> time = expression.after(local(instant));
        while (time.isPresent() && !once(time.get()).isAfter(instant)) {
            time = expression.after(time.get());
        }
        return time.map(this::once);
    }

    private Optional<Instant> previousOnce(Instant instant) {
        Optional<LocalDateTime> time = expression.upTo(latest(instant));
        while (time.isPresent() && once(time.get()).isAfter(instant)) {
            time = expression.upTo(time.get().minusMinutes(1));
        }
        return time.map(this::once);
    }

    /** The latest time that has come: while clocks show an hour again, its end. */
    private LocalDateTime latest(Instant instant) {
        LocalDateTime time = local(instant);
        ZoneOffsetTransition set = rules().previousTransition(instant.plusNanos(1));
        return set != null && set.isOverlap() && time.isBefore(set.getDateTimeBefore())
                ? set.getDateTimeBefore().minusNanos(1)
                : time;
    }

    private Optional<Instant> nextShown(Instant instant) {
        Instant from = instant;
        LocalDateTime after = local(from);
        while (true) {
            ZoneOffset offset = rules().getOffset(from);
            Optional<Instant> found = expression.after(after).map(time -> time.toInstant(offset));
            ZoneOffsetTransition set = rules().nextTransition(from);
            if (set == null || found.isPresent() && found.get().isBefore(set.getInstant())) {
                return found;
            }
            if (found.isEmpty()) {
                return found;
            }
            from = set.getInstant();
            after = set.getDateTimeAfter().minusNanos(1);
        }
    }

    private Optional<Instant> previousShown(Instant instant) {
        Instant to = instant;
        LocalDateTime upTo = local(to);
        while (true) {
            ZoneOffset offset = rules().getOffset(to);
            Optional<Instant> found = expression.upTo(upTo).map(time -> time.toInstant(offset));
            ZoneOffsetTransition set = rules().previousTransition(to.plusNanos(1));
            if (set == null || found.isEmpty() || !found.get().isBefore(set.getInstant())) {
                return found;
            }
            to = set.getInstant().minusNanos(1);
            upTo = LocalDateTime.ofInstant(to, set.getOffsetBefore());
        }
    }
}
