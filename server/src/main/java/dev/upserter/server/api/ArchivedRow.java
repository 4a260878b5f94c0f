package dev.upserter.server.api;

import dev.upserter.server.answer.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A row that a run has not delivered. What is of type Object is JSON that was read, or is masked.
 *
 * @param location where it is in the data
 * @param row      its number
 * @param code     of the problem
 * @param key      by which it is known
 * @param reason   why it was not delivered
 * @param field    that it was for
 * @param message  of Customer.io
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
