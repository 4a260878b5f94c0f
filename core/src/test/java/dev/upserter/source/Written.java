package dev.upserter.source;

import dev.upserter.json.ValueKind;
import dev.upserter.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that a test wrote, and the expected rows.
 *
 * @param name   of a file with it
 * @param text   the file
 * @param config the configuration needed to read it
 * @param rows   the expected rows, as {@link #show} prints them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Written(String name, byte[] text, SourceConfig config, List<String> rows) {
    static final String BLANK = "blank";

    /** A row: its place in the file if there are lines, then its fields, or what is wrong with it. */
    static String show(SourceRecord record) {
        String place =
                record.location().toString().substring(record.location().file().length());
        String end = record.isOpenEnded() ? " ~" : "";
        if (record.defect().isPresent()) {
            return place + " " + record.defect().get().code() + end;
        }
        var fields = new ArrayList<String>();
        for (int i = 0; i < record.shape().size(); i++) {
            if (record.has(i)) {
                fields.add(field(
                        record.shape().name(i), record.kind(i), record.value(i).text()));
            }
        }
        return place + " " + (record.isBlank() ? BLANK : String.join("|", fields)) + end;
    }

    static String field(String name, ValueKind kind, String text) {
        return name + "=" + kind + " " + text;
    }
}
