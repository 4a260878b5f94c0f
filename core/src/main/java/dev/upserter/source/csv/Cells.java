package dev.upserter.source.csv;

import dev.upserter.json.JsonValue;
import dev.upserter.json.JsonWriter;
import dev.upserter.json.Utf8;
import dev.upserter.json.ValueKind;
import dev.upserter.problem.Location;
import dev.upserter.source.Dialect;
import dev.upserter.source.stream.ByteWindow;
import dev.upserter.source.stream.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits CSV into rows, and rows into cells (RFC 4180): a cell that starts with a quotation mark ends with one, may contain
 * delimiters and line breaks, and two marks in it stand for one. Any other cell ends at the next delimiter or line break,
 * and a quotation mark in it is a plain character. Lines end with LF, CR or both. For one thread.
 */
public final class Cells {
    private static final int QUOTE = '"';
    /** The first byte of a byte-order mark. */
    private static final int MARK = 0xEF;

    private static final int LONGEST_WORD = 400;
    private static final byte[] SEPARATOR = {'s', 'e', 'p', '='};

    private final Bytes bytes;
    private final int delimiter;
    /** Reads the rows of other dialects than the plain one. */
    private final @Nullable DialectCells dialect;

    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private Mark[] marks = new Mark[32];
    private int count;
    private int length;
    private int behind;
    private long line = 1;
    private long lines;
    private long passed;
    private boolean broken;

    /** Whether a cell was quoted, and whether it contains doubled marks or other escapes. */
    enum Mark {
        PLAIN,
        QUOTED,
        DOUBLED
    }

    public Cells(Bytes bytes, char delimiter, Dialect dialect) {
        this.bytes = bytes;
        this.delimiter = delimiter;
        this.dialect = dialect.isPlainText() ? null : new DialectCells(bytes, delimiter, dialect);
    }

    /**
     * Moves to the next row that is not blank.
     *
     * @return false after the last row
     * @throws UnclosedCellException if the last cell is never closed
     */
    public boolean next() throws IOException {
        do {
            bytes.advance(length + behind);
            passed += length + behind;
            line += lines;
            length = 0;
            behind = 0;
            lines = 0;
            int first = bytes.at(0);
            if (first < 0) {
                return false;
            }
            if (first == MARK) {
                skipMark();
            }
            if (dialect == null) {
                readRow();
            } else {
                readRow(dialect);
            }
        } while (length == 0);
        return true;
    }

    /** Each file of several that were joined may start with a byte-order mark. */
    private void skipMark() throws IOException {
        if (bytes.at(1) == 0xBB && bytes.at(2) == 0xBF) {
            bytes.advance(3);
            passed += 3;
        }
    }

    private void readRow(DialectCells other) throws IOException {
        count = 0;
        broken = false;
        behind = other.passedLine();
        if (behind > 0) {
            lines = 1;
        } else {
            length = other.readRow(this);
            endLine(length);
        }
    }

    private void readRow() throws IOException {
        count = 0;
        broken = false;
        int at = 0;
        boolean more = true;
        while (more) {
            at = bytes.at(at) == QUOTE ? readQuoted(at) : readPlain(at);
            more = bytes.at(at) == delimiter;
            at += more ? 1 : 0;
        }
        length = at;
        endLine(at);
    }

    private void endLine(int at) throws IOException {
        int b = bytes.at(at);
        if (b >= 0) {
            lines++;
            behind = b == '\r' && bytes.at(at + 1) == '\n' ? 2 : 1;
        }
    }

    /** Returns the position after the cell. */
    private int readPlain(int from) throws IOException {
        int to = findEnd(from, delimiter);
        add(from, to, Mark.PLAIN);
        return to;
    }

    /** The position of the next delimiter or line break, or of the end. */
    int findEnd(int from, int stop) throws IOException {
        int i = from;
        do {
            byte[] buffer = bytes.buffer();
            int start = bytes.start();
            int end = start + bytes.available();
            for (int at = start + i; at < end; at++) {
                byte b = buffer[at];
                if (b == stop || b == '\n' || b == '\r') {
                    return at - start;
                }
            }
            i = end - start;
        } while (bytes.fill());
        return i;
    }

    private int readQuoted(int from) throws IOException {
        int at = from + 1;
        Mark mark = Mark.QUOTED;
        long lineOfQuote = line + lines;
        while (true) {
            at = findQuote(from, at, lineOfQuote);
            if (bytes.at(at + 1) != QUOTE) {
                break;
            }
            mark = Mark.DOUBLED;
            at += 2;
        }
        add(from + 1, at, mark);
        int b = bytes.at(at + 1);
        if (b < 0 || b == delimiter || b == '\n' || b == '\r') {
            return at + 1;
        }
        broken = true;
        return findEnd(at + 1, '\n');
    }

    private int findQuote(int opening, int from, long lineOfQuote) throws IOException {
        for (int at = from; ; at++) {
            int b;
            try {
                b = bytes.at(at);
            } catch (ByteWindow.RecordTooLargeException e) {
                throw unclosed(opening, lineOfQuote, true);
            }
            if (b == QUOTE) {
                return at;
            }
            if (b < 0) {
                throw unclosed(opening, lineOfQuote, false);
            }
            if (b == '\n' || b == '\r' && bytes.at(at + 1) != '\n') {
                lines++;
            }
        }
    }

