package dev.upserter.source;

import dev.upserter.json.JsonValue;
import dev.upserter.record.SourceRecord;
import java.util.Arrays;

/** Records that outlive the moving on of their source, one after the other in memory. */
public final class RecordCopies {
    private RecordCopies() {}

    /** The next records of a source, each a copy. */
    public static SourceRecord[] take(Source source, int count) {
        var copies = new SourceRecord[count];
        for (int i = 0; i < count && source.hasNext(); i++) {
            copies[i] = copy(source.next());
        }
        return copies;
    }

    private static SourceRecord copy(SourceRecord record) {
        JsonValue json = record.json();
        var copy = new SourceRecord(record.file());
        copy.begin(record.number(), record.line(), record.column());
        for (int i = 0; i < record.shape().size(); i++) {
            JsonValue value = record.value(i);
            copy.field(i, value.start() - json.start(), value.end() - json.start(), value.kind());
        }
        byte[] bytes = Arrays.copyOfRange(json.bytes(), json.start(), json.end());
        copy.end(record.shape(), bytes, 0, bytes.length, json.kind());
        return copy;
    }
}
