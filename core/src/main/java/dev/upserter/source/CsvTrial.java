package dev.upserter.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first rows of a text, cut into cells by one delimiter in one dialect.
 *
 * @param delimiter what separates the cells
 * @param dialect   how the rows are written
 * @param rows      the rows, blank ones left out
 * @param columns   how many cells most rows have; of two numbers the larger
 * @param broken    how many rows end in the middle of a cell, or have something after a closing mark
 */
record CsvTrial(char delimiter, Dialect dialect, List<Row> rows, int columns, int broken) {
    private static final int MOST_ROWS = 2000;
    private static final int LONGEST_START = 200;

    /**
     * A row.
     *
     * @param line  where it starts
     * @param cells what is in its cells
     * @param start its first characters, as they are
     * @param ended whether it has a line end
     */
    record Row(long line, List<String> cells, String start, boolean ended) {
        int count() {
            return cells.size();
        }
    }

    /** @param whole whether the text is all there is; otherwise its last row may be cut off, and does not count */
    static CsvTrial of(byte[] text, boolean whole, char delimiter, Dialect dialect) throws IOException {
        var bytes = new Bytes(new ByteArrayInputStream(text));
        var cells = new Cells(bytes, delimiter, dialect);
        var rows = new ArrayList<Row>();
        int broken = 0;
        try {
            while (rows.size() < MOST_ROWS && cells.next()) {
                if (cells.isBlank() || cells.isOpenEnded() && !whole || rows.isEmpty() && cells.isSeparatorLine()) {
                    continue;
                }
                broken += cells.isBroken() ? 1 : 0;
                rows.add(row(bytes, cells));
            }
        } catch (Cells.UnclosedException | DialectCells.FooterException e) {
            broken += whole ? text.length : 0;
        }
        return new CsvTrial(delimiter, dialect, rows, mostCells(rows), broken);
    }

    private static Row row(Bytes bytes, Cells cells) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < cells.count(); i++) {
            texts.add(cells.text(i));
        }
        String start = new String(
                bytes.buffer(), bytes.start(), Math.min(cells.length(), LONGEST_START), StandardCharsets.UTF_8);
        return new Row(cells.line(), texts, start, !cells.isOpenEnded());
    }

    private static int mostCells(List<Row> rows) {
        Map<Integer, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.count(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    /** Whether any row is an object of JSON. */
    boolean hasObjects() {
        return rows.stream().anyMatch(row -> row.start().startsWith("{\""));
    }

    /** Whether there may be more rows than were looked at. */
    boolean isFull() {
        return rows.size() >= MOST_ROWS;
    }

    /** How well the rows fit each other: more is better. */
    double fit() {
        long alike = rows.stream().filter(row -> row.count() == columns).count();
        double share = rows.isEmpty() ? 0 : (double) alike / rows.size();
        return columns < 2 ? -broken : share - broken;
    }
}
