package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.guard.Rows.Outcome;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the level {@code fix} repairs, and what it leaves to the code's default level. */
final class RepairTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
            "2026-11-24T12:00:00Z"; 1795521600
            "2026-11-24T13:00:00.5+01:00"; 1795521600
            "Tue, 24 Nov 2026 12:00:00 GMT"; 1795521600
            "2026-11-24T12:00:00\\u005a"; 1795521600
            "1970-01-01T00:00:00Z"; 0
            """)
    void aDateThatNamesItsZoneIsSentInUnixSeconds(String json, String seconds) {
        assertThat(Rows.guarded(Map.of(Code.DATE_AS_TEXT, Level.FIX)).attributes("\"x\":1,\"a\":" + json + ",\"y\":2"))
                .isEqualTo(new Outcome(
                        "{\"x\":1,\"a\":" + seconds + ",\"y\":2}",
                        "DATE_AS_TEXT fix a",
                        List.of("DATE_AS_TEXT the attribute a was a date as text. Sent in Unix seconds")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
            "2026-11-24"; it names no zone
            "2026-11-24T12:00:00"; it names no zone
            "1950-05-05T00:00:00Z"; it is before 1970
            "24/12/2026"; it is not spelled as ISO 8601 or RFC 2822
            "05/01/2026"; its day and month cannot be distinguished
            """)
    void aDateThatCannotBePutInUnixSecondsStaysTextWithAWarning(String json, String why) {
        assertThat(Rows.guarded(Map.of(Code.DATE_AS_TEXT, Level.FIX)).attributes("\"a\":" + json))
                .isEqualTo(new Outcome(
                        "{\"a\":" + json + "}",
                        "DATE_AS_TEXT warn a",
                        List.of("DATE_AS_TEXT the attribute a is a date as text: " + why + ", so it stays text")));
    }

    @Test
    void createdAtIsCheckedAsItIsSent() {
        Map<Code, Level> fix = Map.of(Code.DATE_AS_TEXT, Level.FIX, Code.DATE_IN_MILLISECONDS, Level.FIX);
        assertThat(Rows.guarded(fix).attributes("\"created_at\":\"2026-11-24T12:00:00Z\""))
                .extracting(Outcome::sent, Outcome::findings)
                .containsExactly("{\"created_at\":1795521600}", "DATE_AS_TEXT fix created_at");
        assertThat(Rows.guarded(fix).attributes("\"created_at\":\"2026-11-24T12:00:01Z\""))
                .extracting(Outcome::sent, Outcome::findings)
                .containsExactly(
                        "{\"created_at\":1795521601}",
                        "CREATED_AT_FUTURE warn created_at, DATE_AS_TEXT fix created_at");
        assertThat(Rows.guarded(fix).attributes("\"created_at\":1700000000999"))
                .extracting(Outcome::sent, Outcome::findings)
                .containsExactly("{\"created_at\":1700000000}", "DATE_IN_MILLISECONDS fix created_at");
    }

    @Test
    void millisecondsAreDividedByAThousand() {
        assertThat(Rows.guarded(Map.of(Code.DATE_IN_MILLISECONDS, Level.FIX)).attributes("\"a\":1700000000999"))
                .isEqualTo(new Outcome(
                        "{\"a\":1700000000}",
                        "DATE_IN_MILLISECONDS fix a",
                        List.of("DATE_IN_MILLISECONDS the attribute a was in milliseconds. Sent in seconds")));
    }

    @Test
    void aLongTextIsCutBetweenTwoCharacters() {
        assertThat(cut("x".repeat(1_001))).isEqualTo("x".repeat(1_000));
        assertThat(cut("é".repeat(501))).isEqualTo("é".repeat(500));
        assertThat(cut("x" + "é".repeat(500))).isEqualTo("x" + "é".repeat(499));
        assertThat(cut("x" + "€".repeat(334))).isEqualTo("x" + "€".repeat(333));
        assertThat(cut("xy" + "😀".repeat(250))).isEqualTo("xy" + "😀".repeat(249));
        assertThat(cut("xyz" + "\\ud83d\\ude00".repeat(250))).isEqualTo("xyz" + "😀".repeat(249));
        assertThat(cut("x" + "\\u00e9".repeat(500))).isEqualTo("x" + "é".repeat(499));
        assertThat(cut("\\\"".repeat(1_001))).isEqualTo("\\\"".repeat(1_000));
        assertThat(cut("x".repeat(999) + "\\u0001\\n")).isEqualTo("x".repeat(999) + "\\u0001");
        // a letter and its accent are two characters; a cut between them leaves a whole letter
        assertThat(cut("x".repeat(999) + "e\u0301")).isEqualTo("x".repeat(999) + "e");
    }

    private static String cut(String jsonText) {
        Outcome outcome = Rows.guarded(Map.of(Code.VALUE_TOO_LONG, Level.FIX)).attributes("\"a\":\"" + jsonText + "\"");
        assertThat(outcome.findings()).isEqualTo("VALUE_TOO_LONG fix a");
        assertThat(outcome.messages()).hasSize(1).first().asString().endsWith(" bytes and was cut");
        return outcome.sent().substring("{\"a\":\"".length(), outcome.sent().length() - 2);
    }

    @Test
    void whatIsNoTextIsNotCut() {
        Rows rows = Rows.guarded(Map.of(Code.VALUE_TOO_LONG, Level.FIX));
        for (String json : List.of("[\"" + "x".repeat(1_000) + "\"]", "1".repeat(1_001), "0." + "1".repeat(1_000))) {
            assertThat(rows.attributes("\"a\":" + json).sent()).startsWith("VALUE_TOO_LONG row: ");
        }
    }
}
