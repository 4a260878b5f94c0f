package dev.upserter.guard.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatesTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        1970-01-01T00:00:00Z; 0
        2026-11-24T12:00:00Z; 1795521600
        2026-11-24t12:00:00z; 1795521600
        2026-11-24 12:00:00Z; 1795521600
        2026-11-24 12:00:00 Z; 1795521600
        2026-11-24 12:00:00 UTC; 1795521600
        2026-11-24 12:00:00 GMT; 1795521600
        2026-11-24T12:00Z; 1795521600
        2026-11-24T12:00:00.999999999Z; 1795521600
        2026-11-24T12:00:00,5Z; 1795521600
        2026-11-24T13:00:00+01:00; 1795521600
        2026-11-24T13:00:00+0100; 1795521600
        2026-11-24T13:00:00+01; 1795521600
        2026-11-24 13:00:00 +01:00; 1795521600
        2026-11-24T06:30:00-05:30; 1795521600
        2026-11-24T06:30:00-0530; 1795521600
        2024-02-29T00:00:00Z; 1709164800
        Tue, 24 Nov 2026 12:00:00 GMT; 1795521600
        Tue, 24 Nov 2026 12:00:00 UTC; 1795521600
        Tue, 24 Nov 2026 12:00:00 UT; 1795521600
        Tue, 24 Nov 2026 12:00:00 Z; 1795521600
        Tue, 24 Nov 2026 13:00:00 +0100; 1795521600
        Tue, 24 Nov 2026 12:00 GMT; 1795521600
        24 Nov 2026 12:00:00 GMT; 1795521600
        Sun, 1 Nov 2026 12:00:00 GMT; 1793534400
        """)
    void aDateWithTimeAndZoneIsAMoment(String text, long seconds) {
        assertThat(Dates.read(text)).isEqualTo(new Dates.Reading.Moment(seconds));
        assertThat(isDate(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        2026-11-24; it names no zone
        1950-05-05; it names no zone
        2026-11-24T12:00; it names no zone
        2026-11-24T12:00:00; it names no zone
        2026-11-24 12:00:00.123; it names no zone
        1969-12-31T23:59:59Z; it is before 1970
        1970-01-01T00:00:00+01:00; it is before 1970
        0001-01-01T00:00:00Z; it is before 1970
        Fri, 5 May 1950 12:00:00 GMT; it is before 1970
        2026-02-30T12:00:00Z; there is no such day in that month
        2025-02-29T12:00:00Z; there is no such day in that month
        30 Feb 2026 10:20:00 GMT; there is no such day in that month
        2026-11-24T25:00:00Z; there is no such time
        2026-11-24T12:60:00Z; there is no such time
        2026-11-24T23:59:60Z; its second is 60, a leap second, which Unix time has not
        2026-11-24T12:00:00+99:00; there is no such date, time or zone
        Mon, 24 Nov 2026 12:00:00 GMT; that day is another day of the week
        """)
    void aDateThatNamesNoMomentSaysWhy(String text, String why) {
        assertThat(Dates.read(text)).isEqualTo(new Dates.Reading.Unclear(why));
        assertThat(isDate(text)).isTrue();
    }

    @Test
    void anAbbreviationOfAZoneIsNoneThatCanBeTold() {
        assertThat(Dates.read("Tue, 24 Nov 2026 12:00:00 EST"))
                .isInstanceOfSatisfying(
                        Dates.Reading.Unclear.class,
                        unclear -> assertThat(unclear.why()).startsWith("it names its zone by an abbreviation"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T",
                "2026-11-24T12",
                "2026-11-24T12:00:00Zulu",
                "2026-11-24 at noon",
                " 2026-11-24",
                "2026-11-24 ",
                "20261124",
                "1795521600",
                "12345-67-89",
                "1234-56-7890",
                "Abc, 24 Nov 2026 12:00:00 GMT",
                "Ann, Bob and Cy",
                "1 2 3 4 5 6 7 8",
                "٢٠٢٦-١١-٢٤",
                "2026-11-24T12:00:00.1234567890Z",
            })
    void anythingElseIsNoDate(String text) {
        assertThat(Dates.read(text)).isEqualTo(new Dates.Reading.None());
        assertThat(isDate(text)).isFalse();
    }

    private static boolean isDate(String text) {
        byte[] bytes = ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
        return Dates.isDate(bytes, 1, bytes.length - 1);
    }
}
