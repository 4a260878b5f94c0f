package dev.upserter.source.csv;

import dev.upserter.json.JsonWriter;
import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.Dialect;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.stream.ByteWindow;
import dev.upserter.source.stream.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a row of CSV in another dialect than the plain one, for {@link Cells}. For one thread. */
public final class DialectCells {
    /** The most bytes after a footer: a line that looks like one in the middle of a file is not a footer. */
    private static final int MAX_BEHIND_FOOTER = 64 << 10;

    /** How many lines at the start are remembered, and the longest one, in bytes. */
    private static final int MAX_SKIPPED = 100;

    private static final int LONGEST_SKIPPED = 1000;

    private static final int NONE = -2;
    private static final String ESCAPED = "bfnrtv0Z";
    private static final byte[] MEANT = {'\b', '\f', '\n', '\r', '\t', 0x0B, 0, 0x1A};

    private final Bytes bytes;
    private final int delimiter;
    private final int quote;
    private final int escape;
    private final byte @Nullable [] comment;
    private final byte @Nullable [] footer;
    private int skip;
    private final List<byte[]> skipped = new ArrayList<>();
    private byte @Nullable [] footerFound;

    DialectCells(Bytes bytes, char delimiter, Dialect dialect) {
        this.bytes = bytes;
        this.delimiter = delimiter;
        Character mark = dialect.quote();
        this.quote = mark == null ? NONE : mark;
        this.escape = dialect.escape() == Dialect.Escape.BACKSLASH ? '\\' : NONE;
        this.comment = utf8(dialect.comment());
        this.footer = utf8(dialect.footer());
        this.skip = dialect.skip();
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** A footer followed by rows. */
    public static final class FooterException extends IOException {
        private static final long serialVersionUID = 1L;

        FooterException() {
            super("rows after a footer");
        }

        ProblemException stop(Location place) {
            return SourceProblems.stop(
                    place,
                    "the line starts as source.footer says, but more than 64 kB follow it: it is not the end of the"
                            + " file",
                    "correct source.footer, so that only the last line starts with it");
        }
    }

    /** Whether the file should end with a footer, and none has been read. */
    boolean missesFooter() {
        return footer != null && footerFound == null;
    }

    /** The footer that has been read. */
    byte @Nullable [] footer() {
        return footerFound;
    }

    /**
     * The length of the line that starts here with its line break, if the line is not a row.
     *
     * @return 0 where a row starts here
     */
    int passedLine() throws IOException {
        if (skip > 0) {
            skip--;
            int line = endOfLine();
            remember(line);
            return line;
        }
        if (footer != null && startsWith(footer)) {
            int i = 0;
            while (bytes.at(i) >= 0) {
                if (++i > MAX_BEHIND_FOOTER) {
                    throw new FooterException();
                }
            }
            footerFound = Arrays.copyOfRange(bytes.buffer(), bytes.start(), bytes.start() + i);
            return i;
        }
        return comment != null && startsWith(comment) ? endOfLine() : 0;
    }

    /** Remembers a line that is not blank: where files were joined, it occurs again among the rows. */
    private void remember(int length) {
        int to = length;
        while (to > 0 && isBreak(bytes.buffer()[bytes.start() + to - 1])) {
            to--;
        }
        if (to > 0 && to <= LONGEST_SKIPPED && skipped.size() < MAX_SKIPPED) {
            skipped.add(Arrays.copyOfRange(bytes.buffer(), bytes.start(), bytes.start() + to));
        }
    }

    private static boolean isBreak(byte b) {
        return b == '\n' || b == '\r';
    }

    /** Refuses a file if a line skipped at the start has the names of the columns in another order. */
    void checkSkipped(List<String> columns, Dialect form, Location place) throws IOException {
        Dialect own =
                Dialect.PLAIN.but().quote(form.quote()).escape(form.escape()).build();
        for (byte[] line : skipped) {
            var cells = new Cells(new Bytes(new ByteArrayInputStream(line)), (char) delimiter, own);
            try {
                if (cells.next()) {
                    SkippedHeader.check(
                            columns,
                            IntStream.range(0, cells.count())
                                    .mapToObj(cells::text)
                                    .toList(),
                            place);
                }
            } catch (UnclosedCellException notOneLine) {
                // a text of several lines
            }
        }
    }

    /** Whether a row equals one of the lines skipped at the start. */
    boolean repeatsSkipped(int length) {
        for (byte[] line : skipped) {
            int start = bytes.start();
            if (line.length == length && Arrays.equals(bytes.buffer(), start, start + length, line, 0, length)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsWith(byte[] text) throws IOException {
        for (int i = 0; i < text.length; i++) {
            if (bytes.at(i) != (text[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    private int endOfLine() throws IOException {
        int i = 0;
        int b = bytes.at(0);
        while (b >= 0 && b != '\n' && b != '\r') {
            b = bytes.at(++i);
        }
        return b < 0 ? i : i + (b == '\r' && bytes.at(i + 1) == '\n' ? 2 : 1);
    }

    /** Reads the cells of a row; returns the position after it. */
    int readRow(Cells cells) throws IOException {
        int at = 0;
        boolean more = true;
        while (more) {
            at = bytes.at(at) == quote ? readQuoted(cells, at) : readPlain(cells, at);
            more = bytes.at(at) == delimiter;
            at += more ? 1 : 0;
        }
        return at;
    }

    private int readPlain(Cells cells, int from) throws IOException {
        boolean decoded = false;
        int at = from;
        for (int b = bytes.at(at); b >= 0 && b != delimiter && b != '\n' && b != '\r'; b = bytes.at(++at)) {
            if (b == escape) {
                decoded = true;
                at += escapedLength(cells, at);
            }
        }
        cells.add(from, at, decoded ? Cells.Mark.DOUBLED : Cells.Mark.PLAIN);
        return at;
    }

    /** The length in bytes of the character after a backslash, which may be a line break. */
    private int escapedLength(Cells cells, int backslash) throws IOException {
        int b = bytes.at(backslash + 1);
        boolean two = b == '\r' && bytes.at(backslash + 2) == '\n';
        if (b == '\n' || b == '\r') {
            cells.countLine();
        }
        return b < 0 ? 0 : two ? 2 : 1;
    }

    private int readQuoted(Cells cells, int from) throws IOException {
        int at = from + 1;
        Cells.Mark mark = Cells.Mark.QUOTED;
        long line = cells.lineSoFar();
        while (true) {
            int b = at(cells, from, at, line);
            if (b == escape) {
                mark = Cells.Mark.DOUBLED;
                at += 1 + escapedLength(cells, at);
            } else if (b == quote && bytes.at(at + 1) != quote) {
                break;
            } else {
                mark = b == quote ? Cells.Mark.DOUBLED : mark;
                boolean isBreak = b == '\n' || b == '\r' && bytes.at(at + 1) != '\n';
                if (isBreak) {
                    cells.countLine();
                }
                at += b == quote ? 2 : 1;
            }
        }
        cells.add(from + 1, at, mark);
        int b = bytes.at(at + 1);
        if (b < 0 || b == delimiter || b == '\n' || b == '\r') {
            return at + 1;
        }
        cells.breakRow();
        return cells.findEnd(at + 1, '\n');
    }

    private int at(Cells cells, int opening, int place, long line) throws IOException {
        int b;
        try {
            b = bytes.at(place);
        } catch (ByteWindow.RecordTooLargeException e) {
            throw cells.unclosed(opening, line, true);
        }
        if (b < 0) {
            throw cells.unclosed(opening, line, false);
        }
        return b;
    }

    /** Whether a cell without quotation marks is null; the row starts at {@code row}. */
    boolean isNull(byte[] buffer, int row, int from, int to) {
        return escape != NONE
                && to - from == 2
                && buffer[from] == '\\'
                && buffer[from + 1] == 'N'
                && (from == row || buffer[from - 1] == delimiter);
    }

    /** Writes the text of a cell that contains escapes or doubled marks; the row starts at {@code row}. */
    void writeText(byte[] buffer, int row, int from, int to, JsonWriter out) {
        boolean quoted = from > row && buffer[from - 1] == quote; // in any other cell, two marks are two characters
        int plain = from;
        for (int at = from; at < to; at++) {
            boolean escaped = buffer[at] == escape && at + 1 < to;
            if (escaped || quoted && buffer[at] == quote && at + 1 < to && buffer[at + 1] == quote) {
                out.text(buffer, plain, at);
                at++;
                int control = escaped ? ESCAPED.indexOf(buffer[at]) : -1;
                plain = control < 0 ? at : at + 1;
                if (control >= 0) {
                    out.text(MEANT, control, control + 1);
                }
            }
        }
        out.text(buffer, plain, to);
    }
}
