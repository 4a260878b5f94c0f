package dev.upserter.server.api;

import dev.upserter.server.answer.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A summary of a run, for a list. Components of type Object hold JSON that was read.
 *
 * @param run            its id
 * @param sync           what it ran
 * @param startedAt      null where its id does not contain it
 * @param status         from its report, or its phase while it is active
 * @param destination    empty while it is active
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
