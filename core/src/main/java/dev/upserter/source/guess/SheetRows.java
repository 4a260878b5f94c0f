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
 * @param hidden  how many of them Excel does not show
 */
record SheetRows(
        String name,
        int offset,
        int columns,
        List<CsvTrial.Row> first,
        List<CsvTrial.Row> last,
        int count,
        int hidden) {
    private static final int MOST_FIRST = 2000;
    private static final int MOST_LAST = 50;
    private static final Limits ALL = new Limits(100_000, 1000, Integer.MAX_VALUE);
    private static final Limits FIRST = new Limits(MOST_FIRST, 1000, Integer.MAX_VALUE);
    private static final Limits START = new Limits(50, 64, 254);

    /** The most that is kept: rows, columns, and characters of a cell. */
    private record Limits(int rows, int columns, int length) {}

    /** A row with its cells from column A to its last. */
    private record Started(int number, List<String> cells) {}

    /** Reads the rows of the sheet that is open. */
    static SheetRows of(Workbook workbook) throws IOException {
        return of(workbook, ALL);
    }

    /** Reads the first rows of the sheet that is open: enough to see whether it lists people, each of them once. */
    static SheetRows firstRows(Workbook workbook) throws IOException {
        return of(workbook, FIRST);
    }

    /** Reads the first rows of the sheet that is open: enough to see whom it lists, in little memory. */
    static SheetRows start(Workbook workbook) throws IOException {
        return of(workbook, START);
    }

    private static SheetRows of(Workbook workbook, Limits most) throws IOException {
        var first = new ArrayList<Started>();
        Deque<Started> last = new ArrayDeque<>();
        int count = 0;
        int hidden = 0;
        boolean more = workbook.next();
        while (more && count < most.rows()) {
            var row = new Started(workbook.row().number(), cells(workbook.row(), most));
            if (count++ < MOST_FIRST) {
                first.add(row);
            }
            hidden += workbook.row().isHidden() ? 1 : 0;
            last.add(row);
            if (last.size() > MOST_LAST) {
                last.remove();
            }
            more = workbook.next();
        }
        int offset =
                first.stream().mapToInt(row -> indent(row.cells(), most)).min().orElse(0);
        int end = first.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        return new SheetRows(
                workbook.sheetName(),
                offset,
                end - offset,
                first.stream().map(row -> row(row, offset, end)).toList(),
                more
                        ? List.of()
                        : last.stream().map(row -> row(row, offset, end)).toList(),
                count,
                hidden);
    }

    private static List<String> cells(SheetRow row, Limits most) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < row.count() && row.column(i) < most.columns(); i++) {
            String text = text(row, i);
            if (!text.isBlank()) {
                cells.addAll(Collections.nCopies(row.column(i) - cells.size(), ""));
                cells.add(text.length() > most.length() ? text.substring(0, most.length()) : text);
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

    private static int indent(List<String> cells, Limits most) {
        int indent = 0;
        while (indent < cells.size() && cells.get(indent).isEmpty()) {
            indent++;
        }
        return cells.isEmpty() ? most.columns() : indent;
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
