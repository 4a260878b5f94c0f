package dev.upserter.batch;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.Form;
import dev.upserter.operation.Operation;
import dev.upserter.problem.Location;
import dev.upserter.record.SourceRecord;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** The rows that a batch comes from: each record as it stands in the source, its place, and what is noted of it. */
final class BatchRows {
    private static final int ROWS = 16;
    /** Of the arrays that hold something of each row: four numbers, two ends, two references. */
    private static final int ROW_BYTES = 4 * Long.BYTES + 4 * Integer.BYTES;

    private final GrowingBytes records = new GrowingBytes(1024);
    /** What each row is about, as JSON texts. */
    private final GrowingBytes keys = new GrowingBytes(256);

    private final GrowingBytes notes = new GrowingBytes(0);
    private int size;
    private int[] recordEnds = new int[ROWS];
    private int[] keyEnds = new int[ROWS];
    private int[] noteEnds = new int[0];
    private ValueKind[] kinds = new ValueKind[ROWS];
    private String[] files = new String[ROWS];
    private long[] numbers = new long[ROWS];
    private long[] firstNumbers = new long[ROWS];
    private long[] lines = new long[ROWS];
    private long[] columns = new long[ROWS];
    /** The numbers of the rows once more, as the first and the last of each run of numbers without a gap. */
    private long[] runs = new long[4];

    private int runCount;

    void clear() {
        records.clear();
        keys.clear();
        notes.clear();
        size = 0;
        runCount = 0;
    }

    int size() {
        return size;
    }

    /** How much room the records take, bytes. */
    int recordBytes() {
        return records.length();
    }

    /** How much room the notes take, bytes. */
    int noteBytes() {
        return notes.length();
    }

    /** How much memory they hold, bytes. */
    long memory() {
        long arrays = (long) recordEnds.length * ROW_BYTES + (long) noteEnds.length * Integer.BYTES;
        return (long) records.room() + keys.room() + notes.room() + arrays + (long) runs.length * Long.BYTES;
    }

    void add(SourceRecord record, Operation operation) {
        int length = operation.length(Form.ID);
        keys.reserve(length);
        operation.write(Form.ID, keys.bytes(), keys.length());
        keys.advance(length);
        JsonValue json = record.json();
        add(json, record.file(), record.number(), record.row(), record.line(), record.column());
    }

    private void add(JsonValue json, String file, long number, long first, long line, long column) {
        grow();
        records.put(json.bytes(), json.start(), json.end());
        recordEnds[size] = records.length();
        keyEnds[size] = keys.length();
        kinds[size] = json.kind();
        files[size] = file;
        numbers[size] = number;
        firstNumbers[size] = first;
        lines[size] = line;
        columns[size] = column;
        extendRuns(number);
        size++;
    }

    /** Adds a row of other rows, with its note. */
    void copy(BatchRows other, int i) {
        keys.put(other.keys.bytes(), other.keyStart(i), other.keyEnds[i]);
        add(other.record(i), other.files[i], other.numbers[i], other.firstNumbers[i], other.lines[i], other.columns[i]);
        if (other.notes.length() > 0) {
            int start = other.noteStart(i);
            note(Arrays.copyOfRange(other.notes.bytes(), start, other.noteEnds[i]), other.noteEnds[i] - start);
        }
    }

    private void grow() {
        if (size == recordEnds.length) {
            int more = size * 2;
            recordEnds = Arrays.copyOf(recordEnds, more);
            keyEnds = Arrays.copyOf(keyEnds, more);
            kinds = Arrays.copyOf(kinds, more);
            files = Arrays.copyOf(files, more);
            numbers = Arrays.copyOf(numbers, more);
            firstNumbers = Arrays.copyOf(firstNumbers, more);
            lines = Arrays.copyOf(lines, more);
            columns = Arrays.copyOf(columns, more);
        }
    }

    private void extendRuns(long number) {
        int last = 2 * runCount - 1;
        if (runCount > 0 && runs[last] == number - 1) {
            runs[last] = number;
            return;
        }
        if (last + 1 == runs.length) {
            runs = Arrays.copyOf(runs, runs.length * 2);
        }
        runs[last + 1] = number;
        runs[last + 2] = number;
        runCount++;
    }

    /** Gives the last row a note; either all rows have one, or none. */
    void note(byte[] note, int length) {
        if (noteEnds.length < size) {
            noteEnds = Arrays.copyOf(noteEnds, recordEnds.length);
        }
        notes.put(note, 0, length);
        noteEnds[size - 1] = notes.length();
    }

    /** Writes the notes of the rows that the filter lets through, one after the other; nothing if there are none. */
    void writeNotes(IntPredicate filter, GrowingBytes out) {
        for (int i = 0; notes.length() > 0 && i < size; i++) {
            if (filter.test(i)) {
                out.put(notes.bytes(), noteStart(i), noteEnds[i]);
            }
        }
    }

    /** Gives those rows other notes, if they have any. */
    void changeNotes(IntPredicate filter, UnaryOperator<byte[]> change) {
        if (notes.length() == 0) {
            return;
        }
        byte[] before = Arrays.copyOf(notes.bytes(), notes.length());
        notes.clear();
        int start = 0;
        for (int i = 0; i < size; i++) {
            byte[] note = Arrays.copyOfRange(before, start, noteEnds[i]);
            start = noteEnds[i];
            notes.put(filter.test(i) ? change.apply(note) : note);
            noteEnds[i] = notes.length();
        }
    }

    private int noteStart(int i) {
        return i == 0 ? 0 : noteEnds[i - 1];
    }

    long number(int i) {
        return numbers[i];
    }

    int runs() {
        return runCount;
    }

    long firstOfRun(int i) {
        return runs[2 * i];
    }

    long lastOfRun(int i) {
        return runs[2 * i + 1];
    }

    /** What the i-th row is about. */
    String key(int i) {
        return new JsonValue(keys.bytes(), keyStart(i), keyEnds[i], ValueKind.TEXT).text();
    }

    private int keyStart(int i) {
        return i == 0 ? 0 : keyEnds[i - 1];
    }

    /** The i-th row, of which this is sent. */
    Row row(int i, JsonValue sent) {
        Location location = columns[i] == 0
                ? new Location.InRows(files[i], lines[i])
                : new Location.InText(files[i], lines[i], columns[i]);
        return new Row(numbers[i], firstNumbers[i], location, key(i), record(i), sent);
    }

    private JsonValue record(int i) {
        return new JsonValue(records.bytes(), i == 0 ? 0 : recordEnds[i - 1], recordEnds[i], kinds[i]);
    }
}
