package dev.upserter.source.csv;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises rows that a quotation mark has made the text of one cell: the mark starts a cell without quoting it, and another,
 * lines later, ends it. Each of the lines then splits into as many cells as a row has. Lines of a note do not, and hardly ever start
 * with what the first column holds. In the first or the last cell, a whole row may be the only other line. Stateless.
 */
final class SwallowedRows {
    /** How many lines must divide as rows do. With two columns, a note may happen to have a comma in each. */
    private static final int FEWEST = 2;

    private static final int FEWEST_OF_TWO = 3;

    /** So many lines between the first and the last that divide as rows do are no chance. */
    private static final int SURE = 2;

    private static final int UUID = 36;
    private static final Pattern MIXED = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern DIGITS = Pattern.compile("\\p{N}+");
    private static final Pattern PLAIN_DIGITS = Pattern.compile("[0-9]+");
    private static final int LONGEST_NUMBER = 17;
    /** Identifiers of rows that follow each other seldom differ by more. */
    private static final int STEPS = 10;

    private static final Pattern LETTERS = Pattern.compile("\\p{L}+");
    private static final Pattern WORDS = Pattern.compile("[a ]*");

    /** Up to one inner line in so many may have another number of cells. */
    private static final int TOLERANCE = 10;

    private SwallowedRows() {}

    /** What is wrong with the current row, which has several lines; null if nothing is. */
    static @Nullable Problem find(Cells cells, int columns, char delimiter, SourceRecord record) {
        long line = cells.line();
        for (int i = 0; columns > 1 && i < cells.count(); i++) {
            String[] lines = cells.isQuoted(i) ? cells.text(i).split("\r\n|\n|\r", -1) : new String[] {""};
            if (lines.length > 1 && areRows(cells, lines, i, columns, delimiter)) {
                return Problem.of(
                        Code.QUOTES_UNCLEAR,
                        record.location(),
                        "the quotation mark that opens cell " + (i + 1) + " in line " + line + " closes in line "
                                + (line + lines.length - 1) + ", and these " + lines.length + " lines have "
                                + columns + " cells each, as rows have: they may be rows that became one cell");
            }
            line += lines.length - 1;
        }
        return null;
    }

    private static boolean areRows(Cells cells, String[] lines, int cell, int columns, char delimiter) {
        int before = cell;
        int after = cells.count() - 1 - cell;
        int last = lines.length - 1;
        int first = pieces(lines[0], delimiter);
        int end = pieces(lines[last], delimiter);
        if (first + before != columns || end + after != columns) {
            return false;
        }
        int inner = 0;
        int others = 0;
        for (int i = 1; i < last; i++) {
            if (!lines[i].isBlank()) {
                boolean isAlike = pieces(lines[i], delimiter) == columns;
                inner += isAlike ? 1 : 0;
                others += isAlike ? 0 : 1;
            }
        }
        int alike = (first > 1 ? 1 : 0) + (end > 1 ? 1 : 0) + inner;
        boolean areMany = alike >= (columns == 2 ? FEWEST_OF_TWO : FEWEST) && others * TOLERANCE <= alike;
        boolean isRowInOne = inner + others == 0 && (first == columns || end == columns);
        return areMany && inner >= SURE
                || areMany && areLikeEachOther(cells, lines, cell, delimiter)
                || isRowInOne && isNextRow(cells, lines, cell, delimiter);
    }

    /** Whether the first line and the last are rows of the same columns: a note starts with anything. */
    private static boolean areLikeEachOther(Cells cells, String[] lines, int cell, char delimiter) {
        List<String> one = first(cells, lines, cell, delimiter);
        List<String> other = last(cells, lines, cell, delimiter);
        boolean isFirstAlike = isAlike(one.getFirst(), other.getFirst());
        return isFirstAlike && (isTelling(one.getFirst()) || isOneAlike(one, other));
    }

    /** Whether the last line, which is alone in its cell, is a row: an address may have a number and as many commas. */
    private static boolean isNextRow(Cells cells, String[] lines, int cell, char delimiter) {
        List<String> one = first(cells, lines, cell, delimiter);
        List<String> other = last(cells, lines, cell, delimiter);
        boolean areWords = one.size() > 2 || isAlike(one.getLast(), other.getLast());
        return isAlike(one.getFirst(), other.getFirst())
                && areWords
                && (isOneAlike(one, other)
                        || isNext(one.getFirst().strip(), other.getFirst().strip()));
    }

    private static List<String> first(Cells cells, String[] lines, int cell, char delimiter) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < cell; i++) {
            row.add(cells.text(i));
        }
        row.addAll(split(lines[0], delimiter));
        return row;
    }

    private static List<String> last(Cells cells, String[] lines, int cell, char delimiter) {
        List<String> row = new ArrayList<>(split(lines[lines.length - 1], delimiter));
        for (int i = cell + 1; i < cells.count(); i++) {
            row.add(cells.text(i));
        }
        return row;
    }

    private static boolean isAlike(String one, String other) {
        return form(one).equals(form(other));
    }

    /** Whether values of this form are not just words. */
    private static boolean isTelling(String value) {
        return !WORDS.matcher(form(value)).matches();
    }

    /** Whether a column after the first has such values in both. */
    private static boolean isOneAlike(List<String> one, List<String> other) {
        for (int i = 1; i < Math.min(one.size(), other.size()); i++) {
            if (isTelling(one.get(i)) && isAlike(one.get(i), other.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether an identifier may come soon after another: the larger number, or one of the same length that begins alike. */
    private static boolean isNext(String one, String other) {
        if (one.length() <= LONGEST_NUMBER
                && PLAIN_DIGITS.matcher(one + other).matches()
                && other.length() <= LONGEST_NUMBER) {
            long step = Long.parseLong(other) - Long.parseLong(one);
            return step > 0 && step <= STEPS;
        }
        int half = (one.length() + 1) / 2;
        return one.length() > 2 && one.length() == other.length() && other.startsWith(one.substring(0, half));
    }

    private static List<String> split(String line, char delimiter) {
        return List.of(line.split(Pattern.quote(String.valueOf(delimiter)), -1));
    }

    /** What a value is made of: {@code 9} for digits, {@code x} for letters and digits, {@code a} for letters, and its signs. */
    private static String form(String text) {
        String plain = text.strip();
        if (plain.indexOf('@') > 0) {
            return "@";
        }
        String form = MIXED.matcher(plain)
                .replaceAll(run -> DIGITS.matcher(run.group()).matches()
                        ? "9"
                        : LETTERS.matcher(run.group()).matches() ? "a" : "x");
        return plain.length() == UUID && form.chars().filter(c -> c == '-').count() == 4 ? "x-x-x-x-x" : form;
    }

    /** How many cells a line has; 0 if a blank follows a comma in it, as in a sentence. */
    private static int pieces(String line, char delimiter) {
        int pieces = 1;
        for (int at = line.indexOf(delimiter); at >= 0; at = line.indexOf(delimiter, at + 1)) {
            if (line.startsWith(" ", at + 1)) {
                return 0;
            }
            pieces++;
        }
        return pieces;
    }
}
