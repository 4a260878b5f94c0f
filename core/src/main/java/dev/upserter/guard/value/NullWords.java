package dev.upserter.guard.value;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.text.Blanks;
import dev.upserter.operation.text.SpreadsheetText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Words and signs by which programs, spreadsheets and people say that there is no value, in any letter case and with blanks
 * around them. docs/config.md lists them. Stateless.
 */
public final class NullWords {
    /** Words by which people and programs say so of any value, in small letters. */
    public static final List<String> WORDS = List.of(
            "null",
            "(null)",
            "<null>",
            "[null]",
            "none",
            "(none)",
            "<none>",
            "nil",
            "<nil>",
            "undefined",
            "(undefined)",
            "nan",
            "na",
            "n/a",
            "n.a.",
            "n.a",
            "(n/a)",
            "<na>",
            "\\n",
            "\\\\n",
            "not set",
            "(not set)",
            "(blank)",
            "(empty)",
            "empty",
            "missing",
            "(missing)",
            "unknown",
            "(unknown)",
            "tbd",
            "not available",
            "not applicable",
            "invalid date",
            "nat");

    /** Signs by which they do. */
    public static final List<String> SIGNS =
            List.of("-", "--", "---", "_", ".", "..", "...", "?", "??", "???", "/", "{}", "[]");

    /** For any value. */
    static final List<String> OF_VALUES = Stream.of(
                    WORDS,
                    List.of(
                            "[object object]",
                            "[object undefined]",
                            "infinity",
                            "-infinity",
                            "inf",
                            "-inf",
                            "1.#inf",
                            "-1.#ind",
                            "#n/a",
                            "#na",
                            "#n/a n/a"),
                    SpreadsheetText.ERRORS,
                    List.of("loading...", "k.a.", "keine angabe", "n/d", "n.d."),
                    SIGNS,
                    List.of("*", "\"\"", "''", "12/30/1899", "0000-00-00", "0000-00-00 00:00:00"))
            .flatMap(List::stream)
            .toList();

    /** For an identifier besides. */
    static final List<String> OF_IDENTIFIERS = List.of(
            "true",
            "false",
            "-1",
            "test",
            "guest",
            "anonymous",
            "anon",
            "nobody",
            "not found",
            "1900-01-00",
            "1/0/1900",
            "1970-01-01",
            "00000000-0000-0000-0000-000000000000");

    private static final WordSet VALUES = new WordSet(OF_VALUES);
    private static final WordSet IDENTIFIERS = new WordSet(
            Stream.concat(OF_VALUES.stream(), OF_IDENTIFIERS.stream()).toList());
    /** A colon and three digits, as an error of LibreOffice ends. */
    private static final int CODE = 4;

    /** Longer texts, blanks around them included, are not looked at. */
    private static final int LONGEST = 60;

    private NullWords() {}

    /**
     * Whether a text says that there is no value.
     *
     * @param text not empty
     */
    public static boolean isIn(JsonValue text) {
        return isIn(text, VALUES);
    }

    /**
     * Whether an identifier, a text or a whole number, says that there is nobody.
     *
     * @param identifier not empty
     */
    public static boolean isNobody(JsonValue identifier) {
        return isIn(identifier, IDENTIFIERS);
    }

    private static boolean isIn(JsonValue value, WordSet words) {
        byte[] bytes = value.bytes();
        int quote = bytes[value.start()] == '"' ? 1 : 0;
        int start = value.start() + quote;
        int end = value.end() - quote;
        if (end - start > LONGEST) {
            return false;
        }
        byte first = bytes[start];
        byte last = bytes[end - 1];
        boolean bare = first > ' ' && last > ' ' && first != '\\' && first != 0x7F && last != 0x7F;
        if (bare && !endsInEscape(bytes, start, end)) {
            return words.contains(bytes, start, end) || isTooNarrow(bytes, start, end) || isError(bytes, start, end);
        }
        byte[] stripped = Blanks.strip(value.text()).getBytes(StandardCharsets.UTF_8);
        return stripped.length == 0
                || words.contains(stripped, 0, stripped.length)
                || isTooNarrow(stripped, 0, stripped.length)
                || isError(stripped, 0, stripped.length);
    }

    private static boolean isError(byte[] bytes, int start, int end) {
        boolean maybe = bytes[start] == '#' || end - start > CODE && bytes[end - CODE] == ':';
        return maybe && SpreadsheetText.isError(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }

    /** With such signs alone, Excel fills a cell that is too narrow for its number or date. */
    private static boolean isTooNarrow(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] != '#') {
                return false;
            }
        }
        return end - start > 1;
    }

    /** A blank may be written as an escape of two characters, or of six. */
    private static boolean endsInEscape(byte[] bytes, int start, int end) {
        return end - 2 >= start && bytes[end - 2] == '\\' || end - 6 >= start && bytes[end - 6] == '\\';
    }
}
