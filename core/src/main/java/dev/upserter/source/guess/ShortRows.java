package dev.upserter.source.guess;

import java.util.HashSet;
import java.util.List;

/** Distinguishes rows that only lack cells at their end from lines that are no rows, such as an error page. Stateless. */
final class ShortRows {
    private static final int LEAST_CELLS = 2;

    private ShortRows() {}

    /**
     * Whether the rows with fewer cells can be filled: each has several cells, and the identifier and the addresses that all
     * full rows have.
     *
     * @param rows without their header
     */
    static boolean canBeFilled(List<CsvTrial.Row> rows, int columns) {
        List<CsvTrial.Row> shorter =
                rows.stream().filter(row -> row.count() < columns).toList();
        List<CsvTrial.Row> full =
                rows.stream().filter(row -> row.count() == columns).toList();
        return shorter.stream().allMatch(ShortRows::mayBeRow)
                && (full.isEmpty() || hasIdentity(shorter, full, columns));
    }

    private static boolean mayBeRow(CsvTrial.Row row) {
        return row.count() >= LEAST_CELLS && !row.start().stripLeading().startsWith("<");
    }

    private static boolean hasIdentity(List<CsvTrial.Row> shorter, List<CsvTrial.Row> full, int columns) {
        boolean isIdentifierFound = false;
        for (int i = 0; i < columns; i++) {
            List<String> cells = cells(full, i);
            boolean isIdentifier = !isIdentifierFound && isIdentifier(cells);
            isIdentifierFound |= isIdentifier;
            if ((isIdentifier || CellLooks.areAddresses(cells)) && !areLike(shorter, i, cells)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> cells(List<CsvTrial.Row> rows, int column) {
        return rows.stream().map(row -> row.cells().get(column).strip()).toList();
    }

    private static boolean isIdentifier(List<String> cells) {
        return cells.stream().noneMatch(String::isEmpty) && new HashSet<>(cells).size() == cells.size();
    }

    private static boolean areLike(List<CsvTrial.Row> shorter, int column, List<String> cells) {
        return shorter.stream()
                .allMatch(row -> column < row.count()
                        && CellLooks.isLike(row.cells().get(column).strip(), cells));
    }
}
