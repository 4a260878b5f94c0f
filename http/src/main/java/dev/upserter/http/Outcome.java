package dev.upserter.http;

import java.io.IOException;

/** What a request is answered with; sends itself. */
@FunctionalInterface
public interface Outcome {
    /** Sends the answer, once. A client that has left is no failure. */
    void send(Wire wire) throws IOException, InterruptedException;
}
