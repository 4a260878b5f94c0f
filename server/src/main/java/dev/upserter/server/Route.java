package dev.upserter.server;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * One operation of the API.
 *
 * @param method   the method
 * @param template the path, its parameters in braces
 * @param handler  does it
 */
record Route(String method, String template, Handler handler) {

    /** Does what a request asks for. */
    interface Handler {
        Outcome handle(Call call) throws IOException, InterruptedException;
    }

    /**
     * One request to it.
     *
     * @param request    as it came
     * @param parameters those of the path, and those of the query, decoded
     */
    record Call(Request request, Map<String, String> parameters) {
        /** A parameter; empty if it is not given. */
        String get(String name) {
            return parameters.getOrDefault(name, "");
        }

        boolean is(String name) {
            return get(name).equals("true");
        }

        /**
         * A whole number.
         *
         * @throws RefusedException if it is none of them
         */
        int number(String name, int usual, int most) {
            String text = get(name);
            if (text.isEmpty()) {
                return usual;
            }
            if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) <= most) {
                return Integer.parseInt(text);
            }
            throw new RefusedException(Refusal.REQUEST_INVALID, name + " must be a whole number up to " + most);
        }
    }

    /** The parameters of the path if it is this route's; empty otherwise. */
    Optional<Map<String, String>> match(String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                parameters.put(wanted[i].substring(1, wanted[i].length() - 1), decode(given[i].replace("+", "%2B")));
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** What stands behind the question mark; of parameters that come twice, the last. */
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
