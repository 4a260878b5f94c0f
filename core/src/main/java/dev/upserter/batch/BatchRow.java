package dev.upserter.batch;

import dev.upserter.json.JsonValue;
import dev.upserter.problem.Location;
import dev.upserter.redaction.Redaction;

/**
 * Where an entry of a batch comes from.
 *
 * @param number   the record's place in the source, from 1
 * @param first    its place among the records of the run that read it first: of a row that is sent again, another
 * @param location where it starts, as messages show it
 * @param key      the identifier it is sent under
 * @param record   the record as it is in the source; good until the batch is released
 * @param sent     what is sent of it: its attributes; good as long
 */
public record BatchRow(long number, long first, Location location, String key, JsonValue record, JsonValue sent) {
    /** Hides what the row says, as it was read and as it is sent. */
    public Redaction redaction() {
        return Redaction.of(key)
                .with(record.bytes(), record.start(), record.length())
                .with(sent.bytes(), sent.start(), sent.length());
    }

    /** The place; never the key or the record, which are personal data. */
    @Override
    public String toString() {
        return "BatchRow[" + location + "]";
    }
}
