package dev.upserter.http;

import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/** Answers the requests that a listener takes, each on a virtual thread of its own. */
public interface Endpoint {
    /** The headers that every answer has, unless it sets others of their names. */
    Map<String, String> headers();

    /**
     * Answers a request.
     *
     * @throws ClientGoneException if nobody is left to answer
     * @throws IOException         if it failed; the client gets {@link #failure} with status 500
     */
    Outcome answer(Request request) throws IOException, InterruptedException;

    /**
     * The answer to what never got to {@link #answer}, or failed in it.
     *
     * @param status 400 or another status of a request that HTTP does not allow, 500 for a failure, 503 while the listener stops
     */
    Reply failure(int status);
}
