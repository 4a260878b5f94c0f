package dev.upserter.server.api;

import dev.upserter.carried.jetty.server.Request;
import dev.upserter.http.Outcome;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.live.Choices;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One operation of the API.
 *
 * @param method  the method
 * @param parts   the segments of the path, parameters in braces
 * @param handler carries out the operation
 */
public record ApiRoute(String method, List<String> parts, Handler handler) {

    /**
     * @param template the path, parameters in braces
     */
    ApiRoute(String method, String template, Handler handler) {
        this(method, parts(template), handler);
    }

    /** The segments of a path. */
    static List<String> parts(String path) {
        return List.of(path.split("/", -1));
    }

    public String template() {
        return String.join("/", parts);
    }

    /** Carries out a request. */
    interface Handler {
        Outcome handle(Call call) throws IOException, InterruptedException;
    }

    /**
     * A request to the route.
     *
     * @param request    as it came
     * @param parameters of the path and the query, decoded
     */
    record Call(Request request, Map<String, String> parameters) {
        /** A parameter; empty if it is missing. */
        String get(String name) {
            return parameters.getOrDefault(name, "");
        }

        boolean is(String name) {
            return get(name).equals("true");
        }

        /**
         * What the address chooses of what a run does not do unasked.
         *
         * @throws RefusedException if it is no such choice
         */
        Choices choices() {
            return Choices.of(number("yes", 0, Integer.MAX_VALUE), get("triggers"), is("newEventIds"));
        }

        /**
         * A whole number from 0 to {@code most}; {@code byDefault} if it is missing.
         *
         * @throws RefusedException if it is not such a number
         */
        int number(String name, int byDefault, int most) {
            String text = get(name);
            if (text.isEmpty()) {
                return byDefault;
            }
            if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) <= most) {
                return Integer.parseInt(text);
            }
            throw new RefusedException(Refusal.REQUEST_INVALID, name + " must be a whole number up to " + most);
        }
    }

    /** Whether the path with these segments belongs to this route. */
    boolean matches(List<String> path) {
        if (parts.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!isParameter(parts.get(i)) && !parts.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The parameters of a path that {@link #matches}. */
    Map<String, String> parameters(List<String> path) {
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (isParameter(part)) {
                parameters.put(
                        part.substring(1, part.length() - 1), decode(path.get(i).replace("+", "%2B")));
            }
        }
        return parameters;
    }

    private static boolean isParameter(String part) {
        return part.startsWith("{");
    }

    /** The parameters after the question mark; if one comes twice, the last. */
    static Map<String, String> query(Request request) {
        String query = request.getHttpURI().getQuery();
        var parameters = new HashMap<String, String>();
        for (String pair : query == null ? List.<String>of() : List.of(query.split("&", -1))) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            parameters.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.REQUEST_INVALID, "the request's address cannot be read");
        }
    }
}
