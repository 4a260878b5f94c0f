package dev.upserter.server;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a client is answered. Immutable.
 *
 * @param status  the HTTP status
 * @param headers beside those that every answer has
 * @param body    the text
 */
record Reply(int status, Map<String, String> headers, String body) implements Outcome {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply text(String body) {
        return new Reply(200, Map.of("Content-Type", "text/plain; charset=utf-8"), body);
    }

    static Reply report(Report report) {
        return new Reply(HttpStatuses.of(report), JSON, report.toJson() + "\n");
    }

    static Reply refused(Refusal refusal, String message) {
        return new Reply(refusal.status(), JSON, RefusalJson.write(refusal, message) + "\n");
    }

    static Reply refused(List<Problem> problems) {
        return new Reply(HttpStatuses.of(problems), JSON, RefusalJson.write(problems) + "\n");
    }

    /** The answer to what is not a request that HTTP allows, or too long a one; the status says which. */
    static Reply malformed(int status) {
        return new Reply(status, JSON, RefusalJson.write(Refusal.REQUEST_INVALID, "the request cannot be read") + "\n");
    }

    /** A defect of ours; says nothing of it. */
    static Reply internal() {
        return refused(List.of(Problem.of(Code.INTERNAL, null, "the server failed; its log says where")));
    }

    /** An answer of the API, as JSON. */
    static Reply json(int status, @Nullable Object value) {
        return new Reply(status, JSON, Json.write(value) + "\n");
    }

    /** This refusal as the API says it: a problem as RFC 9457 describes it. */
    Reply asProblem() throws IOException {
        List<?> problems = Json.list(Json.get(Json.read(body), "problems"));
        Object first = problems.isEmpty() ? null : problems.getFirst();
        List<?> examples = Json.list(Json.get(first, "examples"));
        Map<String, @Nullable Object> problem = Json.object(
                "type",
                "about:blank",
                "title",
                HttpStatus.getMessage(status),
                "status",
                status,
                "detail",
                examples.isEmpty() ? "" : Json.text(examples.getFirst(), "message"),
                "code",
                Json.text(first, "code"),
                "help",
                Json.text(first, "help"),
                "problems",
                problems);
        return new Reply(status, headers, Json.write(problem) + "\n").with("Content-Type", "application/problem+json");
    }

    Reply with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
