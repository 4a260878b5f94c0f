package dev.upserter.batch;

import dev.upserter.problem.Location;
import dev.upserter.source.JsonValue;

/**
 * Where an entry of a batch comes from.
 *
 * @param number   the record's place in the source, from 1
 * @param first    its place among the records of the run that read it first: of a row that is sent again, another
 * @param location where it starts, as messages show it
 * @param key      the identifier it is sent under
 * @param record   the record as it stands in the source; good until the batch is released
 */
public record Row(long number, long first, Location location, String key, JsonValue record) {
    /** The place; never the key or the record, which are personal data. */
    @Override
    public String toString() {
        return "Row[" + location + "]";
    }
}
