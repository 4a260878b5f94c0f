package dev.upserter.source.csv;

import dev.upserter.operation.text.ConsentName;
import dev.upserter.operation.text.ConsentPaths;
import dev.upserter.operation.text.SpreadsheetText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares texts with words for null, ignoring letter case and blanks around them. Stateless. */
public final class NullTexts {
    /** Words that mean null wherever a program or a spreadsheet wrote them. */
    private static final Set<String> KNOWN = Set.of(
            "null",
            "(null)",
            "<null>",
            "[null]",
            "nil",
            "n/a",
            "(n/a)",
            "<na>",
            "#n/a",
            "#n/a n/a",
            "nan",
            "undefined",
            "\\n",
            "\\\\n",
            "(blank)",
            "(not set)",
            "0000-00-00",
            "0000-00-00 00:00:00");

    /** With such signs alone, Excel fills a cell that is too narrow for its number or date. */
    private static final Pattern TOO_NARROW = Pattern.compile("##+");

    private static final Pattern NAMES = Pattern.compile("name", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("\\p{L}+");

    private NullTexts() {}

    public static Set<String> of(List<String> words) {
        return words.stream().map(NullTexts::plain).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a text is a word that {@code source.nullWords} may name.
     *
     * @param column the name of its column: in a column of names, Null and Nan are names
     */
    public static boolean isKnown(String text, String column) {
        String plain = plain(text);
        return TOO_NARROW.matcher(plain).matches()
                || SpreadsheetText.isError(text.strip())
                || KNOWN.contains(plain)
                        && !(NAME.matcher(plain).matches()
                                && NAMES.matcher(column).find());
    }

    /**
     * Whether a word for null in a column of times of opt-outs may stand where one is: a cell too narrow for it, or an error, also of
     * a lookup that finds nothing, since nobody knows what it was to find.
     */
    public static boolean hidesOptOut(String text, String column) {
        return text.strip().startsWith("#")
                && ConsentPaths.of(column)
                        .filter(ConsentName.OPT_OUT_TIME::equals)
                        .isPresent();
    }

    /** The text in lower case, without blanks around it. */
    public static String plain(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** An invisible character, including no-break and zero-width ones. */
    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
