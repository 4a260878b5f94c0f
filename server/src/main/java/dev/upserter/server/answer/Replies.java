package dev.upserter.server.answer;

import dev.upserter.http.Reply;
import dev.upserter.report.Report;

/** What clients are answered when all went well, and what became of runs. */
public final class Replies {
    private Replies() {}

    /** An answer of the API, as JSON. */
    public static Reply json(int status, JsonObject value) {
        return Reply.json(status, Json.write(value) + "\n");
    }

    public static Reply report(Report report) {
        return Reply.json(HttpStatuses.of(report), report.toJson() + "\n");
    }
}
