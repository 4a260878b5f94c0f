package dev.upserter.workbook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The cells of one row; reused for all rows. For one thread. */
public final class SheetRow {
    private static final int LARGE = 1 << 20;

    private int number;
    private boolean hidden;
    private int count;
    private int[] columns = new int[32];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private CellKind[] kinds = new CellKind[32];
    private byte[] bytes = new byte[1024];
    private int length;
    private boolean isBlank = true;

    SheetRow() {}

    void begin(int itsNumber, boolean isHidden) {
        number = itsNumber;
        hidden = isHidden;
        count = 0;
        length = 0;
        isBlank = true;
        if (bytes.length > LARGE) {
            bytes = new byte[1024]; // do not keep the memory of one huge row
        }
    }

    /** Its number as Excel shows it, from 1. */
    public int number() {
        return number;
    }

    /** Whether Excel does not show it, as a filter leaves it out. */
    public boolean isHidden() {
        return hidden;
    }

    /** The number of cells with a value, which may be an empty text. */
    public int count() {
        return count;
    }

    /** The column of the i-th of these cells, from 0, ascending. */
    public int column(int i) {
        return columns[i];
    }

    /** The kind of value in the i-th of these cells. */
    public CellKind kind(int i) {
        return kinds[i];
    }

    /** Where the text of the i-th of these cells starts in {@link #bytes}. */
    public int start(int i) {
        return starts[i];
    }

    /** Where it ends. */
    public int end(int i) {
        return ends[i];
    }

    /** The texts of all cells in UTF-8; must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The text of the i-th of these cells. */
    public String text(int i) {
        return new String(bytes, starts[i], ends[i] - starts[i], StandardCharsets.UTF_8);
    }

    /** Whether all cells are empty or hold the empty text. */
    boolean isBlank() {
        return isBlank;
    }

    /** The number of bytes of its texts. */
    int length() {
        return length;
    }

    void add(int column, CellKind kind, String text) {
        int start = length;
        reserve(text.length() * 3);
        length = Utf8Text.write(text, bytes, length);
        end(column, kind, start);
    }

    /** Adds a text whose bytes were written after {@link #room}. */
    void addText(int column, int size) {
        int start = length;
        length += size;
        end(column, CellKind.TEXT, start);
    }

    private void end(int column, CellKind kind, int start) {
        if (count == columns.length) {
            columns = Arrays.copyOf(columns, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            kinds = Arrays.copyOf(kinds, count * 2);
        }
        columns[count] = column;
        kinds[count] = kind;
        starts[count] = start;
        ends[count++] = length;
        isBlank &= kind == CellKind.TEXT && start == length;
    }

    /** The bytes, with room for this many more after {@link #length}. */
    byte[] room(int more) {
        reserve(more);
        return bytes;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
