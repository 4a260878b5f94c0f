package dev.upserter.sandbox.control;

import dev.upserter.http.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One control: a method and a path under {@code /sandbox/}.
 *
 * @param method     of HTTP
 * @param path       whose last segment may be a name in braces, for any text
 * @param parameters the names of the query parameters that it takes
 * @param work       answers a call
 */
record ControlRoute(String method, String path, List<String> parameters, Work work) {
    /** Names the workspace; every control takes it. */
    static final String WORKSPACE = "siteId";

    ControlRoute {
        parameters = List.copyOf(parameters);
    }

    /** Answers a call. */
    interface Work {
        /**
         * Answers it.
         *
         * @throws IllegalArgumentException if the call is wrong, with a message that says how
         */
        Outcome answer(ControlCall call) throws IOException;
    }

    static ControlRoute of(String method, String path, Work work, String... parameters) {
        return new ControlRoute(method, path, List.of(parameters), work);
    }

    /** Whether it answers this method: to a HEAD as to a GET, without the body. */
    boolean isOf(String requested) {
        return requested.equals(method) || (requested.equals("HEAD") && method.equals("GET"));
    }

    /** Its methods, as the header {@code Allow} lists them. */
    String allowed() {
        return method.equals("GET") ? "GET, HEAD" : method;
    }

    /** The last segment of a path that this route has, as the client wrote it; empty where the path is another. */
    Optional<String> matches(String requested) {
        int brace = path.indexOf('{');
        if (brace < 0) {
            return requested.equals(path) ? Optional.of("") : Optional.empty();
        }
        String prefix = path.substring(0, brace);
        return requested.startsWith(prefix) && requested.length() > prefix.length()
                ? Optional.of(requested.substring(prefix.length()))
                : Optional.empty();
    }
}
