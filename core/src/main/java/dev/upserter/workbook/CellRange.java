package dev.upserter.workbook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of cells that are merged into one.
 *
 * @param column     the first, from 0
 * @param row        the first, from 1
 * @param lastColumn from 0
 * @param lastRow    from 1
 */
public record CellRange(int column, int row, int lastColumn, int lastRow) {
    private static final Pattern NAME =
            Pattern.compile("\\$?([A-Za-z]{1,3})\\$?([0-9]{1,7}):\\$?([A-Za-z]{1,3})\\$?([0-9]{1,7})");

    /** From a name such as {@code A2:B4}; empty if it is none. */
    static Optional<CellRange> of(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var range = new CellRange(
                CellName.columnOf(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                CellName.columnOf(parts.group(3)),
                Integer.parseInt(parts.group(4)));
        boolean isRight = range.column >= 0 && range.column <= range.lastColumn && range.row <= range.lastRow;
        return isRight ? Optional.of(range) : Optional.empty();
    }

    /** Its name, as Excel shows it. */
    public String name() {
        return CellName.of(column, row) + ":" + CellName.of(lastColumn, lastRow);
    }
}
