package dev.upserter.source.sheet;

import dev.upserter.json.JsonWriter;
import dev.upserter.json.ValueKind;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.record.Shape;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.EmptyCells;
import dev.upserter.source.csv.CsvHeader;
import dev.upserter.source.csv.LooseNames;
import dev.upserter.source.csv.NullTexts;
import dev.upserter.workbook.CellKind;
import dev.upserter.workbook.CellName;
import dev.upserter.workbook.SheetRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a record from the cells of a row. For one thread. */
final class SheetFields {
    /** The length of an object without fields. */
    private static final int NO_FIELDS = 2;

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final SourceRecord record;
    private final EmptyCells emptyCells;
    private final Set<String> nullWords;
    private final JsonWriter json = new JsonWriter();
    private Shape shape = Shape.EMPTY;
    private int[] places = new int[0];
    private byte[][] names = new byte[0][];
    private int first;
    private boolean isNamed;
    private @Nullable Problem problem;

    /**
     * @param nullWords texts that mean null
     */
    SheetFields(SourceRecord record, EmptyCells emptyCells, List<String> nullWords) {
        this.record = record;
        this.emptyCells = emptyCells;
        this.nullWords = NullTexts.of(nullWords);
    }

    /**
     * Sets the header.
     *
     * @param firstColumn the first column of the sheet that it names, from 0
     * @param written     the names, as written
     */
    void begin(CsvHeader header, int firstColumn, List<String> written) {
        shape = header.shape();
        places = header.fields();
        first = firstColumn;
        isNamed = header.place() instanceof Location.InFile; // by the configuration
        names = written.stream().map(LooseNames::folded).toArray(byte[][]::new);
    }

    /** Fills the record, which has its place already. */
    void take(SheetRow row) {
        json.clear();
        json.raw('{');
        problem = null;
        if (repeatsHeader(row)) {
            spoil(
                    Code.HEADER_REPEATED,
                    "the row repeats the names of the columns: it is the header of a sheet that was joined",
                    "remove it, or give the files as a pattern, such as 'exports/*.xlsx'");
        }
        int cell = 0;
        while (cell < row.count() && row.column(cell) < first) {
            beside(row, cell++);
        }
        for (int i = 0; i < places.length; i++) {
            boolean there = cell < row.count() && row.column(cell) == first + i;
            if (places[i] >= 0) {
                fill(row, there ? cell : -1, places[i]);
            }
            cell += there ? 1 : 0;
        }
        while (cell < row.count()) {
            beside(row, cell++);
        }
        json.raw('}');
        record.end(shape, json.buffer(), 0, json.length(), ValueKind.OBJECT);
        if (problem == null && isNamed && json.length() == NO_FIELDS) {
            record.blank(); // what it holds is in columns that source.columns leaves out
        } else if (problem != null) {
            record.spoilText(problem); // a text, so that the other cells are not sent on their own
        }
    }

    /** A sheet joined from several contains their headers too. */
    private boolean repeatsHeader(SheetRow row) {
        int cell = 0;
        for (int i = 0; i < names.length; i++) {
            if (names[i].length > 0) {
                while (cell < row.count() && row.column(cell) < first + i) {
                    cell++;
                }
                if (cell == row.count() || row.column(cell) != first + i || !says(row, cell, names[i])) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean says(SheetRow row, int cell, byte[] name) {
        return row.kind(cell) == CellKind.TEXT && LooseNames.isSame(row.bytes(), row.start(cell), row.end(cell), name);
    }

    /** A cell outside the columns that the header names; an empty text there is ignored. */
    private void beside(SheetRow row, int cell) {
        if (row.kind(cell) != CellKind.TEXT || row.end(cell) > row.start(cell)) {
            spoil(
                    Code.COLUMN_COUNT,
                    "cell " + name(row, cell) + " holds a value, but "
                            + (isNamed ? "source.columns names" : "the header names") + " no column "
                            + CellName.column(row.column(cell)),
                    isNamed
                            ? "name the column in source.columns, with \"\" if it is to be left out"
                            : "name the column in the header, or remove the value");
        }
    }

    private static String name(SheetRow row, int cell) {
        return CellName.of(row.column(cell), row.number());
    }

    private void spoil(Code code, String message, String hint) {
        problem = problem == null ? Problem.of(code, record.location(), message, hint) : problem;
    }

    /**
     * @param cell the cell that holds the field; negative if none does
     */
    private void fill(SheetRow row, int cell, int field) {
        boolean empty = cell < 0 || row.kind(cell) == CellKind.TEXT && row.end(cell) == row.start(cell);
        if (empty && isNothing(cell)) {
            record.absent(field);
            return;
        }
        if (json.length() > 1) {
            json.raw(',');
        }
        json.raw(shape.quoted(field));
        json.raw(':');
        int from = json.length();
        boolean isNull = empty ? emptyCells == EmptyCells.NULL : isNullWord(row, cell);
        ValueKind kind = isNull ? write(NULL, ValueKind.NULL) : write(row, cell);
        record.field(field, from, json.length(), kind);
    }

    private boolean isNullWord(SheetRow row, int cell) {
        return !nullWords.isEmpty()
                && row.kind(cell) == CellKind.TEXT
                && nullWords.contains(NullTexts.plain(row.text(cell)));
    }

    /** A cell that exists but holds the empty text corresponds to a quoted cell of CSV. */
    private boolean isNothing(int cell) {
        return switch (emptyCells) {
            case SKIP -> true;
            case QUOTED -> cell < 0;
            case NULL -> false;
        };
    }

    private ValueKind write(SheetRow row, int cell) {
        return switch (row.kind(cell)) {
            case TRUE -> write(TRUE, ValueKind.TRUE);
            case FALSE -> write(FALSE, ValueKind.FALSE);
            case TEXT -> writeText(row, cell);
            case NUMBER -> writeNumber(row, cell);
            case UNREADABLE -> {
                spoil(
                        Code.RECORD_UNREADABLE,
                        "cell " + name(row, cell) + " " + row.text(cell),
                        "open the workbook in Excel or LibreOffice, look at the cell, and save it. The rows around it"
                                + " were read");
                yield write(NULL, ValueKind.NULL);
            }
        };
    }

    private ValueKind write(byte[] word, ValueKind kind) {
        json.raw(word);
        return kind;
    }

    private ValueKind writeText(SheetRow row, int cell) {
        json.open();
        json.text(row.bytes(), row.start(cell), row.end(cell));
        json.close();
        return ValueKind.TEXT;
    }

    private ValueKind writeNumber(SheetRow row, int cell) {
        ValueKind kind = ValueKind.INTEGER;
        for (int i = row.start(cell); i < row.end(cell); i++) {
            byte b = row.bytes()[i];
            json.raw((char) b);
            kind = b == '.' || b == 'E' ? ValueKind.DECIMAL : kind;
        }
        return kind;
    }
}
