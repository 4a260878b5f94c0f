package dev.upserter.server.answer;

import dev.upserter.http.Reply;
import dev.upserter.report.RunReport;
import dev.upserter.report.SetReport;

/** The answers for requests that succeed, and for the results of runs. */
public final class Replies {
    private Replies() {}

    /** A JSON answer of the API. */
    public static Reply json(int status, JsonObject value) {
        return Reply.json(status, Json.write(value) + "\n");
    }

    public static Reply report(RunReport report) {
        return Reply.json(HttpStatuses.of(report), report.toJson() + "\n");
    }

    public static Reply report(SetReport report) {
        return Reply.json(HttpStatuses.of(report), report.toJson() + "\n");
    }
}
