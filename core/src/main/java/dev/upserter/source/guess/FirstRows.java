package dev.upserter.source.guess;

import dev.upserter.problem.ProblemException;
import dev.upserter.workbook.Workbook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the first rows of the sheet that is read, beside the run. Stateless. */
public final class FirstRows {
    private FirstRows() {}

    /**
     * The texts of the first rows below a header; none if they cannot be read.
     *
     * @param header the number of its row
     * @param first  the first column, from 0
     */
    public static List<List<String>> below(Workbook workbook, int header, int first) {
        try (Workbook again = workbook.other(workbook.sheetName())) {
            SheetRows rows = SheetRows.firstRows(again);
            int before = Math.max(0, rows.offset() - first);
            int left = Math.max(0, first - rows.offset());
            return rows.first().stream()
                    .filter(row -> row.line() > header)
                    .map(row -> cells(row, before, left))
                    .toList();
        } catch (IOException | ProblemException unreadable) {
            return List.of(); // the run reports what is wrong
        }
    }

    private static List<String> cells(CsvTrial.Row row, int before, int left) {
        var cells = new ArrayList<>(Collections.nCopies(before, ""));
        cells.addAll(row.cells().subList(Math.min(left, row.count()), row.count()));
        return cells;
    }
}
