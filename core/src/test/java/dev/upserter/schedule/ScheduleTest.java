package dev.upserter.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The times of cron expressions, and what becomes of them where clocks are set. */
class ScheduleTest {
    private static final String BERLIN = "Europe/Berlin";

    private static Schedule schedule(String expression, String zone) {
        return new Schedule(((CronText.Reading.Good) CronText.read(expression)).expression(), ZoneId.of(zone));
    }

    /** The times from one to another, the first excluded, as UTC. */
    private static List<String> times(Schedule schedule, String from, String to) {
        Instant end = Instant.parse(to);
        var times = new ArrayList<String>();
        var backward = new ArrayList<String>();
        for (Instant at = schedule.next(Instant.parse(from)).orElseThrow();
                !at.isAfter(end);
                at = schedule.next(at).orElseThrow()) {
            times.add(at.toString());
        }
        for (Instant at = schedule.previous(end).orElseThrow();
                at.isAfter(Instant.parse(from));
                at = schedule.previous(at.minusNanos(1)).orElseThrow()) {
            backward.addFirst(at.toString());
        }
        assertThat(backward).as("the same times from the last to the first").isEqualTo(times);
        return times;
    }

    @Test
    void eachDayHasItsTimeInTheZone() {
        assertThat(times(schedule("0 2 * * *", BERLIN), "2026-01-30T01:00:00Z", "2026-02-02T01:00:00Z"))
                .containsExactly("2026-01-31T01:00:00Z", "2026-02-01T01:00:00Z", "2026-02-02T01:00:00Z");
        assertThat(times(schedule("@daily", "UTC"), "2026-01-30T01:00:00Z", "2026-02-01T00:00:00Z"))
                .containsExactly("2026-01-31T00:00:00Z", "2026-02-01T00:00:00Z");
    }

    @Test
    void aTimeThatDoesNotExistComesOnceWhenTheClocksAreSet() {
        assertThat(times(schedule("30 2 * * *", BERLIN), "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z"))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
        assertThat(times(schedule("*/10 2 * * *", BERLIN), "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"))
                .containsExactly("2026-03-29T01:00:00Z");
        assertThat(times(schedule("30 2 * * *", "America/New_York"), "2026-03-07T12:00:00Z", "2026-03-09T12:00:00Z"))
                .containsExactly("2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z");
        assertThat(times(schedule("15 2 * * *", "Australia/Lord_Howe"), "2026-10-02T20:00:00Z", "2026-10-04T20:00:00Z"))
                .containsExactly("2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z");
    }

