package dev.upserter.source.csv;

import dev.upserter.json.JsonWriter;
import dev.upserter.json.Utf8;
import dev.upserter.json.ValueKind;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.record.Shape;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.Dialect;
import dev.upserter.source.EmptyCells;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.stream.ByteWindow;
import dev.upserter.source.stream.Bytes;
import dev.upserter.source.stream.FileEnd;
import dev.upserter.source.stream.FooterStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records from CSV with a header. Every value is a text, exactly as written; {@link EmptyCells} defines the meaning of an
 * empty cell. A row that does not fit the header affects only itself.
 *
 * <p>Only the current row is in memory, up to 16 MiB.
 */
public final class CsvSource implements Source {
    /** The length of an object without fields. */
    private static final int NO_FIELDS = 2;

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final String encoding;
    private final EmptyCells emptyCells;
    private final Dialect dialect;
    private final Set<String> nullWords;
    private final boolean saysNull;
    private final @Nullable FooterStream footer;
    private final char delimiter;
    private final Bytes bytes;
    private final Cells cells;
    private final SourceRecord record;
    private final JsonWriter json = new JsonWriter();
    private @Nullable CsvHeader header;
    private byte[][] prefixes = new byte[0][];
    private RepeatedHeader repeated = new RepeatedHeader(List.of());
    private boolean waiting;
    private boolean ended;
    private @Nullable FooterRows footerRows;
    private List<FileEnd> ends = List.of();
    private long count;

    /**
     * Opens a source.
     *
     * @param in       UTF-8, without a byte-order mark
     * @param encoding its original encoding, for messages
     */
    public CsvSource(InputStream in, String name, char delimiter, SourceConfig config, String encoding) {
        this.name = name;
        this.encoding = encoding;
        this.delimiter = delimiter;
        this.emptyCells = config.emptyCells();
        this.dialect = config.dialect();
        this.nullWords = NullTexts.of(dialect.nullWords());
        this.saysNull = !nullWords.isEmpty() || dialect.escape() == Dialect.Escape.BACKSLASH;
        this.footer = dialect.footerLines() == 0 ? null : new FooterStream(in, dialect.footerLines());
        this.bytes = new Bytes(footer == null ? in : footer);
        this.cells = new Cells(bytes, delimiter, dialect);
        this.record = new SourceRecord(name);
    }

    @Override
    public boolean hasNext() {
        if (!waiting && !ended) {
            waiting = advance();
            if (!waiting) {
                ended = true;
                long rows = count - (footerRows == null ? 0 : footerRows.count());
                ends = List.of(new FileEnd(name, rows, footer == null ? bytes.ending() : footer.ending()));
                letGo();
            }
        }
        return waiting;
    }

    /** Frees the memory of huge rows once there are no more: other rows may still have to be sent. */
    private void letGo() {
        bytes.letGo();
        json.clear();
        record.end(Shape.EMPTY, json.buffer(), 0, 0, ValueKind.OBJECT);
    }

    private boolean advance() {
        try {
            if (footerRows != null) {
                return footerRows.next();
            }
            if (header == null) {
                boolean isRow = begin();
                if (isRow || !dialect.columns().isEmpty()) {
                    return isRow || beginFooter();
                }
            }
            return cells.next() || beginFooter();
        } catch (DialectCells.FooterException e) {
            ended = true;
            throw e.stop(new Location.InText(name, cells.line(), 1));
        } catch (UnclosedCellException e) {
            ended = true;
            throw e.stop(name);
        } catch (ByteWindow.RecordTooLargeException e) {
            ended = true;
            throw SourceProblems.tooLarge(new Location.InText(name, cells.line(), 1), count + 1, e);
        } catch (IOException e) {
            ended = true;
            throw SourceProblems.unreadable(name, e);
        } catch (ProblemException e) {
            ended = true;
            throw e;
        }
    }

    /** Reads the names of the columns; returns whether the first row has been read. */
    private boolean begin() throws IOException {
        boolean isRow = false;
        if (dialect.columns().isEmpty()) {
            header = readHeader();
        } else {
            isRow = cells.next() && (!cells.isSeparatorLine() || cells.next());
            cells.checkSkipped(dialect.columns(), dialect, new Location.InFile(name));
            header = CsvHeader.of(dialect.columns(), new Location.InFile(name));
            repeated = new RepeatedHeader(dialect.columns());
        }
        prefixes = header.prefixes();
        return isRow;
    }

