package dev.upserter.sandbox.control;

import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.RawFields;
import dev.upserter.sandbox.track.Workspace;
import dev.upserter.sandbox.traffic.Incoming;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call of a control.
 *
 * @param workspace  that it names by {@code siteId}; the first where it names none
 * @param named      whether it names one
 * @param segment    the last of its path, as the client wrote it; empty where the route has no such segment
 * @param parameters of the query, decoded, without {@code siteId}
 */
record ControlCall(
        Incoming request, Workspace workspace, boolean named, String segment, Map<String, String> parameters) {
    /** The query parameters of a request. */
    static Map<String, String> parameters(String query) {
        var parameters = new HashMap<String, String>();
        for (String part : query.isEmpty() ? List.<String>of() : List.of(query.split("&", -1))) {
            String[] pair = part.split("=", 2);
            parameters.put(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1]));
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** A whole number, 0 or more. */
    int number(String name, int otherwise) {
        Optional<String> text = parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(name + " must be a whole number");
        }
        return Integer.parseInt(text.get());
    }

    /** The body, an object whose fields are all among these. */
    RawFields body(String... fields) throws IOException {
        try {
            return onlyOf(RawFields.ofBody(request.bytes()), List.of(fields));
        } catch (EntryRefusedException e) {
            throw new IllegalArgumentException("the body must be a JSON object", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the body is not valid JSON", e);
        }
    }

    /** These fields, all of which are among those that are known. */
    static RawFields onlyOf(RawFields fields, List<String> known) {
        for (String name : fields.values().keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no field '" + name + "' here, but " + String.join(", ", known));
            }
        }
        return fields;
    }
}
