package dev.upserter.server.api;

import dev.upserter.server.answer.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A row that a run did not deliver. Components of type Object hold JSON that was read, or masked values.
 *
 * @param location where it is in the data
 * @param row      its number
 * @param code     of the problem
 * @param key      that identifies it
 * @param reason   why it was not delivered
 * @param field    the field that caused it
 * @param message  from Customer.io
 * @param record   as it was read
 */
record ArchivedRow(
        @Nullable Object location,
        @Nullable Object row,
        @Nullable Object code,
        @Nullable Object key,
        String reason,
        String field,
        String message,
        @Nullable Object record) {
    JsonObject json() {
        return new JsonObject()
                .withRead("location", location)
                .withRead("row", row)
                .withRead("code", code)
                .withRead("key", key)
                .with("reason", reason)
                .with("field", field)
                .with("message", message)
                .withRead("record", record);
    }

    @Override
    public String toString() {
        return "ArchivedRow[" + location + "]";
    }
}
