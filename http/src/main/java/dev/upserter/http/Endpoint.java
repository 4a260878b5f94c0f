package dev.upserter.http;

import dev.upserter.carried.jetty.server.Request;
import java.io.IOException;
import java.util.Map;

/** Answers the requests that a listener accepts, each on its own virtual thread. */
public interface Endpoint {
    /** Headers added to every answer, unless the answer sets a header of the same name. */
    Map<String, String> headers();

    /**
     * Answers a request.
     *
     * @throws ClientGoneException if the client has left
     * @throws IOException         if answering failed; the client gets {@link #failure} with status 500
     */
    Outcome answer(Request request) throws IOException, InterruptedException;

    /**
     * The answer to a request that never reached {@link #answer} or failed in it.
     *
     * @param status 400 or another status for a request that HTTP does not allow, 500 for a failure, 503 while the listener
     *     stops
     */
    Reply failure(int status);
}
