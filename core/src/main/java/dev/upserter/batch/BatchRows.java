package dev.upserter.batch;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.problem.Location;
import dev.upserter.record.SourceRecord;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** The rows that a batch comes from: each record as it is in the source, its place, and what is noted of it. */
final class BatchRows {
    private static final int ROWS = 16;
    private static final int ENDS = 2;
    private static final int NUMBERS = 4;
    /** Of the arrays that hold something of each row: numbers, ends, and two references. */
    private static final int ROW_BYTES = NUMBERS * Long.BYTES + (ENDS + 2) * Integer.BYTES;

    private final GrowingBytes records = new GrowingBytes(1024);
    /** What each row is about, as JSON: a text or a whole number. */
    private final GrowingBytes keys = new GrowingBytes(256);

    private final GrowingBytes notes = new GrowingBytes(0);
    private int size;
    /** Where record and key of each row end. */
    private int[] ends = new int[ROWS * ENDS];

    private int[] noteEnds = new int[0];
    private ValueKind[] kinds = new ValueKind[ROWS];
    private String[] files = new String[ROWS];
    /** Of each row its number, that of the run that read it first, its line and its column. */
    private long[] places = new long[ROWS * NUMBERS];
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
        long arrays = (long) kinds.length * ROW_BYTES + (long) noteEnds.length * Integer.BYTES;
        return (long) records.room() + keys.room() + notes.room() + arrays + (long) runs.length * Long.BYTES;
    }

    /** @param key what the row is about: a text or a whole number */
    void add(SourceRecord record, JsonValue key) {
        keys.put(key.bytes(), key.start(), key.end());
        JsonValue json = record.json();
        add(json, record.file(), record.number(), record.row(), record.line(), record.column());
    }

    private void add(JsonValue json, String file, long number, long first, long line, long column) {
        grow();
        records.put(json.bytes(), json.start(), json.end());
        kinds[size] = json.kind();
        files[size] = file;
        int end = size * ENDS;
        ends[end] = records.length();
        ends[end + 1] = keys.length();
        int place = size * NUMBERS;
        places[place] = number;
        places[place + 1] = first;
        places[place + 2] = line;
        places[place + 3] = column;
        extendRuns(number);
        size++;
    }

    /** Adds a row of other rows, with its note. */
    void copy(BatchRows other, int i) {
        keys.put(other.keys.bytes(), other.keyStart(i), other.keyEnd(i));
        add(other.record(i), other.files[i], other.number(i), other.first(i), other.line(i), other.column(i));
        if (other.notes.length() > 0) {
            int start = other.noteStart(i);
            note(Arrays.copyOfRange(other.notes.bytes(), start, other.noteEnds[i]), other.noteEnds[i] - start);
        }
    }

    private void grow() {
        if (size == kinds.length) {
            int more = size * 2;
            ends = Arrays.copyOf(ends, more * ENDS);
            kinds = Arrays.copyOf(kinds, more);
            files = Arrays.copyOf(files, more);
            places = Arrays.copyOf(places, more * NUMBERS);
        }
    }

    private void extendRuns(long number) {
        int last = 2 * runCount - 1;
        if (runCount > 0 && runs[last] == number - 1) {
            runs[last] = number;
        } else {
            beginRun(number);
        }
    }

    private void beginRun(long number) {
        int first = 2 * runCount;
        if (first == runs.length) {
            runs = Arrays.copyOf(runs, runs.length * 2);
        }
        runs[first] = number;
        runs[first + 1] = number;
        runCount++;
    }

    /** Gives the last row a note; either all rows have one, or none. */
    void note(byte[] note, int length) {
        if (noteEnds.length < size) {
            noteEnds = Arrays.copyOf(noteEnds, kinds.length);
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
        return places[i * NUMBERS];
    }

    private long first(int i) {
        return places[i * NUMBERS + 1];
    }

    private long line(int i) {
        return places[i * NUMBERS + 2];
    }

    private long column(int i) {
        return places[i * NUMBERS + 3];
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
        int start = keyStart(i);
        ValueKind kind = keys.bytes()[start] == '"' ? ValueKind.TEXT : ValueKind.INTEGER;
        return new JsonValue(keys.bytes(), start, keyEnd(i), kind).text();
    }

    private int keyStart(int i) {
        return i == 0 ? 0 : keyEnd(i - 1);
    }

    private int keyEnd(int i) {
        return ends[i * ENDS + 1];
    }

    /** The i-th row, of which this is sent. */
    BatchRow row(int i, JsonValue sent) {
        Location location = column(i) == 0
                ? new Location.InRows(files[i], line(i))
                : new Location.InText(files[i], line(i), column(i));
        return new BatchRow(number(i), first(i), location, key(i), record(i), sent);
    }

    private JsonValue record(int i) {
        return new JsonValue(records.bytes(), i == 0 ? 0 : ends[(i - 1) * ENDS], ends[i * ENDS], kinds[i]);
    }
}
