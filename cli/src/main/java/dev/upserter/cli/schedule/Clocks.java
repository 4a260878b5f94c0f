package dev.upserter.cli.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the clocks of a zone do in the years to come. Stateless. */
final class Clocks {
    private static final Duration FORESEEN = Duration.ofDays(800);

    private Clocks() {}

    /** The offsets that a zone has from now on. */
    static SortedSet<ZoneOffset> offsets(ZoneRules rules, Instant now) {
        SortedSet<ZoneOffset> found = new TreeSet<>();
        found.add(rules.getOffset(now));
        for (ZoneOffsetTransition set = rules.nextTransition(now);
                set != null && set.getInstant().isBefore(now.plus(FORESEEN));
                set = rules.nextTransition(set.getInstant())) {
            found.add(set.getOffsetAfter());
        }
        return found;
    }

    /** Whether a job has a time that clocks leave out when they are set forward. */
    static boolean leaveOut(TimedJob job, Instant now) {
        ZoneRules rules = job.times().zone().getRules();
        for (ZoneOffsetTransition set = rules.nextTransition(now);
                set != null && set.getInstant().isBefore(now.plus(FORESEEN));
                set = rules.nextTransition(set.getInstant())) {
            if (set.isGap() && isWithin(job.sets(), set)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(CronSets sets, ZoneOffsetTransition gap) {
        if (sets.isEveryHour()) {
            return false;
        }
        for (LocalDateTime time = gap.getDateTimeBefore();
                time.isBefore(gap.getDateTimeAfter());
                time = time.plusMinutes(1)) {
            if (sets.hours().contains(time.getHour()) && sets.minutes().contains(time.getMinute())) {
                return true;
            }
        }
        return false;
    }
}