    UnclosedCellException unclosed(int opening, long lineOfQuote, boolean isTooLarge) {
        int start = bytes.start();
        int lineStart = start + opening;
        while (lineStart > start && bytes.buffer()[lineStart - 1] != '\n' && bytes.buffer()[lineStart - 1] != '\r') {
            lineStart--;
        }
        long before = Utf8.countCharacters(bytes.buffer(), lineStart, start + opening, false);
        return new UnclosedCellException(lineOfQuote, before + 1, isTooLarge);
    }

    void add(int from, int to, Mark mark) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            marks = Arrays.copyOf(marks, count * 2);
        }
        starts[count] = from;
        ends[count] = to;
        marks[count] = mark;
        count++;
    }

    /** Counts a line break within the current row. */
    void countLine() {
        lines++;
    }

    /** Marks the row: something follows the closing quote of a cell. */
    void breakRow() {
        broken = true;
    }

    /** The current line. */
    long lineSoFar() {
        return line + lines;
    }

    /** Whether the file should end with a footer, and none has been read. */
    boolean missesFooter() {
        return dialect != null && dialect.missesFooter();
    }

    /** Refuses a file if a line skipped at the start has the names of the columns in another order. */
    void checkSkipped(List<String> columns, Dialect form, Location place) throws IOException {
        if (dialect != null) {
            dialect.checkSkipped(columns, form, place);
        }
    }

    /** Whether the row equals one of the lines skipped at the start. */
    boolean repeatsSkipped() {
        return dialect != null && dialect.repeatsSkipped(length);
    }

    /** The lines from the footer on, which ended the rows; null if there are none. */
    byte @Nullable [] footer() {
        return dialect == null ? null : dialect.footer();
    }

    /** The number of bytes read, including this row. */
    long position() {
        return passed + length + behind;
    }

    /** Whether this row only names the delimiter, as Excel does: {@code sep=;}. */
    public boolean isSeparatorLine() {
        byte[] buffer = bytes.buffer();
        int start = bytes.start();
        boolean named = length == SEPARATOR.length + 1;
        for (int i = 0; named && i < SEPARATOR.length; i++) {
            named = (i == SEPARATOR.length - 1 ? buffer[start + i] : buffer[start + i] | 0x20) == SEPARATOR[i];
        }
        return named;
    }

    /** The number of cells in the row. */
    public int count() {
        return count;
    }

    /** The length of the row in bytes. */
    public int length() {
        return length;
    }

    /** The line it starts at, from 1. */
    public long line() {
        return line;
    }

    /** The line it ends at. */
    public long lastLine() {
        return line + lines - (behind > 0 ? 1 : 0);
    }

    /** Whether the text ends within the row's last line. */
    public boolean isOpenEnded() {
        return behind == 0;
    }

    /** Whether something follows the closing quote of a cell. */
    public boolean isBroken() {
        return broken;
    }

    /** Whether the cell is empty. */
    boolean isEmpty(int i) {
        return starts[i] == ends[i];
    }

    public boolean isQuoted(int i) {
        return marks[i] != Mark.PLAIN;
    }

    /** Whether all cells are empty. */
    public boolean isBlank() {
        for (int i = 0; i < count; i++) {
            if (starts[i] != ends[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether an escape in the cell says null. */
    boolean isNull(int i) {
        return dialect != null
                && dialect.isNull(bytes.buffer(), bytes.start(), bytes.start() + starts[i], bytes.start() + ends[i]);
    }

    /** Whether the cell is one of the words, given in lower case, in any letter case and with blanks around it. */
    boolean saysAny(int i, Set<String> words) {
        return ends[i] - starts[i] <= LONGEST_WORD && words.contains(NullTexts.plain(text(i)));
    }

    /** The text of the cell. */
    public String text(int i) {
        if (marks[i] != Mark.DOUBLED) {
            int length = ends[i] - starts[i];
            return new String(bytes.buffer(), bytes.start() + starts[i], length, StandardCharsets.UTF_8);
        }
        var json = new JsonWriter();
        writeText(i, json);
        return new JsonValue(json.buffer(), 0, json.length(), ValueKind.TEXT).text();
    }

    /** Whether the cell is this name, as {@link LooseNames} compares. */
    boolean saysName(int i, byte[] folded) {
        if (marks[i] == Mark.DOUBLED) {
            byte[] text = text(i).getBytes(StandardCharsets.UTF_8);
            return LooseNames.isSame(text, 0, text.length, folded);
        }
        return LooseNames.isSame(bytes.buffer(), bytes.start() + starts[i], bytes.start() + ends[i], folded);
    }

    /** Writes the text of the cell as a JSON string with its quotation marks. */
    void writeText(int i, JsonWriter out) {
        byte[] buffer = bytes.buffer();
        int start = bytes.start();
        out.open();
        if (marks[i] == Mark.DOUBLED && dialect != null) {
            dialect.writeText(buffer, start, start + starts[i], start + ends[i], out);
        } else if (marks[i] == Mark.DOUBLED) {
            int from = starts[i];
            for (int at = from; at < ends[i]; at++) {
                if (buffer[start + at] == QUOTE) {
                    out.text(buffer, start + from, start + at + 1);
                    at++;
                    from = at + 1;
                }
            }
            out.text(buffer, start + from, start + ends[i]);
        } else {
            out.text(buffer, start + starts[i], start + ends[i]);
        }
        out.close();
    }
}
