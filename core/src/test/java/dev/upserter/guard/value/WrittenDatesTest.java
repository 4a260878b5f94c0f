package dev.upserter.guard.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.guard.value.WrittenDates.Form;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenDatesTest {
    private static byte[] bytes(String text) {
        return ("_" + text + "/").getBytes(StandardCharsets.UTF_8);
    }

    private static Form form(String text) {
        byte[] bytes = bytes(text);
        return WrittenDates.of(bytes, 1, bytes.length - 1);
    }

    private static boolean maybe(String text) {
        byte[] bytes = bytes(text);
        return WrittenDates.maybe(bytes, 1, bytes.length - 1);
    }

    private static boolean isShort(String text) {
        byte[] bytes = bytes(text);
        return WrittenDates.isShort(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        31/12/1899; NONE
        31/12/1900; DATE
        31/12/2100; DATE
        31/12/2101; NONE
        1/1/2026; DATE
        05/05/2026; DATE
        05/06/2026; DAY_OR_MONTH
        00/01/2026; IMPOSSIBLE
        31/02/2026; IMPOSSIBLE
        29/02/2024; DATE
        2026/1/31; DATE
        2026/1/32; IMPOSSIBLE
        2026/13/1; IMPOSSIBLE
        1899/1/31; NONE
        20260131; DIGITS
        20260100; NONE
        20260132; NONE
        18991231; NONE
        20260131235959; DIGITS
        20260131T2359Z; DATE
        5 Jan 2026; DATE
        5 Jan 1899; NONE
        32 Jan 2026; IMPOSSIBLE
        Monday, 5th January 2026; DATE
        January 5, 2026 10:30 PM; DATE
        5. Januar 2026; DATE
        5 de enero de 2026; DATE
        5. Januar 1899; NONE
        5. Jonuar 2026; NONE
        Mon Jan  5 10:30:00 UTC 2026; DATE
        10th May 2026; DATE
        """)
    void datesAreReadAsPeopleWriteThem(String text, Form form) {
        assertThat(form(text)).isEqualTo(form);
    }

    /** Patterns cost too much for texts that are nothing of the kind. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789",
                "1234567890123",
                "123/56789",
                "1234567t9",
                "12345678t",
                "abcdefgh",
                "x 5 Jan 2026",
                "/05/01/2026",
                ":05 01 2026",
                "June 5 26",
                "June 123 456",
                "Maria Theresia",
                "d1234abc",
                "someone1990@example.com",
                "\u00edan12345",
            })
    void mostTextsNeedNoCloserLook(String text) {
        assertThat(maybe(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678",
                "12345678901234",
                "12345678T",
                "0/3456789",
                "9.3456789",
                "1-3456789",
                "1 3456789",
                "1s3456789",
                "1n3456789",
                "1r3456789",
                "1t3456789",
                "12/456789",
                "1234/6789",
                "12t456789",
                "123t56789",
                "June 5 1234",
                "TUESDAY 1234",
                "dec12345",
            })
    void whatBeginsAsADateNeedsOne(String text) {
        assertThat(maybe(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "05/01/26,true",
        "31/12/99,true",
        "12/31/99,true",
        "1.2.03,true",
        "29-2-04,true",
        "13/13/26,false",
        "0/1/26,false",
        "1/2/3,false",
        "1/2.03,false",
        "05/01/2026,false"
    })
    void aYearMayHaveTwoDigits(String text, boolean isShort) {
        assertThat(isShort(text)).isEqualTo(isShort);
    }
}
