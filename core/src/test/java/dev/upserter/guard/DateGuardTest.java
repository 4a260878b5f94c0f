package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of what is taken for a date. */
class DateGuardTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
        "a":-1234567; ^^
        "a":-12345678; DATE_NEGATIVE warn a
        "a":-1234567890123; DATE_NEGATIVE warn a
        "a":-12345678901234; ^^
        "signed_up_at":-0; ^^
        "signed_up_at":-1; DATE_NEGATIVE warn signed_up_at
        "signed_up_at":-10; DATE_NEGATIVE warn signed_up_at
        "signed_up_at":"-0"; ^^
        "signed_up_at":"-5"; DATE_NEGATIVE warn signed_up_at
        "signed_up_at":"-"; NULL_WORD warn signed_up_at
        "signed_up_at":"5"; ^^
        "a":"5/1/26"; DATE_AS_TEXT warn a
        "a":"9/9/99"; DATE_AS_TEXT warn a
        "a":"09/10/26"; DATE_AS_TEXT warn a
        "a":"19/09/26"; DATE_AS_TEXT warn a
        "a":"5/1/2"; ^^
        "a":"/5/1/26"; ^^
        "a":":5/1/26"; ^^
        "a":"5.1.26"; ^^
        "a":"5-1-26"; ^^
        "birthday":"5.1.26"; DATE_AS_TEXT warn birthday
        "birthday":"25.12.26"; DATE_AS_TEXT warn birthday
        "signed_up_at":"5-1-26"; DATE_AS_TEXT warn signed_up_at
        "signed_up_at":"5:1:26"; ^^
        "a":"20260105103000"; DATE_IN_DIGITS warn a
        "a":20260105103000; DATE_IN_DIGITS warn a
        "a":"2026-11-24T00:00:00"; DATE_AS_TEXT warn a
        "a":"2026-11-24T23:59"; DATE_AS_TEXT warn a
        "a":"2026-11-24T23:59:60Z"; DATE_AS_TEXT warn a
        "a":"2026-11-24T23:59:61Z"; DATE_IMPOSSIBLE warn a
        "a":"2026-11-24T23:60:00Z"; DATE_IMPOSSIBLE warn a
        "a":"2026-11-24T24:00:00Z"; DATE_IMPOSSIBLE warn a
        "a":"2026-11-24T24:00"; DATE_IMPOSSIBLE warn a
        "a":"2026-11-31"; DATE_IMPOSSIBLE warn a
        "a":"2026-12-31"; DATE_AS_TEXT warn a
        "a":"0044-03-15 BD"; ^^
        "created_at":100000000; ^^
        "created_at":1795521600; ^^
        "created_at":999999999999999999; CREATED_AT_FUTURE warn created_at
        """)
    void whatIsTakenForADateHasItsBounds(String attribute, String findings) {
        assertThat(Rows.guarded().attributes(attribute).findings()).isEqualTo(findings);
    }

    @Test
    void aYearOfTwoDigitsStaysText() {
        Rows.Outcome outcome =
                Rows.guarded(Map.of(Code.DATE_AS_TEXT, Level.FIX)).attributes("\"a\":\"5/1/26\"");

        assertThat(outcome.sent()).isEqualTo("{\"a\":\"5/1/26\"}");
        assertThat(outcome.messages())
                .containsExactly(
                        "DATE_AS_TEXT the attribute a is a date as text: its year has two digits, so it stays text");
    }
}
