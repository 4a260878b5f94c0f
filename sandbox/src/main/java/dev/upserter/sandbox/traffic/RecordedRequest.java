package dev.upserter.sandbox.traffic;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;

/** A request under /api/ as it arrived, with its answer. Immutable. */
public final class RecordedRequest {
    private final String method;
    private final String rawPath;
    private final Map<String, String> headers;
    private final byte[] body;
    private final OptionalInt status;

    RecordedRequest(String method, String rawPath, Map<String, String> headers, byte[] body, OptionalInt status) {
        this.method = method;
        this.rawPath = rawPath;
        this.headers = headers;
        this.body = body;
        this.status = status;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** The path as the client wrote it, with its percent escapes and its query. */
    public String rawPath() {
        return rawPath;
    }

    /** The headers by lower-case name; values of the same name are joined by a comma and a blank. */
    public Map<String, String> headers() {
        return headers;
    }

    /** A copy of the decoded body. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8 text. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The status of the answer; empty when the connection was cut instead. */
    public OptionalInt status() {
        return status;
    }

    /** About how much memory it takes, bytes. */
    long memory() {
        return 1_000L + rawPath.length() + body.length;
    }

    @Override
    public String toString() {
        return method + " " + rawPath + " -> " + (status.isPresent() ? status.getAsInt() : "no answer");
    }
}
