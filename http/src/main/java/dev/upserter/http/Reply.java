package dev.upserter.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A complete answer. Immutable.
 *
 * @param status  the HTTP status
 * @param headers in addition to those that every answer of the endpoint has
 * @param body    the text
 */
public record Reply(int status, Map<String, String> headers, String body) implements Outcome {
    /** Copies the headers. */
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** Plain text, with status 200. */
    public static Reply text(String body) {
        return new Reply(200, Map.of("Content-Type", "text/plain; charset=utf-8"), body);
    }

    /** A JSON text. */
    public static Reply json(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }

    /** An answer without a body. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), "");
    }

    /** A copy with this header added or replaced. */
    public Reply with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    @Override
    public void send(Wire wire) throws InterruptedException {
        wire.send(status, headers, bytes());
    }

    /** Sends it without blocking, for a request whose body has been read. */
    public void sendAtOnce(Wire wire) {
        wire.sendAtOnce(status, headers, bytes());
    }

    /** The body in UTF-8. */
    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
