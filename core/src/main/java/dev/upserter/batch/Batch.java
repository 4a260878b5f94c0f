package dev.upserter.batch;

import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.plan.GrowingBytes;
import dev.upserter.problem.Location;
import dev.upserter.source.JsonValue;
import dev.upserter.source.Nested;
import dev.upserter.source.SourceRecord;
import dev.upserter.source.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The people sent in one request, and the rows they come from.
 *
 * <p>Filled by a {@link Packer}, read-only afterwards: threads may share it then. What it returns is good until it is
 * released.
 */
public final class Batch {
    private static final byte[] OPENING = "{\"batch\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSING = "]}".getBytes(StandardCharsets.US_ASCII);
    private static final int ROWS = 16;
    /** Of the arrays that hold something of each row: three numbers, two ends, two references. */
    private static final int ROW_BYTES = 3 * Long.BYTES + 4 * Integer.BYTES;

    private final Api api;
    private long sequence;
    private byte[] body = new byte[1024];
    private int bodyLength;
    private byte[] records = new byte[1024];
    private int recordsLength;
    private int size;
    private byte[] notes = new byte[0];
    private int[] noteEnds = new int[0];
    private int notesLength;
    private int[] entryEnds = new int[ROWS];
    private int[] recordEnds = new int[ROWS];
    private ValueKind[] kinds = new ValueKind[ROWS];
    private String[] files = new String[ROWS];
    private long[] numbers = new long[ROWS];
    private long[] lines = new long[ROWS];
    private long[] columns = new long[ROWS];
    /** The numbers of the rows once more, as the first and the last of each run of numbers without a gap. */
    private long[] runs = new long[4];

    private int runCount;
    private long[] predecessors = new long[4];
    private int predecessorCount;
    private String key = "";
    private IdentifierType keyType = IdentifierType.ID;

    Batch(Api api) {
        this.api = api;
    }

    void begin(long number) {
        sequence = number;
        bodyLength = 0;
        recordsLength = 0;
        size = 0;
        runCount = 0;
        notesLength = 0;
        predecessorCount = 0;
        key = "";
        if (api == Api.BATCH) {
            append(OPENING);
        }
    }

    /** The exact length of the body if an entry of this length came in. */
    int lengthWith(int entryLength) {
        return bodyLength + (size == 0 ? 0 : 1) + entryLength + CLOSING.length;
    }

    int recordBytesWith(SourceRecord record) {
        return recordsLength + record.json().length();
    }

    int noteBytesWith(int noteLength) {
        return notesLength + noteLength;
    }

    void add(Operation operation, SourceRecord record) {
        growRows();
        switch (api) {
            case BATCH -> {
                reserve(operation.entryLength() + 1);
                if (size > 0) {
                    body[bodyLength++] = ',';
                }
                bodyLength = operation.writeEntry(body, bodyLength);
            }
            case SINGLE -> {
                reserve(operation.attributesLength());
                bodyLength = operation.writeAttributes(body, bodyLength);
                key = operation.identifier().text();
                keyType = operation.identifier().type();
            }
        }
        entryEnds[size] = bodyLength;
        keep(record);
        size++;
    }

    /** Gives the last entry a note; either all entries of a batch have one, or none. */
    void note(byte[] note, int length) {
        if (noteEnds.length < size) {
            noteEnds = Arrays.copyOf(noteEnds, entryEnds.length);
        }
        notes = roomFor(notes, notesLength, length);
        System.arraycopy(note, 0, notes, notesLength, length);
        notesLength += length;
        noteEnds[size - 1] = notesLength;
    }

    private void keep(SourceRecord record) {
        JsonValue json = record.json();
        records = roomFor(records, recordsLength, json.length());
        System.arraycopy(json.bytes(), json.start(), records, recordsLength, json.length());
        recordsLength += json.length();
        recordEnds[size] = recordsLength;
        kinds[size] = json.kind();
        files[size] = record.file();
        numbers[size] = record.number();
        extendRuns(record.number());
        lines[size] = record.line();
        columns[size] = record.column();
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

    private void growRows() {
        if (size == entryEnds.length) {
            int more = size * 2;
            entryEnds = Arrays.copyOf(entryEnds, more);
            recordEnds = Arrays.copyOf(recordEnds, more);
            kinds = Arrays.copyOf(kinds, more);
            files = Arrays.copyOf(files, more);
            numbers = Arrays.copyOf(numbers, more);
            lines = Arrays.copyOf(lines, more);
            columns = Arrays.copyOf(columns, more);
        }
    }

    /** Makes sure that the batch is sent after another. */
    void follow(long batch) {
        for (int i = 0; i < predecessorCount; i++) {
            if (predecessors[i] == batch) {
                return;
            }
        }
        if (predecessorCount == predecessors.length) {
            predecessors = Arrays.copyOf(predecessors, predecessorCount * 2);
        }
        predecessors[predecessorCount++] = batch;
    }

    void close() {
        if (api == Api.BATCH) {
            append(CLOSING);
        }
    }

    private void append(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, body, bodyLength, bytes.length);
        bodyLength += bytes.length;
    }

    private void reserve(int more) {
        body = roomFor(body, bodyLength, more);
    }

    private static byte[] roomFor(byte[] bytes, int length, int more) {
        return length + more <= bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }

    /** The endpoint it is for. */
    public Api api() {
        return api;
    }

    /** Its number among the batches of the run, from 1. */
    public long sequence() {
        return sequence;
    }

    /** How many people are in it. */
    public int size() {
        return size;
    }

    /** The request's body is the first {@link #bodyLength()} of these bytes; not to be changed. */
    public byte[] body() {
        return body;
    }

    /** The length of the request's body, bytes. */
    public int bodyLength() {
        return bodyLength;
    }

    /** How much memory it takes, bytes: of body, records, notes, and what is noted of each row. */
    public long memory() {
        long rows = (long) entryEnds.length * ROW_BYTES + (long) noteEnds.length * Integer.BYTES;
        return (long) body.length + records.length + notes.length + rows + (long) runs.length * Long.BYTES;
    }

    /** For {@link Api#SINGLE}: the identifier whose path the request goes to. */
    public String key() {
        return key;
    }

    /** For {@link Api#SINGLE}: which identifier that is. */
    public IdentifierType keyType() {
        return keyType;
    }

    /** The numbers of the batches that must have an end before this one is sent: they touch the same people. */
    public long[] predecessors() {
        return Arrays.copyOf(predecessors, predecessorCount);
    }

    /** The record number of the i-th row. */
    public long number(int i) {
        return numbers[i];
    }

    /** How many runs of record numbers without a gap there are. */
    public int runs() {
        return runCount;
    }

    /** The first record number of the i-th run. */
    public long firstOfRun(int i) {
        return runs[2 * i];
    }

    /** The last record number of the i-th run. */
    public long lastOfRun(int i) {
        return runs[2 * i + 1];
    }

    /** The row that the i-th entry comes from. */
    public Row row(int i) {
        Location location = lines[i] == 0
                ? new Location.InRows(files[i], numbers[i])
                : new Location.InText(files[i], lines[i], columns[i]);
        int start = i == 0 ? 0 : recordEnds[i - 1];
        return new Row(numbers[i], location, keyOf(i), new JsonValue(records, start, recordEnds[i], kinds[i]));
    }

    private String keyOf(int i) {
        return switch (api) {
            case SINGLE -> key;
            case BATCH -> {
                var entry = new JsonValue(body, entryStart(i), entryEnds[i], ValueKind.OBJECT);
                JsonValue identifiers = Nested.find(entry, "identifiers").orElseThrow();
                yield Arrays.stream(IdentifierType.values())
                        .flatMap(type -> Nested.find(identifiers, type.spelling()).stream())
                        .map(JsonValue::text)
                        .findFirst()
                        .orElse("");
            }
        };
    }

    /** Writes the notes of the entries that the filter lets through, one after the other; nothing if there are none. */
    public void writeNotes(IntPredicate filter, GrowingBytes out) {
        for (int i = 0; notesLength > 0 && i < size; i++) {
            if (filter.test(i)) {
                out.put(notes, noteStart(i), noteEnds[i]);
            }
        }
    }

    private int noteStart(int i) {
        return i == 0 ? 0 : noteEnds[i - 1];
    }

    private int entryStart(int i) {
        return i == 0 ? OPENING.length : entryEnds[i - 1] + 1;
    }

    /** A batch of some of the entries, in bytes of its own: from the first index to before the second. */
    public Batch part(int from, int to) {
        var part = new Batch(api);
        part.begin(sequence);
        part.key = key;
        part.keyType = keyType;
        for (int i = from; i < to; i++) {
            part.copyEntry(this, i);
        }
        part.close();
        return part;
    }

    private void copyEntry(Batch other, int i) {
        growRows();
        int start = api == Api.BATCH ? other.entryStart(i) : 0;
        int length = other.entryEnds[i] - start;
        reserve(length + 1);
        if (size > 0) {
            body[bodyLength++] = ',';
        }
        System.arraycopy(other.body, start, body, bodyLength, length);
        bodyLength += length;
        entryEnds[size] = bodyLength;
        int recordStart = i == 0 ? 0 : other.recordEnds[i - 1];
        int recordLength = other.recordEnds[i] - recordStart;
        records = roomFor(records, recordsLength, recordLength);
        System.arraycopy(other.records, recordStart, records, recordsLength, recordLength);
        recordsLength += recordLength;
        recordEnds[size] = recordsLength;
        kinds[size] = other.kinds[i];
        files[size] = other.files[i];
        numbers[size] = other.numbers[i];
        extendRuns(other.numbers[i]);
        lines[size] = other.lines[i];
        columns[size] = other.columns[i];
        size++;
        if (other.notesLength > 0) {
            note(
                    Arrays.copyOfRange(other.notes, other.noteStart(i), other.noteEnds[i]),
                    other.noteEnds[i] - other.noteStart(i));
        }
    }

    /** The number and the size; never what is in it. */
    @Override
    public String toString() {
        return "Batch[" + sequence + ", " + size + " people, " + bodyLength + " bytes]";
    }
}
