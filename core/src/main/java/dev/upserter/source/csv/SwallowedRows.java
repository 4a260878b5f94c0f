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
 * with what the first column holds. Stateless.
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
        return areMany && (inner >= SURE || areLikeEachOther(cells, lines, cell, delimiter));
    }

    /** Whether the first line and the last are rows of the same columns: a note starts with anything. */
    private static boolean areLikeEachOther(Cells cells, String[] lines, int cell, char delimiter) {
        List<String> one = new ArrayList<>();
        List<String> other = new ArrayList<>(split(lines[lines.length - 1], delimiter));
        for (int i = 0; i < cell; i++) {
            one.add(cells.text(i));
        }
        for (int i = cell + 1; i < cells.count(); i++) {
            other.add(cells.text(i));
        }
        one.addAll(split(lines[0], delimiter));
        boolean isTelling = false;
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            String form = form(one.get(i));
            boolean isAlike = form.equals(form(other.get(i)));
            if (i == 0 && !isAlike) {
                return false;
            }
            isTelling |= isAlike && !WORDS.matcher(form).matches();
        }
        return isTelling;
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
