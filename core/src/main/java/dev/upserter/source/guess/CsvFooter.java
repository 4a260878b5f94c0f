package dev.upserter.source.guess;

import dev.upserter.source.Footers;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the lines after the last row that sum up the rows or say where they come from. Stateless. */
final class CsvFooter {
    private static final int MOST_AFTER = 12;
    private static final int LONGEST_SHOWN = 40;

    /** The start of a line with one or two cells where more are expected. */
    private static final Pattern SHORT = Pattern.compile(
            "\\W*((grand |sub)?totals?|sum|summe|gesamt|end of|generated|exported|rows|records)\\b.*|.*(all rights"
                    + " reserved|do not distribute|strictly confidential).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern RULE = Pattern.compile("[-=_*+]{2,}");

    private CsvFooter() {}

    /** The index of the footer among the rows; the number of rows if there is none. */
    static int start(List<CsvTrial.Row> rows, int columns) {
        int top = rows.size();
        boolean said = false;
        for (int i = rows.size() - 1; i > 0 && rows.size() - i <= MOST_AFTER; i--) {
            CsvTrial.Row row = rows.get(i);
            boolean says = says(row, columns);
            if (!says && !(isSparse(row, columns) && (said || mayBelong(rows, i, columns)))) {
                break;
            }
            boolean isApart = row.line() > rows.get(i - 1).lastLine() + 1;
            said |= says;
            top = says || said && isApart ? i : top;
        }
        return top;
    }

    /** Whether an earlier line shows that they are a footer, with nothing like a row in between. */
    private static boolean mayBelong(List<CsvTrial.Row> rows, int from, int columns) {
        for (int i = from - 1; i > 0 && rows.size() - i <= MOST_AFTER && isSparse(rows.get(i), columns); i--) {
            if (says(rows.get(i), columns)) {
                return true;
            }
        }
        return from > 0 && says(rows.get(from - 1), columns);
    }

    private static boolean says(CsvTrial.Row row, int columns) {
        String label = row.label();
        boolean isShort = row.count() < columns && row.count() < 3;
        if (row.count() == columns && hasAddress(row)) {
            return false;
        }
        return isShort
                        && (SHORT.matcher(label).matches()
                                || Footers.BEGUN.matcher(label).matches())
                || columns > 1 && Footers.isSum(row.cells())
                || columns > 1
                        && isSparse(row, columns)
                        && Footers.BEGUN.matcher(label).matches()
                || columns > 1
                        && row.cells().stream()
                                .allMatch(cell ->
                                        cell.isBlank() || RULE.matcher(cell).matches())
                || columns == 1 && Footers.BEGUN.matcher(label).matches();
    }

    private static boolean isSparse(CsvTrial.Row row, int columns) {
        return columns > 1 && row.filled() * 2 <= columns && !(row.count() == columns && hasAddress(row));
    }

    /** Whether a cell contains only an e-mail address. */
    static boolean hasAddress(CsvTrial.Row row) {
        return address(row).isPresent();
    }

    /** The first cell that contains only an e-mail address. */
    static Optional<String> address(CsvTrial.Row row) {
        return Footers.address(row.cells());
    }

    /** The number of lines that are not blank, from this line on. */
    static int lines(byte[] text, long from) {
        int lines = 0;
        long line = 1;
        boolean blank = true;
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            boolean isBreak = b == '\n' || b == '\r' && (i + 1 == text.length || text[i + 1] != '\n');
            blank &= b == '\n' || b == '\r' || b == ' ' || b == '\t';
            if (isBreak || i + 1 == text.length) {
                lines += line >= from && !blank ? 1 : 0;
                line++;
                blank = true;
            }
        }
        return lines;
    }

    /** Its text, as shown in a note. */
    static String shown(CsvTrial.Row row) {
        String label = row.label().replaceAll("[\\p{Cntrl}\\s]+", " ");
        return "\"" + (label.length() > LONGEST_SHOWN ? label.substring(0, LONGEST_SHOWN) + "\u2026" : label) + "\"";
    }
}
