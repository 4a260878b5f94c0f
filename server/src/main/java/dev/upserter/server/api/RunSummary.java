package dev.upserter.server.api;

import dev.upserter.server.answer.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A run in a few words, for a list. What is of type Object is JSON that was read.
 *
 * @param run            its id
 * @param sync           what it ran
 * @param startedAt      null where its id does not say so
 * @param status         of its report, or how it is under way
 * @param destination    empty while it is under way
 * @param durationMillis so far
 * @param records        counts of rows
 * @param requests       counts of requests
 */
record RunSummary(
        String run,
        String sync,
        @Nullable String startedAt,
        String status,
        String destination,
        @Nullable Object durationMillis,
        @Nullable Object records,
        @Nullable Object requests) {
    JsonObject json() {
        return new JsonObject()
                .with("run", run)
                .with("sync", sync)
                .with("startedAt", startedAt)
                .with("status", status)
                .with("destination", destination)
                .withRead("durationMillis", durationMillis)
                .withRead("records", records)
                .withRead("requests", requests);
    }
}