    @Test
    void aTimeThatExistsTwiceComesTheFirstTime() {
        assertThat(times(schedule("30 2 * * *", BERLIN), "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(times(schedule("30 1 * * *", "America/New_York"), "2026-10-31T12:00:00Z", "2026-11-02T12:00:00Z"))
                .containsExactly("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
        assertThat(times(schedule("45 1 * * *", "Australia/Lord_Howe"), "2026-04-03T20:00:00Z", "2026-04-05T20:00:00Z"))
                .containsExactly("2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z");
    }

    @Test
    void aDayThatIsLeftOutHasItsTimesAtOnceAfter() {
        assertThat(times(schedule("0 8,20 * * *", "Pacific/Apia"), "2011-12-29T20:00:00Z", "2012-01-01T00:00:00Z"))
                .containsExactly(
                        "2011-12-30T06:00:00Z",
                        "2011-12-30T10:00:00Z",
                        "2011-12-30T18:00:00Z",
                        "2011-12-31T06:00:00Z",
                        "2011-12-31T18:00:00Z");
    }

    @Test
    void everyHourIsEveryHourOfTheClock() {
        assertThat(times(schedule("0 * * * *", BERLIN), "2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z"))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
        assertThat(times(schedule("30 * * * *", BERLIN), "2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z"))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z");
        assertThat(times(
                        schedule("*/15 * * * *", "Australia/Lord_Howe"),
                        "2026-10-03T15:00:00Z",
                        "2026-10-03T16:00:00Z"))
                .containsExactly(
                        "2026-10-03T15:15:00Z", "2026-10-03T15:30:00Z", "2026-10-03T15:45:00Z", "2026-10-03T16:00:00Z");
        assertThat(times(schedule("0 * * * *", "Pacific/Apia"), "2011-12-30T08:00:00Z", "2011-12-30T12:00:00Z"))
                .containsExactly(
                        "2011-12-30T09:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T11:00:00Z", "2011-12-30T12:00:00Z");
    }

    @Test
    void leapDaysComeInLeapYears() {
        assertThat(times(schedule("0 0 29 2 *", "UTC"), "2096-03-01T00:00:00Z", "2108-03-01T00:00:00Z"))
                .containsExactly("2104-02-29T00:00:00Z", "2108-02-29T00:00:00Z");
    }

    /** Each minute of a year, as its clock shows it, against the numbers of the expression. */
    @ParameterizedTest
    @CsvSource({"Europe/Berlin, 1", "America/New_York, 2", "Australia/Lord_Howe, 3", "UTC, 4", "Africa/Casablanca, 5"})
    void theTimesAreThoseThatTheClockShows(String name, long seed) {
        ZoneId zone = ZoneId.of(name);
        var random = new Random(seed);
        Instant from = Instant.parse("2025-12-31T23:59:00Z");
        for (int i = 0; i < 2; i++) {
            List<SortedSet<Integer>> numbers = List.of(
                    some(random, 0, 59, 1),
                    some(random, 0, 23, 2),
                    some(random, 1, 31, 5),
                    some(random, 1, 12, 6),
                    new TreeSet<>(IntStream.rangeClosed(0, 7).boxed().toList()));
            boolean isEveryHour = i % 2 == 0;
            var fields =
                    new ArrayList<>(numbers.stream().map(ScheduleTest::list).toList());
            fields.set(4, "*");
            if (isEveryHour) {
                fields.set(1, "*");
            }
            var expected = new TreeSet<Instant>();
            if (isEveryHour) {
                for (Instant at = from.plusSeconds(60);
                        at.isBefore(from.plus(Duration.ofDays(400)));
                        at = at.plusSeconds(60)) {
                    LocalDateTime shown = LocalDateTime.ofInstant(at, zone);
                    if (numbers.get(0).contains(shown.getMinute()) && isDay(shown, numbers)) {
                        expected.add(at);
                    }
                }
            } else {
                LocalDateTime first = LocalDateTime.ofInstant(from, zone);
                for (LocalDateTime at = first.minusDays(1); at.isBefore(first.plusDays(402)); at = at.plusMinutes(1)) {
                    if (numbers.get(0).contains(at.getMinute())
                            && numbers.get(1).contains(at.getHour())
                            && isDay(at, numbers)) {
                        // What java.time makes of a time in a gap is later by its length.
                        Instant instant = at.atZone(zone).toInstant();
                        var set = zone.getRules().getTransition(at);
                        expected.add(set != null && set.isGap() ? set.getInstant() : instant);
                    }
                }
            }
            Instant end = from.plus(Duration.ofDays(399)).truncatedTo(ChronoUnit.DAYS);
            List<String> all = expected.stream()
                    .filter(at -> at.isAfter(from) && !at.isAfter(end))
                    .map(Instant::toString)
                    .toList();
            assertThat(times(schedule(String.join(" ", fields), name), from.toString(), end.toString()))
                    .as(String.join(" ", fields))
                    .isEqualTo(all);
        }
    }

    private static boolean isDay(LocalDateTime at, List<SortedSet<Integer>> numbers) {
        return numbers.get(2).contains(at.getDayOfMonth()) && numbers.get(3).contains(at.getMonthValue());
    }

    private static SortedSet<Integer> some(Random random, int least, int most, int count) {
        var numbers = new TreeSet<Integer>();
        while (numbers.size() < count) {
            numbers.add(random.nextInt(least, most + 1));
        }
        return numbers;
    }

    private static String list(SortedSet<Integer> numbers) {
        return String.join(",", numbers.stream().map(String::valueOf).toList());
    }

    @Test
    void aWeekdayOrADayOfTheMonthIsEnough() {
        assertThat(times(schedule("0 0 13 * fri", "UTC"), "2026-01-31T00:00:00Z", "2026-02-28T00:00:00Z"))
                .containsExactly(
                        "2026-02-06T00:00:00Z", "2026-02-13T00:00:00Z", "2026-02-20T00:00:00Z", "2026-02-27T00:00:00Z");
        assertThat(schedule("0 0 * * 7", "UTC").next(Instant.parse("2026-02-02T00:00:00Z")))
                .contains(LocalDateTime.of(2026, 2, 8, 0, 0).toInstant(ZoneOffset.UTC));
    }
}
