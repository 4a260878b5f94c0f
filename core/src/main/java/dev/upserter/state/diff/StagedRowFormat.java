package dev.upserter.state.diff;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.RowValues;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Payload;
import dev.upserter.record.SourceRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row and what was made of it, and reads them again. A value that occurs in the row's own text, as almost all do,
 * is written as a position in it. Names are written as numbers, which are valid for this run only. For one thread.
 *
 * <p>Where few rows will be read again, the text of a row in a file on disk is not written, only its position and checksum.
 */
@SuppressWarnings("EnumOrdinal") // the same process writes and reads it
final class StagedRowFormat implements AutoCloseable {
    private static final ValueKind[] KINDS = ValueKind.values();
    private static final IdentifierType[] IDENTIFIERS = IdentifierType.values();
    private static final int ELSEWHERE = 0x40;
    private static final int IN_FILE = 0x20;
    private static final int READ_BEFORE = 0x10;
    /** Further files are not kept open: their rows are written. */
    private static final int MAX_OPEN = 100;
    /** Enough bytes, mostly, for what is written beside the row. */
    private static final int ROOM = 1024;

    private static final int NO_PART = 0xFF;

    private final RowValues.Layout layout;
    private final boolean refers;
    private final Map<AttributeName, Integer> numbers = new HashMap<>();
    private final List<AttributeName> names = new ArrayList<>();
    private final Map<Named, Integer> fileNumbers = new HashMap<>();
    private final List<RowsInFile> files = new ArrayList<>();
    private final CRC32C checksum = new CRC32C();
    private AttributeName[] lastNames = new AttributeName[0];
    private int[] lastNumbers = new int[0];
    private @Nullable String lastFile;
    private @Nullable Path lastRawFile;
    private int lastFileNumber;

    /**
     * @param refers whether rows may stay in their files
     */
    StagedRowFormat(RowValues.Layout layout, boolean refers) {
        this.layout = layout;
        this.refers = refers;
    }

    void write(RowValues row, SourceRecord record, GrowingBytes out) {
        JsonValue json = record.json();
        out.reserve(json.length() + ROOM);
        int file = fileOf(record);
        out.putVarint(file);
        out.putVarint(record.number());
        out.putVarint(record.line());
        out.putVarint(record.column());
        boolean inFile = files.get(file).holdsRows() && record.rawFile() != null;
        boolean readBefore = record.row() != record.number();
        out.put(json.kind().ordinal() | (inFile ? IN_FILE : 0) | (readBefore ? READ_BEFORE : 0));
        if (readBefore) {
            out.putVarint(record.row());
        }
        out.putVarint(json.length());
        if (inFile) {
            out.putVarint(record.offset());
            out.putVarint(checksum(json.bytes(), json.start(), json.length()));
        } else {
            out.put(json.bytes(), json.start(), json.end());
        }
        if (layout.isMixed()) {
            out.put(row.identifyBy().ordinal());
        }
        value(row.key(), json, out);
        for (JsonValue part : row.parts()) {
            if (part == null) {
                out.put(NO_PART);
            } else {
                value(part, json, out);
            }
        }
        attributes(row.payload(), json, out);
        attributes(row.relationship(), json, out);
    }

    private void attributes(Payload payload, JsonValue json, GrowingBytes out) {
        int count = payload.size();
        out.putVarint(count);
        growTo(count);
        for (int i = 0; i < count; i++) {
            Attribute attribute = payload.attribute(i);
            out.putVarint(number(attribute.name(), i));
            value(attribute.value(), json, out);
        }
    }

    /** Rows of two files may have the same name: those sent again, and others of the file that they came from. */
    private record Named(String name, @Nullable Path raw) {}

    /** Consecutive rows are mostly from the same file, and give the same objects. */
    @SuppressWarnings("ReferenceEquality")
    private int fileOf(SourceRecord record) {
        String name = record.file();
        Path raw = record.rawFile();
        if (name != lastFile || raw != lastRawFile) {
            lastFileNumber =
                    fileNumbers.computeIfAbsent(new Named(name, raw), named -> addFile(named.name(), named.raw()));
            lastFile = name;
            lastRawFile = raw;
        }
        return lastFileNumber;
    }

    private int addFile(String name, @Nullable Path raw) {
        files.add(RowsInFile.of(name, refers && files.size() < MAX_OPEN ? raw : null));
        return files.size() - 1;
    }

    private long checksum(byte[] bytes, int start, int length) {
        checksum.reset();
        checksum.update(bytes, start, length);
        return checksum.getValue();
    }

