package dev.upserter.source.csv;

import dev.upserter.operation.text.Notices;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.Dialect;
import dev.upserter.source.Footers;
import dev.upserter.source.stream.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;

/** The lines after the last row, which are skipped but counted. For one thread. */
final class FooterRows {
    /** Each line is one row: a quotation mark in a remark may be unclosed. */
    private static final Dialect LINES = Dialect.PLAIN.but().quote(null).build();

    private final Bytes bytes;
    private final char delimiter;
    private final Dialect own;
    private final Cells cells;
    private final long before;
    private final boolean isTold;
    private long count;

    /**
     * Starts before the first line.
     *
     * @param lines   the text
     * @param dialect of the rows before it
     * @param before  how many lines precede them
     * @param isTold  whether the first line starts as the configuration says, and so is not a row
     */
    FooterRows(byte[] lines, char delimiter, Dialect dialect, long before, boolean isTold) {
        this.bytes = new Bytes(new ByteArrayInputStream(lines));
        this.delimiter = delimiter;
        this.own = Dialect.PLAIN
                .but()
                .quote(dialect.quote())
                .escape(dialect.escape())
                .build();
        this.cells = new Cells(bytes, delimiter, LINES);
        this.before = before;
        this.isTold = isTold;
    }

    /** Moves to the next line that is not blank. */
    boolean next() throws IOException {
        boolean isThere = cells.next();
        count += isThere ? 1 : 0;
        return isThere;
    }

    /** The number of lines so far. */
    long count() {
        return count;
    }

    /** Turns it into a record that is left out. */
    void take(SourceRecord record, long number, int columns) {
        record.begin(number, before + cells.line(), 1);
        record.footer(!(isTold && count == 1) && isRow(columns) || saysMissing());
    }

    private boolean saysMissing() {
        int start = bytes.start();
        return Notices.saysMissing(new String(bytes.buffer(), start, cells.length(), StandardCharsets.UTF_8));
    }

    /** Whether the current line looks like a row, in cells that are quoted as before, if it can be read so. */
    private boolean isRow(int columns) {
        int start = bytes.start();
        byte[] line = Arrays.copyOfRange(bytes.buffer(), start, start + cells.length());
        var quoted = new Cells(new Bytes(new ByteArrayInputStream(line)), delimiter, own);
        try {
            return isRow(quoted.next() && !quoted.isBroken() ? quoted : cells, columns);
        } catch (IOException unclosed) {
            return isRow(cells, columns);
        }
    }

    private static boolean isRow(Cells cells, int columns) {
        var texts = new ArrayList<String>();
        for (int i = 0; cells.count() == columns && i < columns; i++) {
            texts.add(cells.text(i));
        }
        return !texts.isEmpty() && Footers.isRow(texts);
    }
}
