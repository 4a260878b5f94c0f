package dev.upserter.source.guess;

import dev.upserter.workbook.CellKind;
import dev.upserter.workbook.SheetRow;
import dev.upserter.workbook.Workbook;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The rows of a sheet that are not blank, as texts, each with a cell for every column between the first and the last that
 * are not blank.
 *
 * @param name    of the sheet
 * @param offset  how many columns precede the first that is not blank
 * @param columns how many cells each row has
 * @param first   the first rows
 * @param last    the last rows, which may overlap with the first; empty if the sheet continues after what was read
 * @param count   the number of rows, as far as was read
 */
record SheetRows(String name, int offset, int columns, List<CsvTrial.Row> first, List<CsvTrial.Row> last, int count) {
    private static final int MOST_FIRST = 2000;
    private static final int MOST_LAST = 50;
    private static final int MOST_READ = 100_000;
    private static final int MOST_COLUMNS = 1000;

    /** A row with its cells from column A to its last. */
    private record Started(int number, List<String> cells) {}

    /** Reads the rows of the sheet that is open. */
    static SheetRows of(Workbook workbook) throws IOException {
        return of(workbook, MOST_READ);
    }

    /**
     * Reads the first rows of the sheet that is open.
     *
     * @param most how many
     */
    static SheetRows of(Workbook workbook, int most) throws IOException {
        var first = new ArrayList<Started>();
        Deque<Started> last = new ArrayDeque<>();
        int count = 0;
        boolean more = workbook.next();
        while (more && count < most) {
            var row = new Started(workbook.row().number(), cells(workbook.row()));
            if (count++ < MOST_FIRST) {
                first.add(row);
            }
            last.add(row);
            if (last.size() > MOST_LAST) {
                last.remove();
            }
            more = workbook.next();
        }
        int offset = first.stream().mapToInt(row -> indent(row.cells())).min().orElse(0);
        int end = first.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        return new SheetRows(
                workbook.sheetName(),
                offset,
                end - offset,
                first.stream().map(row -> row(row, offset, end)).toList(),
                more
                        ? List.of()
                        : last.stream().map(row -> row(row, offset, end)).toList(),
                count);
    }

    private static List<String> cells(SheetRow row) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < row.count() && row.column(i) < MOST_COLUMNS; i++) {
            String text = text(row, i);
            if (!text.isBlank()) {
                cells.addAll(Collections.nCopies(row.column(i) - cells.size(), ""));
                cells.add(text);
            }
        }
        return cells;
    }

    private static String text(SheetRow row, int cell) {
        CellKind kind = row.kind(cell);
        return switch (kind) {
            case TEXT, NUMBER -> row.text(cell);
            case TRUE, FALSE -> kind.name();
            case UNREADABLE -> "?";
        };
    }

    private static int indent(List<String> cells) {
        int indent = 0;
        while (indent < cells.size() && cells.get(indent).isEmpty()) {
            indent++;
        }
        return cells.isEmpty() ? MOST_COLUMNS : indent;
    }

    private static CsvTrial.Row row(Started row, int offset, int end) {
        var cells = new ArrayList<>(row.cells()
                .subList(Math.min(offset, row.cells().size()), row.cells().size()));
        while (cells.size() < end - offset) {
            cells.add("");
        }
        return new CsvTrial.Row(row.number(), row.number(), cells.subList(0, end - offset), "", true, false, false);
    }

    /** Whether the sheet continues after what was read. */
    boolean goesOn() {
        return count > 0 && last.isEmpty();
    }

    /** The rows from the header on, or from the first row of data; empty if there are none. */
    List<CsvTrial.Row> table() {
        return first.isEmpty() ? first : first.subList(CsvPreamble.end(first, columns), first.size());
    }

    /** Whether the first rows are all rows. */
    boolean isShort() {
        return count == first.size();
    }
}
