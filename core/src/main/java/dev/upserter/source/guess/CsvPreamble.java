package dev.upserter.source.guess;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the header below lines that are not rows: titles, filters and dates of a report, padded with delimiters or not.
 * Stateless.
 */
final class CsvPreamble {
    private static final int MOST_BEFORE = 30;

    /** How far below the first row known names may be. */
    private static final int NEAR = 5;

    private static final Pattern KNOWN = Pattern.compile(
            "[#\\s]*((?!(?:un|pre|re|post)?paid|(?:in)?valid|a?void|[a-z]*(?:oid|quid|brid)$|said|bid|grid|solid|fluid|rapid|mid"
                    + "|kid|aid|maid|lid|hid|acid|squid|david|madrid|covid)(?:[a-z]+[ _-]?)?id|e-?mail([ _-]?address)?|([a-z]+[ _-]?)?name|(mobile|phone)([ _-]?number)?"
                    + "|created[ _-]?at|uuid|nr\\.?)\\s*",
            Pattern.CASE_INSENSITIVE);

    private CsvPreamble() {}

    /** The index of the first row of the table: its header, or data if it has none. */
    static int end(List<CsvTrial.Row> rows, int columns) {
        int header = header(rows, columns);
        int known = header < 0 ? header : belowTitle(rows, header, columns);
        if (known < 0 || known == header && !isHeader(rows.get(header))) {
            return firstOf(rows, columns);
        }
        return known == 0 || header == 0 || isBefore(rows.subList(0, known), rows.get(known), columns) ? known : 0;
    }

    /**
     * How many cells the rows of a table have that is shorter than the lines above and below it, which have one cell each;
     * 0 if there is none.
     */
    static int inner(List<CsvTrial.Row> rows) {
        int start = 0;
        for (int i = 1; i <= rows.size() && start <= MOST_BEFORE; i++) {
            if (i == rows.size() || rows.get(i).count() != rows.get(start).count()) {
                if (rows.get(start).count() > 1
                        && rows.size() - i <= CsvFooter.MOST_AFTER
                        && (!isKnown(rows.getFirst())
                                || start == 0
                                        && CsvFooter.start(rows, rows.getFirst().count()) == i)
                        && isTable(rows.subList(start, i))) {
                    return rows.get(start).count();
                }
                start = i;
            }
        }
        return 0;
    }

    private static boolean isTable(List<CsvTrial.Row> rows) {
        CsvTrial.Row first = rows.getFirst();
        return rows.size() > 1
                && CellLooks.isHeader(first.cells())
                && !rows.stream().allMatch(CsvPreamble::isProse)
                && (isKnown(first) || rows.stream().anyMatch(CsvFooter::hasAddress));
    }

    /**
     * The first row with a name for each column that most rows fill, names of groups of columns too; negative if a row of data
     * precedes it.
     */
    private static int header(List<CsvTrial.Row> rows, int columns) {
        boolean[] used = used(rows, columns);
        for (int i = 0; i < Math.min(rows.size(), MOST_BEFORE + 1); i++) {
            CsvTrial.Row row = rows.get(i);
            if (row.count() == columns && fills(row, used)) {
                return areNames(row) ? i : -1;
            }
        }
        return -1;
    }

    private static boolean[] used(List<CsvTrial.Row> rows, int columns) {
        List<CsvTrial.Row> body = rows.stream()
                .filter(row -> row.count() == columns && (row.filled() > 1 || columns == 1))
                .toList();
        var used = new boolean[columns];
        for (int i = 0; i < columns; i++) {
            int column = i;
            used[i] = body.stream()
                                    .filter(row -> !row.cells().get(column).isBlank())
                                    .count()
                            * 2
                    > body.size();
        }
        return used;
    }

    private static boolean fills(CsvTrial.Row row, boolean[] used) {
        for (int i = 0; i < used.length; i++) {
            if (used[i] && row.cells().get(i).isBlank()) {
                return false;
            }
        }
        return row.filled() > 0;
    }

    /** Whether the rows above a header are neither rows of data, nor the header of another file that was joined. */
    private static boolean isBefore(List<CsvTrial.Row> above, CsvTrial.Row header, int columns) {
        CsvTrial.Row first = above.getFirst();
        boolean starts =
                first.count() != columns || first.filled() * 2 <= columns || !CellLooks.isHeader(first.cells());
        boolean isJoined = above.stream()
                .anyMatch(row ->
                        row.filled() > 1 && (header.cells().containsAll(row.cells()) || CsvFooter.hasAddress(row)));
        boolean isLonger = above.stream().anyMatch(row -> row.count() > columns);
        return starts
                && !isJoined
                && (!isLonger || isKnown(header) && above.stream().noneMatch(CsvPreamble::isKnown));
    }

    /** A title or a filter with as many cells as the table is recognised by the known names below it. */
    private static int belowTitle(List<CsvTrial.Row> rows, int title, int columns) {
        for (int i = title + 1; i < Math.min(rows.size(), title + NEAR) && !isKnown(rows.get(title)); i++) {
            CsvTrial.Row row = rows.get(i);
            if (isKnown(row) && row.count() == columns && areNames(row)) {
                return i;
            }
        }
        return title;
    }

    /** Whether a row names columns; several may share a name if it is one that many lists of people have. */
    static boolean isHeader(CsvTrial.Row row) {
        return CellLooks.isHeader(row.cells()) || isKnown(row) && areNames(row);
    }

    /** Whether all cells may be names, some of them the same. */
    private static boolean areNames(CsvTrial.Row row) {
        return row.filled() > 0 && row.cells().stream().allMatch(cell -> CellLooks.isName(cell) && !cell.equals("\\N"));
    }

    /** Whether a blank follows each delimiter, as in a sentence. */
    private static boolean isProse(CsvTrial.Row row) {
        return row.cells().stream().skip(1).allMatch(cell -> cell.startsWith(" "));
    }

    private static boolean isKnown(CsvTrial.Row row) {
        return row.cells().stream().anyMatch(CsvPreamble::isKnown);
    }

    /** Whether a cell names a column that many lists of people have. */
    static boolean isKnown(String cell) {
        return KNOWN.matcher(cell).matches();
    }

    /** The first row with as many cells as most, below nothing but a title. */
    private static int firstOf(List<CsvTrial.Row> rows, int columns) {
        int first = 0;
        while (first < rows.size() && rows.get(first).count() != columns) {
            first++;
        }
        boolean[] used = used(rows, columns);
        while (columns > 2
                && first < Math.min(rows.size() - 1, MOST_BEFORE)
                && rows.get(first).filled() == 1
                && rows.get(first + 1).count() == columns
                && fills(rows.get(first + 1), used)) {
            first++;
        }
        return first == rows.size() ? 0 : first;
    }
}
