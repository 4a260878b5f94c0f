package dev.upserter.cli.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.schedule.CronText;
import dev.upserter.schedule.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The numbers of an expression, and their times in UTC, are the times at which it comes. */
class CronSetsTest {
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 28, 0, 0);
    private static final int MINUTES = 40 * 24 * 60;

    private static final List<List<String>> FIELDS = List.of(
            List.of("0", "59", "*", "*/15", "5-20/5", "1,2,3,40"),
            List.of("2", "*", "*/6", "8-18", "0,23", "22-23"),
            List.of("*", "*", "*", "1", "13,31", "28-31"),
            List.of("*", "*", "jan", "2-3", "*/2"),
            List.of("*", "*", "mon", "1-5", "sat,sun", "7", "5-7"));

    private static List<String> expressions() {
        var random = new Random(21);
        var found = new ArrayList<String>();
        while (found.size() < 60) {
            var fields = new ArrayList<String>();
            FIELDS.forEach(values -> fields.add(values.get(random.nextInt(values.size()))));
            String text = String.join(" ", fields);
            if (CronText.read(text) instanceof CronText.Reading.Good) {
                found.add(text);
            }
        }
        return found;
    }

    private static Schedule schedule(String text, ZoneOffset zone) {
        return new Schedule(((CronText.Reading.Good) CronText.read(text)).expression(), zone);
    }

    private static List<Instant> times(String text, ZoneOffset zone) {
        Schedule schedule = schedule(text, zone);
        var found = new ArrayList<Instant>();
        Instant start = START.toInstant(ZoneOffset.UTC);
        Instant end = start.plusSeconds(60L * MINUTES);
        Optional<Instant> next = schedule.next(start.minusSeconds(1));
        while (next.isPresent() && next.get().isBefore(end) && found.size() < 3000) {
            found.add(next.get());
            next = schedule.next(next.get());
        }
        return found;
    }

    private static boolean matches(CronSets sets, LocalDateTime time) {
        boolean isDay = sets.days().contains(time.getDayOfMonth());
        boolean isWeekday = sets.weekdays().contains(time.getDayOfWeek().getValue() % 7);
        boolean isEither = !sets.isEveryDay() && !sets.isEveryWeekday();
        return sets.minutes().contains(time.getMinute())
                && sets.hours().contains(time.getHour())
                && sets.months().contains(time.getMonthValue())
                && (isEither ? isDay || isWeekday : isDay && isWeekday);
    }

    @Test
    void theyAreTheNumbersAtWhichTheExpressionComes() {
        for (String text : expressions()) {
            CronSets sets = CronSets.of(text);
            var matching = new ArrayList<Instant>();
            for (LocalDateTime time = START;
                    matching.size() < 3000 && time.isBefore(START.plusMinutes(MINUTES));
                    time = time.plusMinutes(1)) {
                if (matches(sets, time)) {
                    matching.add(time.toInstant(ZoneOffset.UTC));
                }
            }
            assertThat(times(text, ZoneOffset.UTC)).as(text).isEqualTo(matching);
            assertThat(times(sets.text(), ZoneOffset.UTC)).as(sets.text()).isEqualTo(matching);
        }
    }

    @Test
    void inUtcTheyComeAtTheSameTimes() {
        int written = 0;
        for (String text : expressions()) {
            for (ZoneOffset zone :
                    List.of(ZoneOffset.ofHours(2), ZoneOffset.ofHours(-8), ZoneOffset.ofHoursMinutes(5, 30))) {
                Optional<List<String>> lines = UtcTimes.of(CronSets.of(text), zone);
                if (lines.isPresent()) {
                    written++;
                    List<Instant> all = lines.get().stream()
                            .flatMap(line -> times(line, ZoneOffset.UTC).stream())
                            .sorted()
                            .limit(1000)
                            .toList();
                    assertThat(all)
                            .as(text + " at " + zone + ": " + lines.get())
                            .isEqualTo(times(text, zone).stream().limit(1000).toList());
                }
            }
        }
        assertThat(written).isGreaterThan(50);
    }
}