    /** Continues with the lines after the last row; if the file must have some and has none, it may be truncated. */
    private boolean beginFooter() throws IOException {
        if (cells.missesFooter()) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "the file ends without a line that starts as source.footer says, so it may have been cut off",
                    "export it again. If files may end without one, remove source.footer");
        }
        byte[] told = cells.footer();
        if (told == null && footer == null) {
            return false;
        }
        byte[] lines = told == null ? Objects.requireNonNull(footer).lastLines() : told;
        var rows = new FooterRows(lines, delimiter, dialect, cells.line() - (told == null ? 1 : 2), told != null);
        footerRows = rows;
        return rows.next();
    }

    private CsvHeader readHeader() throws IOException {
        boolean isThere = cells.next() && (!cells.isSeparatorLine() || cells.next());
        if (!isThere || !CsvHeader.find(cells, name)) {
            throw SourceProblems.noHeader(
                    new Location.InFile(name),
                    "the file " + (isThere || cells.position() > 0 ? "holds blank lines alone" : "is empty"),
                    "check the export that made the file. An export without a row holds the header alone");
        }
        var place = new Location.InText(name, cells.line(), 1);
        int start = bytes.start();
        int end = start + cells.length();
        int invalid = Utf8.firstInvalid(bytes.buffer(), start, end);
        if (invalid < end) {
            Problem wrong = notEncoded(place, invalid);
            throw SourceProblems.stop(place, wrong.message().replaceFirst("the row", "the header"), wrong.hint());
        }
        if (bytes.buffer()[start] == 0 || cells.length() > 1 && bytes.buffer()[start + 1] == 0) {
            throw SourceProblems.stop(
                    place,
                    "the file holds zero bytes: it is no text, or its encoding is another one",
                    "save it as UTF-8, or name its encoding with source.encoding, such as utf-16le");
        }
        if (cells.isBroken()) {
            throw SourceProblems.stop(place, "there is text after the closing quotation mark of a column's name");
        }
        var columns = new ArrayList<String>();
        for (int i = 0; i < cells.count(); i++) {
            columns.add(cells.text(i));
        }
        repeated = new RepeatedHeader(columns);
        CsvHeader read = CsvHeader.of(columns, place);
        return BlankColumns.areBetween(columns)
                ? read.with(BlankColumns.tables(columns, BlankColumns.rowsAfter(cells, bytes, delimiter, dialect)))
                : read;
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        waiting = false;
        CsvHeader columns = Objects.requireNonNull(header);
        if (footerRows != null) {
            footerRows.take(record, ++count, columns.fields().length);
            return record;
        }
        record.begin(++count, cells.line(), 1);
        if (cells.isOpenEnded()) {
            record.openEnded();
        }
        int start = bytes.start();
        int end = start + cells.length();
        int invalid = Utf8.firstInvalid(bytes.buffer(), start, end);
        if (invalid < end) {
            spoil(notEncoded(record.location(), invalid));
        } else if (bytes.areZero(cells.length())) {
            spoil(Problem.of(
                    Code.RECORD_UNREADABLE,
                    record.location(),
                    "the line holds zero bytes alone, as a full disk or a broken copy leaves them"));
        } else if (cells.isBroken()) {
            spoil(Problem.of(
                    Code.RECORD_UNREADABLE,
                    record.location(),
                    "there is text after the closing quotation mark of cell " + cells.count() + lines()));
        } else if (cells.isBlank() && dialect.blankRows() == Dialect.BlankRows.SKIP) {
            record.blank();
        } else if (!isHeaderAgain()) {
            take(columns);
        }
        return record;
    }

    /** Whether the row has fewer cells than there are columns, which is allowed, but not where the row may be truncated. */
    private boolean isFilled(CsvHeader columns) {
        return dialect.shortRows() == Dialect.ShortRows.FILL
                && cells.count() < columns.fields().length
                && !cells.isOpenEnded();
    }

    private void take(CsvHeader columns) {
        Problem swallowed = cells.lastLine() == cells.line()
                ? null
                : SwallowedRows.find(cells, columns.fields().length, delimiter, record);
        if (cells.count() == columns.fields().length || isFilled(columns)) {
            fill(columns);
            if (swallowed != null) {
                int start = bytes.start();
                record.doubt(swallowed, Arrays.copyOfRange(bytes.buffer(), start, start + cells.length()));
            }
            return;
        }
        spoil(
                swallowed != null
                        ? swallowed
                        : Problem.of(
                                Code.COLUMN_COUNT,
                                record.location(),
                                "the row has " + cells.count() + (cells.count() == 1 ? " cell" : " cells")
                                        + (dialect.columns().isEmpty() ? ", the header " : ", source.columns ")
                                        + columns.fields().length + lines()
                                        + (cells.isOpenEnded() ? ". The file may have been cut off here" : "")));
    }

    /** A file joined from several contains their headers too; one with other columns changes all rows below it. */
    private boolean isHeaderAgain() {
        if (cells.repeatsSkipped()) {
            spoil(Problem.of(
                    Code.HEADER_REPEATED,
                    record.location(),
                    "the line repeats one that source.skip leaves out at the start: it is no row but the start of a"
                            + " file that was joined"));
            return true;
        }
        RepeatedHeader.Kind kind = repeated.of(cells);
        switch (kind) {
            case NONE -> {}
            case SAME ->
                spoil(Problem.of(
                        Code.HEADER_REPEATED,
                        record.location(),
                        "the line repeats the names of the columns: it is no row but the header of a file that"
                                + " was joined"));
            case OTHER_ORDER -> throw joined("in another order, so the rows");
            case OTHER_NAMES -> throw joined("among others, as the header of another file does, so the rows");
        }
        return kind != RepeatedHeader.Kind.NONE;
    }

    private ProblemException joined(String how) {
        ended = true;
        return SourceProblems.stop(
                record.location(),
                "the line holds the names of the columns " + how + " below it would be read under wrong names",
                "give the files one by one or as a pattern, such as 'exports/*.csv', in place of a joined file");
    }

    private Problem notEncoded(Location place, int invalid) {
        return encoding.equals("UTF-8")
                ? SourceProblems.notUtf8(place, bytes.buffer()[invalid], invalid - bytes.start())
                : Problem.of(Code.INPUT_ENCODING, place, "the row holds a byte that is not " + encoding);
    }

    private String lines() {
        return cells.lastLine() == cells.line() ? "" : ". The row extends to line " + cells.lastLine();
    }

    private void spoil(Problem problem) {
        record.end(Shape.EMPTY, bytes.buffer(), bytes.start(), bytes.start() + cells.length(), ValueKind.TEXT);
        record.spoilText(problem);
    }

    private void fill(CsvHeader columns) {
        json.clear();
        json.raw('{');
        for (int i = 0; i < columns.fields().length; i++) {
            int field = columns.fields()[i];
            if (field >= 0) {
                fill(i, field);
            }
        }
        json.raw('}');
        record.end(columns.shape(), json.buffer(), 0, json.length(), ValueKind.OBJECT);
        if (json.length() == NO_FIELDS
                && !dialect.columns().isEmpty()
                && dialect.blankRows() == Dialect.BlankRows.SKIP) {
            record.blank(); // what it holds is in columns that source.columns leaves out
        }
    }

    /** Treats a missing cell as an empty one. */
    private void fill(int column, int field) {
        boolean empty = column >= cells.count() || cells.isEmpty(column);
        if (empty && isNothing(column)) {
            record.absent(field);
            return;
        }
        if (json.length() > 1) {
            json.raw(',');
        }
        json.raw(prefixes[field]);
        int from = json.length();
        if (empty && emptyCells == EmptyCells.NULL || saysNull && saysNull(column)) {
            json.raw(NULL);
            record.field(field, from, json.length(), ValueKind.NULL);
        } else {
            cells.writeText(column, json);
            record.field(field, from, json.length(), ValueKind.TEXT);
        }
    }

    private boolean saysNull(int column) {
        return cells.isNull(column) || !nullWords.isEmpty() && cells.saysAny(column, nullWords);
    }

    private boolean isNothing(int column) {
        return switch (emptyCells) {
            case SKIP -> true;
            case QUOTED -> column >= cells.count() || !cells.isQuoted(column);
            case NULL -> false;
        };
    }

    @Override
    public List<Header> headers() {
        return header == null ? List.of() : List.of(header.header());
    }

    @Override
    public List<Problem> warnings() {
        return header == null ? List.of() : header.warnings();
    }

    @Override
    public List<FileEnd> ends() {
        return ends;
    }

    @Override
    public long bytesRead() {
        return cells.position();
    }

    /** Does nothing: whoever opened the stream interrupts it. */
    @Override
    public void cancel() {}

    @Override
    public void close() throws IOException {
        ended = true;
        waiting = false;
        bytes.close();
    }
}
