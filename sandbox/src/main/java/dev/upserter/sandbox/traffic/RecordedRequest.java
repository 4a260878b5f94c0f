package dev.upserter.sandbox.traffic;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;

/** One request under /api/ as it arrived, and what it was answered. Immutable. */
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

    /** The path as the client wrote it, percent signs and all, with its query. */
    public String rawPath() {
        return rawPath;
    }

    /** The headers by lower-case name; several of one name are joined by a comma and a blank. */
    public Map<String, String> headers() {
        return headers;
    }

    /** A copy of the body, out of its content encoding. */
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

    @Override
    public String toString() {
        return method + " " + rawPath + " -> " + (status.isPresent() ? status.getAsInt() : "no answer");
    }
}
