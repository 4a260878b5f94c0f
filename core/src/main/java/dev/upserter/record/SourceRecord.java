package dev.upserter.record;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row as read: the text of a JSON object and the positions of its fields.
 *
 * <p>A source reuses one record for all rows: what this returns is valid until the source moves on. For one thread.
 */
public final class SourceRecord {
    /** The memory of a copy's objects, and of each of its fields, in bytes. */
    private static final int COPY = 200;

    private static final int FIELD = 16;
    private static final byte[] NOTHING = {'{', '}'};

    private final String ownFile;
    private final boolean hasOwnLines;
    private String file;
    private boolean hasLines;
    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private ValueKind kind = ValueKind.OBJECT;
    private boolean json = true;
    private Shape shape = Shape.EMPTY;
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private ValueKind[] kinds = new ValueKind[32];
    private long number;
    /** Its number in the run that read it first; 0 if this is that run. */
    private long first;

    private long line;
    private long column;
    private boolean openEnded;
    private boolean blank;
    private boolean footer;
    private boolean likeRow;
    private @Nullable Problem defect;
    private @Nullable Problem doubt;
    private byte[] doubted = NOTHING;
    private @Nullable Path rawFile;
    /** The file offset of the first of {@link #bytes}. */
    private long base;

    public SourceRecord(String file) {
        this(file, true);
    }

    /**
     * @param hasLines whether places are lines and columns; otherwise they are rows
     */
    public SourceRecord(String file, boolean hasLines) {
        this.ownFile = file;
        this.hasOwnLines = hasLines;
        this.file = file;
        this.hasLines = hasLines;
    }

    /** A record without fields, for staged rows: see {@link #restore}. */
    public static SourceRecord restored(String file) {
        return new SourceRecord(file);
    }

    /**
     * Becomes a row that was read before; its text must stay unchanged while the record uses it.
     *
     * @param itsRow    as {@link #row}
     * @param itsColumn as {@link #column}: 0 where there are no lines
     */
    public void restore(long itsNumber, long itsRow, long itsLine, long itsColumn, JsonValue text) {
        begin(itsNumber, itsLine, itsColumn);
        first = itsRow;
        hasLines = itsColumn > 0;
        end(Shape.EMPTY, text.bytes(), text.start(), text.end(), text.kind());
    }

    /** The name of the source that read it first, as messages show it. */
    public String file() {
        return file;
    }

    /** The names of the fields. */
    public Shape shape() {
        return shape;
    }

    /** Whether the record has the i-th field of its shape: a row of CSV may have no value in a column. */
    public boolean has(int i) {
        return ends[i] > 0;
    }

    /** The kind of the i-th field's value. */
    public ValueKind kind(int i) {
        return kinds[i];
    }

    /** The i-th field's value. */
    public JsonValue value(int i) {
        return new JsonValue(bytes, start + starts[i], start + ends[i], kinds[i]);
    }

