package dev.upserter.source.packed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises rows that a spreadsheet wrapped once more: it took a file for one column, and wrote each row as one cell, in
 * quotation marks or before delimiters that end every line. Stateless.
 */
final class WrappedRows {
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    /** So many lines at least, of which the first is the header. */
    private static final int FEWEST = 2;

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*+)\"([,;\t|]*+)");
    private static final Pattern TAIL = Pattern.compile("[,;\t|]++$");

    private static final KnownForm OF_QUOTES = KnownForm.form(
            "",
            "a table whose rows are one cell each: the cell, in quotation marks, holds the whole row",
            "save the file again as it first was, or unwrap it:"
                    + " sed 's/\\r*$//; s/^\"//; s/\"[,;]*$//; s/\"\"/\"/g' FILE > rows.csv");

    private static final KnownForm OF_TAILS = KnownForm.form(
            "",
            "a table whose rows are one cell each: the cell holds the whole row, and delimiters of another kind end each line",
            "save the file again as it first was, or take them away: sed 's/\\r*$//; s/[,;]*$//' FILE > rows.csv");

    private WrappedRows() {}

    /**
     * A line.
     *
     * @param cell what its only cell holds
     * @param tail the delimiters that end it
     */
    private record Line(String cell, boolean isQuoted, String tail) {
        /** The line; empty if it has several cells, or could be a plain row. */
        static Optional<Line> of(String text) {
            Matcher quoted = QUOTED.matcher(text);
            if (quoted.matches()) {
                return Optional.of(new Line(quoted.group(1).replace("\"\"", "\""), true, quoted.group(2)));
            }
            Matcher tail = TAIL.matcher(text);
            return tail.find()
                    ? Optional.of(new Line(text.substring(0, tail.start()), false, tail.group()))
                            .filter(line -> line.tail()
                                    .chars()
                                    .allMatch(c -> line.cell().indexOf(c) < 0))
                    : Optional.empty();
        }
    }

    /**
     * The form that a text has.
     *
     * @param text    the start of it, with plain line breaks
     * @param isWhole whether that is all of it
     */
    static Optional<KnownForm> in(String text, boolean isWhole) {
        int end = isWhole ? text.length() : text.lastIndexOf('\n');
        List<String> texts = text.substring(0, Math.max(0, end))
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        List<Line> lines = texts.stream()
                .map(Line::of)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
        if (lines.size() < Math.max(FEWEST, texts.size())) {
            return Optional.empty();
        }
        String tail = lines.getFirst().tail();
        boolean isEven = tail.chars().distinct().count() < 2
                && lines.stream().allMatch(line -> line.tail().equals(tail));
        boolean isWrapped = isEven && DELIMITERS.stream().anyMatch(delimiter -> isRow(lines, delimiter));
        return isWrapped
                ? Optional.of(lines.stream().anyMatch(Line::isQuoted) ? OF_QUOTES : OF_TAILS)
                : Optional.empty();
    }

    /** Whether each cell holds as many cells as the first, and more than one. */
    private static boolean isRow(List<Line> lines, char delimiter) {
        long first = count(lines.getFirst().cell(), delimiter);
        return first > 0 && lines.stream().allMatch(line -> count(line.cell(), delimiter) == first);
    }

    /** How many of a delimiter stand outside of quotation marks. */
    private static long count(String row, char delimiter) {
        boolean isInside = false;
        long found = 0;
        for (int i = 0; i < row.length(); i++) {
            isInside ^= row.charAt(i) == '"';
            found += !isInside && row.charAt(i) == delimiter ? 1 : 0;
        }
        return found;
    }
}
