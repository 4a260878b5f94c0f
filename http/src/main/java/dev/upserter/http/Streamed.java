package dev.upserter.http;

import java.util.Map;

/**
 * An answer with status 200 whose body is written piece by piece.
 *
 * @param headers in addition to those that every answer of the endpoint has
 * @param body    writes the body
 */
public record Streamed(Map<String, String> headers, Wire.Body body) implements Outcome {
    /** Copies the headers. */
    public Streamed {
        headers = Map.copyOf(headers);
    }

    @Override
    public void send(Wire wire) throws InterruptedException {
        wire.stream(headers, body);
    }
}