    private void growTo(int count) {
        if (lastNames.length < count) {
            lastNames = Arrays.copyOf(lastNames, count);
            lastNumbers = Arrays.copyOf(lastNumbers, count);
        }
    }

    /** Rows mostly have the same names, as the same objects, in the same order. */
    @SuppressWarnings("ReferenceEquality")
    private int number(AttributeName name, int i) {
        if (lastNames[i] != name) {
            lastNames[i] = name;
            lastNumbers[i] = numbers.computeIfAbsent(name, this::addName);
        }
        return lastNumbers[i];
    }

    private int addName(AttributeName name) {
        names.add(name);
        return names.size() - 1;
    }

    @SuppressWarnings("ReferenceEquality") // the very same bytes, or a position in them would mean something else
    private static void value(JsonValue value, JsonValue row, GrowingBytes out) {
        boolean inside = value.bytes() == row.bytes() && value.start() >= row.start() && value.end() <= row.end();
        out.put(value.kind().ordinal() | (inside ? 0 : ELSEWHERE));
        if (inside) {
            out.putVarint(value.start() - row.start());
            out.putVarint(value.length());
        } else {
            out.putVarint(value.length());
            out.put(value.bytes(), value.start(), value.end());
        }
    }

    /**
     * A row as it was written; valid until the next one is read.
     *
     * @param values    what was made of it
     * @param record    the record it comes from; has no fields
     */
    record StagedRow(RowValues values, SourceRecord record) {}

    /**
     * @throws IOException if a file no longer contains the row
     */
    StagedRow read(byte[] bytes, int at) throws IOException {
        return new Reader(bytes, at).row();
    }

    private final class Reader {
        private final byte[] bytes;
        private final ByteCursor in;

        private Reader(byte[] bytes, int at) {
            this.bytes = bytes;
            this.in = new ByteCursor(bytes, at);
        }

        private StagedRow row() throws IOException {
            RowsInFile file = files.get((int) in.number());
            long number = in.number();
            long line = in.number();
            long column = in.number();
            int tag = in.octet();
            ValueKind kind = KINDS[tag & ~(IN_FILE | READ_BEFORE)];
            long row = (tag & READ_BEFORE) != 0 ? in.number() : number;
            int length = (int) in.number();
            JsonValue json =
                    (tag & IN_FILE) != 0 ? textOf(file, in.number(), length, in.number(), kind) : text(length, kind);
            file.record().restore(number, row, line, column, json);
            IdentifierType identifyBy = layout.isMixed() ? IDENTIFIERS[in.octet()] : layout.identifyBy();
            JsonValue key = value(json);
            @Nullable JsonValue[] parts = layout.room();
            for (int i = 0; i < parts.length; i++) {
                parts[i] = part(json);
            }
            Payload payload = payload(json);
            return new StagedRow(new RowValues(layout, identifyBy, key, parts, payload, payload(json)), file.record());
        }

        private Payload payload(JsonValue row) {
            int count = (int) in.number();
            if (count == 0) {
                return Payload.NONE;
            }
            var attributes = new ArrayList<Attribute>(count);
            for (int i = 0; i < count; i++) {
                attributes.add(new Attribute(names.get((int) in.number()), value(row)));
            }
            return new Payload(attributes);
        }

        private JsonValue textOf(RowsInFile file, long offset, int length, long sum, ValueKind kind)
                throws IOException {
            byte[] text = file.read(offset, length);
            if (checksum(text, 0, length) != sum) {
                throw file.changed();
            }
            return new JsonValue(text, 0, length, kind);
        }

        private @Nullable JsonValue part(JsonValue row) {
            int tag = in.octet();
            return tag == NO_PART ? null : value(row, tag);
        }

        private JsonValue value(JsonValue row) {
            return value(row, in.octet());
        }

        private JsonValue value(JsonValue row, int tag) {
            if ((tag & ELSEWHERE) == 0) {
                int start = row.start() + (int) in.number();
                int length = (int) in.number();
                return new JsonValue(row.bytes(), start, start + length, KINDS[tag]);
            }
            return text((int) in.number(), KINDS[tag & ~ELSEWHERE]);
        }

        private JsonValue text(int length, ValueKind kind) {
            int start = in.pass(length);
            return new JsonValue(bytes, start, start + length, kind);
        }
    }

    @Override
    public void close() throws IOException {
        for (RowsInFile file : files) {
            file.close();
        }
    }
}
