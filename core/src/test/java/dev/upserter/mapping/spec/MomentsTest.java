package dev.upserter.mapping.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.mapping.spec.Moments.Reading;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static Moments moments(@Nullable String pattern, @Nullable String zone) {
        return new Moments(pattern, zone == null ? null : ZoneId.of(zone), ShortYears.of("", LocalDate.of(2026, 1, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy-MM-dd HH:mm xx", "yyyy-MM-dd HH:mm VV", "dd.MM.yy HH:mm:ssX", "yyyyMMddHHmmssz"})
    void aPatternMayNameTheZone(String pattern) {
        assertThat(Cast.Unix.namesZone(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy-MM-dd", "dd.MM.yy HH:mm", "yyyyMMdd"})
    void mostPatternsDoNot(String pattern) {
        assertThat(Cast.Unix.namesZone(pattern)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HH:mm", "MM.dd", "HH:mm xx"})
    void aPatternWithoutADateIsNone(String pattern) {
        assertThatThrownBy(() -> Cast.Unix.namesZone(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("this pattern names no date");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00Z, 1767225600",
        "2026-01-01 00:00:00+00:00, 1767225600",
        "'Thu, 1 Jan 2026 00:00:00 UTC', 1767225600",
        "1 Jan 2026 00:00:00 Z, 1767225600",
        "Thu Jan 15 2026 10:20:30 GMT+0100 (CET), 1768468830",
        "Thu Jan 15 2026 10:20:30 GMT+0100 (Mitteleurop\u00e4ische Normalzeit), 1768468830",
        "Thu Jan 15 2026 10:20:30 GMT+0100, 1768468830",
        "Thu Jan 15 09:20:30 +0000 2026, 1768468830",
        "Thu Jan 15 09:20:30 UTC 2026, 1768468830",
        "2026-01-15 10:20:30.5 +0100 CET, 1768468830",
        "2026-01-15T10:20:30+01:00[Europe/Berlin], 1768468830",
        "2026-01-15T09:20:30Z[UTC], 1768468830",
        "2026-01-15T04:20:30-0500 (EST), 1768468830",
        "20260115T092030Z, 1768468830",
        "20260115T102030+0100, 1768468830",
        "/Date(1768468830123)/, 1768468830"
    })
    void momentsOfBothSpellingsAreRead(String text, long seconds) {
        assertThat(moments(null, null).read(text)).isEqualTo(new Reading.Moment(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "Jan 15 2026 10:20AM, 1768468800",
        "Jan  5 2026 10:20PM, 1767648000",
        "Jan 15 2026 10:20:30:123AM, 1768468830",
        "Jan 15 2026, 1768431600",
        "Thu Jan 15 10:20:30 2026, 1768468830",
        "20260115T1020, 1768468800",
        "2026-01-15 10:20:30.1234567, 1768468830"
    })
    void programsPrintDatesWithoutAZoneToo(String text, long seconds) {
        assertThat(moments(null, "Europe/Berlin").read(text)).isEqualTo(new Reading.Moment(seconds));
        assertThat(moments(null, null).read(text)).isEqualTo(new Reading.WithoutZone());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wed Jan 15 2026 10:20:30 GMT+0100",
                "Feb 30 2026 10:20AM",
                "Jan 15 2026 13:20AM",
                "Jan 15 2026 10:20",
                "Thu Jan 15 10:20:30 CET 2026",
                "2026-01-15 10:20:30 IST",
                "01 15 2026 10:20AM",
                "20261315T1020"
            })
    void whatCanBeMistakenOrIsNoDateIsNot(String text) {
        assertThat(moments(null, "Europe/Berlin").read(text)).isEqualTo(new Reading.None());
    }

    @ParameterizedTest
    @CsvSource({
        "YYYY-'W'ww-e, 2026-W03-4, 1768435200",
        "YYYY-'W'ww-c, 2026-W03-4, 1768435200",
        "YYYY-'W'ww-e, 2027-W01-1, 1799020800",
        "YYYY-'W'ww-e, 2026-W53-7, 1798934400",
        "YYYY-'W'ww EEE, 2026-W01 Mon, 1766966400",
        "yyyy-MM-W-e, 2026-01-3-4, 1768435200"
    })
    void weeksStartOnMondayAsInIso(String pattern, String text, long seconds) {
        assertThat(moments(pattern, "UTC").read(text)).isEqualTo(new Reading.Moment(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "2026", "2026-", "26-01-01", "1-1-2026", "2026-13-01", "24:00"})
    void whatNamesNoDayIsNoDate(String text) {
        assertThat(moments(null, "UTC").read(text)).isEqualTo(new Reading.None());
        assertThat(moments(null, "UTC").day(text)).isNull();
    }

    @Test
    void aDayBeginsAtMidnightOfItsZone() {
        assertThat(moments(null, "Europe/Berlin").read("2026-01-01")).isEqualTo(new Reading.Moment(1_767_222_000));
        assertThat(moments(null, null).read("2026-01-01")).isEqualTo(new Reading.WithoutZone());
        assertThat(moments(null, null).read("2026-01-01T10:00")).isEqualTo(new Reading.WithoutZone());
    }

    @Test
    void theDayOfAMomentIsThatOfTheZoneAskedFor() {
        assertThat(moments(null, "Europe/Berlin").day("2025-12-31T23:30:00Z")).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(moments(null, null).day("2025-12-31T23:30:00Z")).isEqualTo(LocalDate.of(2025, 12, 31));
        assertThat(moments(null, "Europe/Berlin").day("2025-12-31T23:30:00")).isEqualTo(LocalDate.of(2025, 12, 31));
        assertThat(moments(null, "Europe/Berlin").day("2025-12-31")).isEqualTo(LocalDate.of(2025, 12, 31));
    }
}
