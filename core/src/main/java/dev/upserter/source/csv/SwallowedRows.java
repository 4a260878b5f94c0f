package dev.upserter.source.csv;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.record.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Recognises rows that a quotation mark has made the text of one cell: the mark starts a cell without quoting it, and another,
 * lines later, ends it. Each of the lines then splits into as many cells as a row has. Lines of a note do not. Stateless.
 */
final class SwallowedRows {
    /** How many lines must divide as rows do. With two columns, a note may happen to have a comma in each. */
    private static final int FEWEST = 2;

    private static final int FEWEST_OF_TWO = 3;

    /** Up to one inner line in so many may have another number of cells. */
    private static final int TOLERANCE = 10;

    private SwallowedRows() {}

    /** What is wrong with the current row, which has several lines; null if nothing is. */
    static @Nullable Problem find(Cells cells, int columns, char delimiter, SourceRecord record) {
        long line = cells.line();
        for (int i = 0; columns > 1 && i < cells.count(); i++) {
            String[] lines = cells.isQuoted(i) ? cells.text(i).split("\r\n|\n|\r", -1) : new String[] {""};
            if (lines.length > 1 && areRows(lines, i, cells.count() - 1 - i, columns, delimiter)) {
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

    private static boolean areRows(String[] lines, int before, int after, int columns, char delimiter) {
        int last = lines.length - 1;
        int first = pieces(lines[0], delimiter);
        int end = pieces(lines[last], delimiter);
        if (first + before != columns || end + after != columns) {
            return false;
        }
        int alike = (first > 1 ? 1 : 0) + (end > 1 ? 1 : 0);
        int others = 0;
        for (int i = 1; i < last; i++) {
            if (!lines[i].isBlank()) {
                boolean isAlike = pieces(lines[i], delimiter) == columns;
                alike += isAlike ? 1 : 0;
                others += isAlike ? 0 : 1;
            }
        }
        return alike >= (columns == 2 ? FEWEST_OF_TWO : FEWEST) && others * TOLERANCE <= alike;
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
