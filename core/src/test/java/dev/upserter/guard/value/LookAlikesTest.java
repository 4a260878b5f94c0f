package dev.upserter.guard.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that look like dates, zones or words, by their form alone. */
class LookAlikesTest {
    /** From 1 January 1970, or 1910 for birthdays, to the year 2064. */
    @ParameterizedTest
    @CsvSource({
        "signup, 25569, true", "signup, 25568, false", "signup, 25568.99, false", "signup, 59999.999, true",
        "signup, 60000, false", "signup, 46053.5, true", "signup, 046053, false", "signup, 46053., false",
        "signup, -46053, false", "signup, 4.6e4, false", "birthday, 3654, true", "birthday, 3653.99, false",
        "birthday, 25568, true", "signup, 3654, false", "signup, '', false",
    })
    void aDayOfASpreadsheetIsANumberInItsRange(String column, String number, boolean isDay) {
        assertThat(new SerialDays(column).isDay(number)).isEqualTo(isDay);
    }

    @ParameterizedTest
    @CsvSource({
        "signup, 0001-01-01, true",
        "signup, 1900-01-01, true",
        "signup, 1900-01-00, true",
        "signup, 1899-12-30, true",
        "signup, 1753-01-01T00:00:00Z, true",
        "signup, 1601-01-01 00:00, true",
        "signup, 1900-01-01 12:00 AM, true",
        "signup, 1900-01-01T10:00:00Z, false",
        "signup, 1900-01-02, false",
        "signup, 01/01/1900, true",
        "signup, 1.1.1900, true",
        "signup, 12/31/1899, true",
        "signup, 31.12.1899, true",
        "signup, 1/1.1900, false",
        "signup, 1970-01-01, true",
        "signup, 1970-01-01T00:00:00Z, true",
        "signup, 1969-12-31T19:00:00Z, true",
        "signup, 1969-12-31, false",
        "signup, 01/01/1970, true",
        "birthday, 1970-01-01, false",
        "birthday, 1900-01-01, true",
        "signup, 9999-12-31, true",
        "signup, 3000-01-01, true",
        "signup, 31.12.9999, true",
        "expires, 9999-12-31, false",
        "valid_until, 31.12.9999, false",
        "gueltig bis, 9999-12-31, false",
        "signup, 2026-01-31, false",
        "signup, '', false",
    })
    void programsSayByTheirFirstAndLastDaysThatThereIsNoDate(String column, String date, boolean isNone) {
        assertThat(new NoDates(column).isNone(date)).isEqualTo(isNone);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, true",
        "America/Argentina/Buenos_Aires, true",
        "UTC, true",
        "utc, false",
        "GMT, false",
        "CET, false",
        "Europe/Bonn, false",
        "europe/berlin, false",
        "/Europe, false",
        "+01:00, false",
        "'', false",
    })
    void aZoneIsARegionOrUtc(String name, boolean isRegion) {
        assertThat(TimeZones.isRegion(name)).isEqualTo(isRegion);
    }

    private static boolean contains(WordSet words, String before, String text, String after) {
        byte[] bytes = (before + text + after).getBytes(StandardCharsets.UTF_8);
        int start = before.getBytes(StandardCharsets.UTF_8).length;
        return words.contains(bytes, start, start + text.getBytes(StandardCharsets.UTF_8).length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "NULL", "nUlL", "none", "n/a", "-", "z", "[x]"})
    void aWordIsFoundInAnyLetterCaseWhereverItIs(String text) {
        var words = new WordSet(List.of("null", "None", "n/a", "-", "z", "[x]"));

        assertThat(contains(words, "", text, "")).isTrue();
        assertThat(contains(words, "\"é", text, "é\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nul",
                "nulls",
                "nill",
                "xull",
                "n",
                "Z ",
                "a",
                "[X",
                "{x}",
                "@",
                "`",
                "n\u00e9l",
                "\u00e9",
                "\u00e9\u00e9"
            })
    void anotherTextIsNoWordOfThem(String text) {
        var words = new WordSet(List.of("null", "None", "n/a", "-", "z", "[x]"));

        assertThat(contains(words, "", text, "")).isFalse();
        assertThat(contains(words, "null", text, "null")).isFalse();
    }

    @Test
    void amongNoWordsNoneIsFound() {
        assertThat(contains(new WordSet(List.of()), "", "null", "")).isFalse();
        assertThat(contains(new WordSet(List.of("a")), "x", "", "a")).isFalse();
    }
}
