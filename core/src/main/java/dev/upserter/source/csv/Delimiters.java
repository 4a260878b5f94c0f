package dev.upserter.source.csv;

import dev.upserter.source.Dialect;
import dev.upserter.source.stream.Bytes;
import dev.upserter.source.stream.HeadStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Detects the delimiter of CSV. */
public final class Delimiters {
    private static final char[] CANDIDATES = {',', ';', '\t', '|'};
    private static final int MAX_ROWS = 50;

    /** The length in bytes of a line that names the delimiter, with part of its line break. */
    public static final int NAMED = 6;

    private Delimiters() {}

    /**
     * The delimiter that splits most of the first rows into as many cells as the header has; a comma if none splits the
     * header. A first line of {@code sep=;} names it, as in Excel.
     */
    public static char of(HeadStream in, Dialect dialect) throws IOException {
        in.require(HeadStream.MAX);
        char named = named(in);
        if (named != 0) {
            return named;
        }
        char best = ',';
        long bestScore = 0;
        for (char candidate : CANDIDATES) {
            long score = score(in, candidate, dialect);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** The delimiter named by a first line of {@code sep=;}; 0 if there is no such line. */
    public static char named(HeadStream in) {
        boolean isNamed = (in.startsWith("sep=") || in.startsWith("SEP="))
                && in.length() >= NAMED
                && (in.head()[5] == '\r' || in.head()[5] == '\n');
        return isNamed ? (char) in.head()[4] : 0;
    }

    /** The share of rows like the header in thousandths, then the number of columns; 0 if there is one column only. */
    private static long score(HeadStream in, char delimiter, Dialect dialect) throws IOException {
        var cells = new Cells(new Bytes(new ByteArrayInputStream(in.head(), 0, in.length())), delimiter, dialect);
        int columns = 0;
        int rows = 0;
        int alike = 0;
        try {
            while (rows < MAX_ROWS && cells.next()) {
                columns = rows == 0 ? cells.count() : columns;
                rows++;
                alike += cells.count() == columns ? 1 : 0;
            }
        } catch (UnclosedCellException | DialectCells.FooterException e) {
            // the last row is truncated, or shows nothing
        }
        return columns < 2 ? 0 : alike * 1000L / rows * 10_000 + columns;
    }
}
