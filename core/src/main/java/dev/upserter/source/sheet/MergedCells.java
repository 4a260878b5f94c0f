package dev.upserter.source.sheet;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.workbook.CellName;
import dev.upserter.workbook.CellRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What merged cells leave empty: of each block, only the first cell has a value.
 *
 * @param names  of the columns, blank for a column without a name
 * @param first  the column of the first name, from 0
 * @param header the row of the names, or the last row before the table; from 1
 * @param last   the last row of the table
 */
record MergedCells(List<String> names, int first, int header, int last) {
    private static final int SHOWN = 8;
    private static final int FEW = 3;

    /** A warning; empty if no cell of the table is empty for this reason. */
    Optional<Problem> problem(List<CellRange> merged, String sheet) {
        Map<Integer, Long> empty = new TreeMap<>();
        List<CellRange> found = merged.stream()
                .filter(range -> range.row() <= last && range.lastRow() >= header && count(range, empty))
                .toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String places = found.stream().limit(FEW).map(CellRange::name).collect(Collectors.joining(", "));
        String columns = empty.entrySet().stream()
                .limit(SHOWN)
                .map(column -> shown(column.getKey(), column.getValue()))
                .collect(Collectors.joining(", "));
        return Optional.of(Problem.of(
                Code.CELLS_MERGED,
                new Location.InRows(sheet, found.getFirst().row()),
                "cells are merged, and only the first of each block has its value: "
                        + (found.size() > FEW ? found.size() + " blocks, such as " : "") + places
                        + ". The others are empty, in the columns " + columns
                        + (empty.size() > SHOWN ? " and " + (empty.size() - SHOWN) + " more" : "")));
    }

    /** Counts the cells of a block that are empty, by column; false if there are none in the table. */
    private boolean count(CellRange range, Map<Integer, Long> empty) {
        boolean isAny = false;
        for (int column = range.column(); column <= range.lastColumn(); column++) {
            boolean isIn = !name(column).isBlank();
            boolean hasLostName = range.row() <= header && column > range.column() && !isIn;
            long rows = Math.min(range.lastRow(), last) - Math.max(range.row(), header + 1) + 1L;
            long cells = column == range.column() && range.row() > header ? rows - 1 : rows;
            if (hasLostName || isIn && cells > 0) {
                empty.merge(column, Math.max(cells, hasLostName ? 1 : 0), Long::sum);
                isAny = true;
            }
        }
        return isAny;
    }

    private String shown(int column, long count) {
        String name = name(column);
        return name.isBlank() ? CellName.column(column) + ", which has no name" : "\"" + name + "\" (" + count + ")";
    }

    private String name(int column) {
        return column < first || column - first >= names.size() ? "" : names.get(column - first);
    }
}
