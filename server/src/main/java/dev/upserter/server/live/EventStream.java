package dev.upserter.server.live;

import dev.upserter.http.Outcome;
import dev.upserter.http.Wire;
import java.util.Map;

/**
 * Server-sent events, with status 200; no thread waits for the next event.
 *
 * @param headers  in addition to those that every answer has
 * @param audience sends them
 */
public record EventStream(Map<String, String> headers, Audience audience) implements Outcome {
    public EventStream {
        headers = Map.copyOf(headers);
    }

    @Override
    public void send(Wire wire) {
        wire.handOver(headers, audience::add);
    }
}
