package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.guard.Rows.Outcome;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit at its last good and its first bad size; lengths are bytes of UTF-8. */
final class LimitTest {

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "€", "😀", "\\u00e9", "\\ud83d\\ude00", "\\\""})
    void anIdentifierHoldsAHundredAndFiftyBytes(String character) {
        int bytes = bytesOf(character);
        String filler = "-".repeat(150 % bytes);
        String longest = character.repeat(150 / bytes) + filler;
        assertThat(Rows.guarded().row("{\"key\":\"" + longest + "\"}")).isEqualTo(sent("{}"));
        assertThat(Rows.guarded().row("{\"key\":\"" + longest + "-\"}").sent())
                .isEqualTo("ID_MALFORMED row: data.json:1:2: the identifier has 151 bytes, more than 150");
    }

    @Test
    void aNumberAsIdentifierHoldsAHundredAndFiftyDigits() {
        assertThat(Rows.guarded().row("{\"key\":" + "1".repeat(150) + "}")).isEqualTo(sent("{}"));
        assertThat(Rows.guarded().row("{\"key\":-" + "1".repeat(150) + "}").sent())
                .isEqualTo("ID_MALFORMED row: data.json:1:2: the identifier has 151 bytes, more than 150");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "€", "😀", "\\u00e9", "\\\""})
    void anAttributeNameHoldsAHundredAndFiftyBytes(String character) {
        int bytes = bytesOf(character);
        String longest = character.repeat(150 / bytes) + "-".repeat(150 % bytes);
        assertThat(Rows.guarded().attributes("\"" + longest + "\":1").sent()).startsWith("{");
        assertThat(Rows.guarded().attributes("\"" + longest + "-\":1").sent())
                .startsWith("ATTRIBUTE_NAME_TOO_LONG row: data.json:1:2: the attribute name ")
                .endsWith("... has 151 bytes, more than 150");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "€", "😀", "\\u00e9", "\\ud83d\\ude00", "\\\"", "\\n"})
    void aTextHoldsAThousandBytes(String character) {
        int bytes = bytesOf(character);
        String longest = character.repeat(1_000 / bytes) + "-".repeat(1_000 % bytes);
        assertThat(Rows.guarded().attributes("\"a\":\"" + longest + "\""))
                .isEqualTo(sent("{\"a\":\"" + longest + "\"}"));
        assertThat(Rows.guarded().attributes("\"a\":\"" + longest + "-\"").sent())
                .isEqualTo("VALUE_TOO_LONG row: data.json:1:2: the attribute a has 1,001 bytes, more than 1,000");
    }

    @Test
    void aNumberHoldsAThousandBytes() {
        assertThat(Rows.guarded().attributes("\"a\":" + "1".repeat(1_000)).sent())
                .startsWith("{");
        assertThat(Rows.guarded().attributes("\"a\":" + "1".repeat(1_001)).sent())
                .isEqualTo("VALUE_TOO_LONG row: data.json:1:2: the attribute a has 1,001 bytes, more than 1,000");
        assertThat(Rows.guarded().attributes("\"a\":0." + "1".repeat(998)).sent())
                .startsWith("{");
        assertThat(Rows.guarded().attributes("\"a\":0." + "1".repeat(999)).sent())
                .startsWith("VALUE_TOO_LONG");
    }

    @Test
    void aNestedValueHoldsAThousandBytesNotCountingBlanksBetweenItsParts() {
        String text = "x ".repeat(497);
        String longest = "[ \"" + text + "\",\n\t1 ]";
        assertThat(Rows.guarded().attributes("\"a\":" + longest).sent()).isEqualTo("{\"a\":" + longest + "}");
        assertThat(Rows.guarded().attributes("\"a\":[ \"" + text + "\", 12 ]").sent())
                .isEqualTo("VALUE_TOO_LONG row: data.json:1:2: the attribute a has 1,001 bytes, more than 1,000");
        String escaped = "[\"\\\" \\\\\", \"" + "y".repeat(984) + "\"]";
        assertThat(Rows.guarded().attributes("\"a\":" + escaped).sent()).startsWith("{");
    }

    @Test
    void aPersonHasAtMostThreeHundredAttributesAndAWarningFromTwoHundredAndFifty() {
        assertThat(Rows.guarded().attributes(fields(249)).findings()).isEmpty();
        Outcome near = Rows.guarded().attributes(fields(250));
        assertThat(near.findings()).isEqualTo("ATTRIBUTES_NEAR_LIMIT warn");
        assertThat(near.messages()).containsExactly("ATTRIBUTES_NEAR_LIMIT the row has 250 attributes");
        assertThat(Rows.guarded().attributes(fields(300)).findings()).isEqualTo("ATTRIBUTES_NEAR_LIMIT warn");
        assertThat(Rows.guarded().attributes(fields(301)))
                .extracting(Outcome::sent, Outcome::findings)
                .containsExactly(
                        "TOO_MANY_ATTRIBUTES row: data.json:1:2: the row has 301 attributes, more than 300", "");
    }

    @Test
    void anEntryHoldsThirtyTwoThousandBytes() {
        String frame = "{\"type\":\"person\",\"identifiers\":{\"id\":\"7\"},\"action\":\"identify\",\"attributes\":{}}";
        // 40 attributes of about 800 bytes: no limit but the entry's is near
        int forValues = 32_000 - frame.length() - 40 * "\"a10\":\"\"".length() - 39;
        assertThat(Rows.guarded().attributes(texts(40, forValues)).sent()).startsWith("{");
        String rejection = Rows.guarded().attributes(texts(40, forValues + 1)).sent();
        assertThat(rejection)
                .isEqualTo("ENTRY_TOO_LARGE row: data.json:1:2: the row makes 32,001 bytes, more than 32,000."
                        + " Its largest attributes are a49 (" + (2 + forValues / 40 + forValues % 40 + 1)
                        + " bytes), a10 (" + (2 + forValues / 40) + " bytes), a11 (" + (2 + forValues / 40)
                        + " bytes)");
        assertThat(Rows.guessed(Map.of()).attributes(texts(40, forValues + 1)).sent())
                .startsWith("{");
    }

    @Test
    void theEntryIsMeasuredAsItIsSentAfterRepairs() {
        Map<Code, Level> fix = Map.of(Code.VALUE_TOO_LONG, Level.FIX);
        assertThat(Rows.guarded(fix)
                        .attributes("\"a\":\"" + "x".repeat(100_000) + "\"")
                        .sent())
                .startsWith("{");
    }

    private static String texts(int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"a" + (10 + i) + "\":\""
                        + "x".repeat(bytes / count + (i == count - 1 ? bytes % count : 0)) + "\"")
                .collect(Collectors.joining(","));
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"f" + i + "\":1").collect(Collectors.joining(","));
    }

    private static int bytesOf(String character) {
        return switch (character) {
            case "é", "\\u00e9" -> 2;
            case "€" -> 3;
            case "😀", "\\ud83d\\ude00" -> 4;
            default -> 1;
        };
    }

    private static Outcome sent(String json) {
        return new Outcome(json, "", java.util.List.of());
    }
}
