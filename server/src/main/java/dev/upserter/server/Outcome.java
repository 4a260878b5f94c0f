package dev.upserter.server;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** What a handler answers with. */
sealed interface Outcome permits Reply, Outcome.Stream, Outcome.Events {

    /**
     * A body that is written piece by piece, with status 200.
     *
     * @param headers beside those that every answer has
     * @param body    writes it
     */
    record Stream(Map<String, String> headers, Body body) implements Outcome {
        public Stream {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Events that come when there are any, with status 200; no thread waits for them.
     *
     * @param headers  beside those that every answer has
     * @param audience tells them
     */
    record Events(Map<String, String> headers, Audience audience) implements Outcome {
        public Events {
            headers = Map.copyOf(headers);
        }
    }

    /** Writes a body. An {@link IOException} means that the client has left, or that what is sent cannot be read. */
    interface Body {
        void write(OutputStream out) throws IOException, InterruptedException;
    }
}
