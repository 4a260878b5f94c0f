package dev.upserter.source.guess;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A second table below blank rows, with a header of its own, as people arrange several on one sheet.
 *
 * @param line  where its title is, or its header
 * @param label the start of that row: its first cell, with the quotation mark before it
 * @param at    the index of that row
 * @param isSure whether it has a title, or other names of columns than the first table, and no row above starts as it does
 */
record SecondTable(long line, String label, int at, boolean isSure) {
    private static final int LONGEST_NAME = 60;
    private static final int SHORTEST_LABEL = 3;

    /** The first such table; empty if there is none. */
    static Optional<SecondTable> in(List<CsvTrial.Row> rows) {
        return IntStream.range(2, rows.size() - 1)
                .filter(i -> isHeader(rows, i) && isData(rows.get(i + 1)))
                .mapToObj(i -> start(rows, i))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<SecondTable> start(List<CsvTrial.Row> rows, int header) {
        boolean isTitled = header > 2
                && rows.get(header - 1).filled() == 1
                && rows.get(header - 1).cells().size() > 1;
        int first = isTitled && isApart(rows, header - 1) ? header - 1 : header;
        if (!isApart(rows, first)) {
            return Optional.empty();
        }
        CsvTrial.Row row = rows.get(first);
        boolean isNew = first < header
                || !rows.get(header).cells().equals(rows.getFirst().cells());
        return Optional.of(new SecondTable(row.line(), label(row), first, isNew && canStart(rows, first)));
    }

    /** Whether a table can end before a row by the start of that row alone, which no row above has. */
    static boolean canStart(List<CsvTrial.Row> rows, int at) {
        String label = label(rows.get(at));
        return text(rows.get(at)).startsWith(label)
                && label.length() >= SHORTEST_LABEL
                && label.length() <= LONGEST_NAME
                && rows.subList(0, at).stream().noneMatch(row -> text(row).startsWith(label));
    }

    /** The start of a row: its first cell that is not empty, with the quotation mark before it. */
    static String label(CsvTrial.Row row) {
        String quoted = "\"" + row.label();
        return text(row).startsWith(quoted) ? quoted : row.label();
    }

    /** The start of a line; of a row of a sheet, its first value. */
    private static String text(CsvTrial.Row row) {
        return row.start().isEmpty() ? row.label() : row.start();
    }

    private static boolean isApart(List<CsvTrial.Row> rows, int at) {
        return rows.get(at).line() > rows.get(at - 1).lastLine() + 1;
    }

    /** Several different words, where the rows above have an address, a number or a date in one of their columns. */
    private static boolean isHeader(List<CsvTrial.Row> rows, int at) {
        CsvTrial.Row row = rows.get(at);
        List<String> names =
                row.cells().stream().filter(cell -> !cell.isBlank()).toList();
        return names.size() > 1
                && CellLooks.isHeader(names)
                && names.stream()
                        .allMatch(name ->
                                name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isDigit))
                && new HashSet<>(names).size() == names.size()
                && IntStream.range(0, row.count())
                        .anyMatch(i -> !row.cells().get(i).isBlank() && areAllData(rows.subList(1, at), i));
    }

    /** Whether all rows above with a value in a column have one there that is no name, but for a title. */
    private static boolean areAllData(List<CsvTrial.Row> above, int column) {
        List<String> cells = above.stream()
                .filter(row -> row.count() > column && row.filled() > 1)
                .map(row -> row.cells().get(column))
                .filter(cell -> !cell.isBlank())
                .toList();
        return !cells.isEmpty() && cells.stream().noneMatch(CellLooks::isName);
    }

    private static boolean isData(CsvTrial.Row row) {
        return row.filled() > 1 && row.cells().stream().anyMatch(cell -> !cell.isBlank() && !CellLooks.isName(cell));
    }
}