    /**
     * The whole record, as it is in the source. Where that is not JSON, a text that shows it, with a replacement character
     * for each byte that is not UTF-8.
     */
    public JsonValue json() {
        return json
                ? new JsonValue(bytes, start, end, kind)
                : JsonValue.ofText(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }

    /**
     * The file that contains the record's text, from {@link #offset()} on; null if there is none, as for packed data,
     * streams and CSV.
     */
    public @Nullable Path rawFile() {
        return rawFile;
    }

    /**
     * Where the record's text starts in {@link #rawFile()}, in bytes from its start; undefined if there is no such file.
     */
    public long offset() {
        return base + start;
    }

    /** Its position among the records of the source, from 1. */
    public long number() {
        return number;
    }

    /** Its number; for a row that an earlier run did not deliver, the number it had when it was first read. */
    public long row() {
        return first == 0 ? number : first;
    }

    /** The line it starts at, from 1; the row of its file where there are no lines. */
    public long line() {
        return line;
    }

    /** The column it starts at, characters from 1; 0 where there are no lines. */
    public long column() {
        return hasLines ? column : 0;
    }

    /** Where it starts. */
    public Location location() {
        return hasLines ? new Location.InText(file, line, column) : new Location.InRows(file, line);
    }

    /** Whether it is the last record of a text without a final line break, so that its last value may be truncated. */
    public boolean isOpenEnded() {
        return openEnded;
    }

    /** Whether the row is blank, so that it is left out; it then has no fields. */
    public boolean isBlank() {
        return blank;
    }

    /** Whether it comes after the last row, so that it is left out; it then has no fields. */
    public boolean isFooter() {
        return footer;
    }

    /** Whether it comes after the last row, but looks like one. */
    public boolean isFooterLikeRow() {
        return footer && likeRow;
    }

    /** Why the record cannot be used, if it cannot; it then has no fields. */
    public Optional<Problem> defect() {
        return Optional.ofNullable(defect);
    }

    /** Why it may be no row, though it can be read; the configuration says what follows. */
    public Optional<Problem> doubt() {
        return Optional.ofNullable(doubt);
    }

    /** A copy of the row that stays valid. */
    public SourceRecord copy() {
        var copy = new SourceRecord(file, hasLines);
        copy.first = first;
        copy.bytes = Arrays.copyOfRange(bytes, start, end);
        copy.end = end - start;
        copy.kind = kind;
        copy.json = json;
        copy.shape = shape;
        copy.starts = Arrays.copyOf(starts, shape.size());
        copy.ends = Arrays.copyOf(ends, shape.size());
        copy.kinds = Arrays.copyOf(kinds, shape.size());
        copy.number = number;
        copy.line = line;
        copy.column = column;
        copy.openEnded = openEnded;
        copy.blank = blank;
        copy.footer = footer;
        copy.likeRow = likeRow;
        copy.defect = defect;
        copy.doubt = doubt;
        copy.doubted = doubted;
        copy.rawFile = rawFile;
        copy.base = base + start;
        return copy;
    }

    /** The approximate memory of a {@link #copy}, in bytes. */
    public long copiedBytes() {
        return COPY + end - start + (long) FIELD * shape.size();
    }

    /** Sets the file that contains the bytes of the source. */
    public void standIn(Path file) {
        rawFile = file;
    }

    /** The text of the records is not the text of a file. */
    public void standAlone() {
        rawFile = null;
    }

    /** Sets the offset of the first byte that the next {@link #end} gets. */
    public void base(long offset) {
        base = offset;
    }

    public void begin(long number, long line, long column) {
        this.file = ownFile;
        this.hasLines = hasOwnLines;
        this.number = number;
        this.first = 0;
        this.line = line;
        this.column = column;
        this.openEnded = false;
        this.blank = false;
        this.footer = false;
        this.defect = null;
        this.doubt = null;
        this.json = true;
    }

    public void field(int i, int from, int to, ValueKind kind) {
        if (i == starts.length) {
            starts = Arrays.copyOf(starts, i * 2);
            ends = Arrays.copyOf(ends, i * 2);
            kinds = Arrays.copyOf(kinds, i * 2);
        }
        starts[i] = from;
        ends[i] = to;
        kinds[i] = kind;
    }

    /** Marks the record as the last of a text without a final line break. */
    public void openEnded() {
        openEnded = true;
    }

    /** Marks the row as blank, so that it is left out. */
    public void blank() {
        empty();
        blank = true;
    }

    /** Marks it as coming after the last row, so that it is left out. */
    public void footer(boolean looksLikeRow) {
        empty();
        footer = true;
        likeRow = looksLikeRow;
    }

    private void empty() {
        defect = null;
        doubt = null;
        json = true;
        end(Shape.EMPTY, NOTHING, 0, NOTHING.length, ValueKind.OBJECT);
    }

    /** Leaves out a field of the shape. */
    public void absent(int i) {
        field(i, 0, 0, ValueKind.NULL);
    }

    /** Sets the place at which an earlier run first read it. */
    public void comesFrom(Location place, long itsRow) {
        file = place.file();
        first = itsRow;
        line = switch (place) {
            case Location.InText text -> text.line();
            case Location.InRows rows -> rows.row();
            case Location.InFile whole -> itsRow;
        };
        column = place instanceof Location.InText text ? text.column() : 0;
        hasLines = column > 0;
    }

    /** Gives it another number among the records. */
    public void renumber(long place) {
        number = place;
    }

    public void end(Shape names, byte[] window, int from, int to, ValueKind of) {
        shape = names;
        bytes = window;
        start = from;
        end = to;
        kind = of;
    }

    /** Marks the record as unusable; the first reason is kept. */
    public void spoil(Problem problem) {
        shape = Shape.EMPTY;
        defect = defect == null ? problem : defect;
    }

    /**
     * Marks a row that can be read as one that may be none.
     *
     * @param text of the row in its source
     */
    public void doubt(Problem problem, byte[] text) {
        doubt = problem;
        doubted = text;
    }

    /** Makes the record unusable for what is doubted about it. */
    public void confirmDoubt() {
        Problem problem = doubt;
        if (problem != null) {
            end(Shape.EMPTY, doubted, 0, doubted.length, ValueKind.TEXT);
            spoilText(problem);
        }
    }

    /** Marks the record as unusable, because it is not even JSON. */
    public void spoilText(Problem problem) {
        spoil(problem);
        json = false;
    }
}
