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
        "1 Jan 2026 00:00:00 Z, 1767225600"
    })
    void momentsOfBothSpellingsAreRead(String text, long seconds) {
        assertThat(moments(null, null).read(text)).isEqualTo(new Reading.Moment(seconds));
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
