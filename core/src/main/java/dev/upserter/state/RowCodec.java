package dev.upserter.state;

import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.plan.GrowingBytes;
import dev.upserter.source.JsonValue;
import dev.upserter.source.SourceRecord;
import dev.upserter.source.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a row and what it was mapped to, and reads it again. Values that stand in the row's own text, as nearly all do,
 * are written as places in it. Names are written as numbers, which hold for this run alone. For one thread.
 */
@SuppressWarnings("EnumOrdinal") // what is written is read by the same process
final class RowCodec {
    private static final ValueKind[] KINDS = ValueKind.values();
    private static final int ELSEWHERE = 0x40;

    private final IdentifierType identifyBy;
    private final Map<AttributeName, Integer> numbers = new HashMap<>();
    private final List<AttributeName> names = new ArrayList<>();
    private final Map<String, Integer> fileNumbers = new HashMap<>();
    private final List<SourceRecord> files = new ArrayList<>();
    private AttributeName[] lastNames = new AttributeName[0];
    private int[] lastNumbers = new int[0];

    RowCodec(IdentifierType identifyBy) {
        this.identifyBy = identifyBy;
    }

    void write(IdentifyPerson operation, SourceRecord record, GrowingBytes out) {
        JsonValue json = record.json();
        out.putVarint(fileNumbers.computeIfAbsent(record.file(), this::addFile));
        out.putVarint(record.number());
        out.putVarint(record.line());
        out.putVarint(record.column());
        out.put(json.kind().ordinal());
        out.putVarint(json.length());
        out.put(json.bytes(), json.start(), json.end());
        out.put(operation.updateOnly() ? 1 : 0);
        value(operation.identifier().value(), json, out);
        List<Attribute> attributes = operation.attributes();
        int count = attributes.size();
        out.putVarint(count);
        growTo(count);
        for (int i = 0; i < count; i++) {
            Attribute attribute = attributes.get(i);
            out.putVarint(number(attribute.name(), i));
            value(attribute.value(), json, out);
        }
    }

    private int addFile(String file) {
        files.add(SourceRecord.restored(file));
        return files.size() - 1;
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

    @SuppressWarnings("ReferenceEquality") // the same bytes, or a place in them would mean something else
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
     * A row as it was written; good until the next one is read.
     *
     * @param operation what it was mapped to
     * @param record    where it comes from; has no fields
     */
    record StagedRow(IdentifyPerson operation, SourceRecord record) {}

    StagedRow read(byte[] bytes, int at) {
        return new Reader(bytes, at).row();
    }

    private final class Reader {
        private final byte[] bytes;
        private int at;

        private Reader(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        private long number() {
            long number = 0;
            int shift = 0;
            while (bytes[at] < 0) {
                number |= (long) (bytes[at++] & 0x7F) << shift;
                shift += 7;
            }
            return number | (long) bytes[at++] << shift;
        }

        private StagedRow row() {
            SourceRecord record = files.get((int) number());
            long number = number();
            long line = number();
            long column = number();
            ValueKind kind = KINDS[bytes[at++]];
            int length = (int) number();
            var json = new JsonValue(bytes, at, at + length, kind);
            at += length;
            record.restore(number, line, column, json);
            boolean updateOnly = bytes[at++] == 1;
            var identifier = new Identifier(identifyBy, value(json.start()));
            int count = (int) number();
            var attributes = new ArrayList<Attribute>(count);
            for (int i = 0; i < count; i++) {
                attributes.add(new Attribute(names.get((int) number()), value(json.start())));
            }
            return new StagedRow(new IdentifyPerson(identifier, attributes, updateOnly), record);
        }

        private JsonValue value(int row) {
            int tag = bytes[at++];
            if ((tag & ELSEWHERE) == 0) {
                int start = row + (int) number();
                int length = (int) number();
                return new JsonValue(bytes, start, start + length, KINDS[tag]);
            }
            int length = (int) number();
            at += length;
            return new JsonValue(bytes, at - length, at, KINDS[tag & ~ELSEWHERE]);
        }
    }
}
