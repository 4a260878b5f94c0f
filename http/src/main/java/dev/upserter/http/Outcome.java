package dev.upserter.http;

import java.io.IOException;

/** The answer to a request, which can send itself. */
@FunctionalInterface
public interface Outcome {
    /** Sends the answer, once. A client that has left is not an error. */
    void send(Wire wire) throws IOException, InterruptedException;
}
