package dev.upserter.source.guess;

import dev.upserter.source.Dialect;
import dev.upserter.source.csv.Cells;
import dev.upserter.source.csv.DialectCells;
import dev.upserter.source.csv.UnclosedCellException;
import dev.upserter.source.stream.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first rows of a text, split into cells by one delimiter in one dialect. After an unclosed quote the next line starts
 * a row again, as if the file had been corrected there.
 *
 * @param delimiter the separator of the cells
 * @param dialect   the format of the rows
 * @param rows      the rows, blank ones left out
 * @param columns   how many cells most rows have, or those of a table between longer remarks; the larger of two equally
 *                  common numbers
 * @param broken    how many rows end within a cell, or have something after a closing quote
 * @param lost      how many lines those rows swallowed beside their own
 */
record CsvTrial(char delimiter, Dialect dialect, List<Row> rows, int columns, int broken, long lost) {
    private static final int MOST_ROWS = 2000;
    private static final int MOST_UNCLOSED = 5;
    private static final int LONGEST_START = 200;
    /** A cell that starts this close to the end of the text may end after it. */
    private static final int LONGEST_CELL = 64 << 10;

    /**
     * A row.
     *
     * @param line     where it starts
     * @param lastLine where it ends
     * @param cells    the texts of its cells
     * @param start    its first characters, unchanged
     * @param ended    whether it has a line break
     * @param broken   whether something follows a closing quote
     * @param quoted   whether any of its cells is quoted correctly
     */
    record Row(
            long line, long lastLine, List<String> cells, String start, boolean ended, boolean broken, boolean quoted) {
        int count() {
            return cells.size();
        }

        /** The number of cells that are not empty. */
        int filled() {
            return (int) cells.stream().filter(cell -> !cell.isBlank()).count();
        }

        /** The first cell that is not empty. */
        String label() {
            return cells.stream()
                    .map(String::strip)
                    .filter(cell -> !cell.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * @param whole whether the text is everything; otherwise its last row may be truncated, and does not count
     */
    static CsvTrial of(byte[] text, boolean whole, char delimiter, Dialect dialect) throws IOException {
        var rows = new ArrayList<Row>();
        int unclosed = 0;
        long before = 0;
        for (int from = 0; from < text.length; unclosed++) {
            Dialect one = from == 0 ? dialect : dialect.but().skip(0).build();
            long opened = read(text, from, whole, new Start(delimiter, one, before), rows);
            from = opened == 0 || unclosed == MOST_UNCLOSED ? text.length : behind(text, from, opened);
            before += opened;
            if (opened > 0 && !whole && text.length - from < LONGEST_CELL) {
                break;
            }
        }
        int broken = Math.max(0, unclosed - 1)
                + (int) rows.stream().filter(Row::broken).count();
        long lost = rows.stream()
                .filter(Row::broken)
                .mapToLong(row -> row.lastLine() - row.line())
                .sum();
        return new CsvTrial(delimiter, dialect, rows, columns(rows), broken, lost);
    }

    /**
     * @param before how many lines precede the text
     */
    private record Start(char delimiter, Dialect dialect, long before) {}

    /** Reads rows; returns the line of an unclosed quote, from 1, or 0. */
    private static long read(byte[] text, int from, boolean whole, Start start, List<Row> rows) throws IOException {
        var bytes = new Bytes(new ByteArrayInputStream(text, from, text.length - from));
        var cells = new Cells(bytes, start.delimiter(), start.dialect());
        try {
            while (rows.size() < MOST_ROWS && cells.next()) {
                if (cells.isBlank() || cells.isOpenEnded() && !whole || rows.isEmpty() && cells.isSeparatorLine()) {
                    continue;
                }
                rows.add(row(bytes, cells, start.before()));
            }
        } catch (UnclosedCellException e) {
            return e.line();
        } catch (DialectCells.FooterException e) {
            return 0;
        }
        return 0;
    }

    /** The position after this many lines. */
    private static int behind(byte[] text, int from, long lines) {
        long left = lines;
        int at = from;
        while (at < text.length && left > 0) {
            byte b = text[at++];
            left -= b == '\n' || b == '\r' && (at == text.length || text[at] != '\n') ? 1 : 0;
        }
        return at;
    }

    private static Row row(Bytes bytes, Cells cells, long before) {
        var texts = new ArrayList<String>();
        boolean quoted = false;
        for (int i = 0; i < cells.count(); i++) {
            texts.add(cells.text(i));
            quoted |= cells.isQuoted(i);
        }
        String start = new String(
                bytes.buffer(), bytes.start(), Math.min(cells.length(), LONGEST_START), StandardCharsets.UTF_8);
        return new Row(
                before + cells.line(),
                before + cells.lastLine(),
                texts,
                start,
                !cells.isOpenEnded(),
                cells.isBroken(),
                quoted && !cells.isBroken());
    }

    private static int columns(List<Row> rows) {
        int most = mostCells(rows);
        return most == 1 ? Math.max(1, CsvPreamble.inner(rows)) : most;
    }

    private static int mostCells(List<Row> rows) {
        Map<Integer, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.count(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    /** Whether any row is a JSON object. */
    boolean hasObjects() {
        return rows.stream().anyMatch(row -> row.start().startsWith("{\""));
    }

    /** Whether there may be more rows than were examined. */
    boolean isFull() {
        return rows.size() >= MOST_ROWS;
    }

    /** The number of rows with correctly quoted cells. */
    long quoted() {
        return rows.stream().filter(Row::quoted).count();
    }

    /** How well the rows agree, at most 1: more is better. */
    double fit() {
        long alike = rows.stream()
                .filter(row -> row.count() == columns && !row.broken())
                .count();
        double all =
                rows.size() + lost + broken - rows.stream().filter(Row::broken).count();
        return columns < 2 ? -Math.min(1, broken / Math.max(1, all)) : all == 0 ? 0 : alike / all;
    }
}
