package dev.upserter.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Holds the query of a path as it went over the wire against the parameters of the document. */
record ApiQuery(List<String> parameters) {

    /** The path without its query. */
    static String without(String path) {
        return path.split("\\?", 2)[0];
    }

    static ApiQuery of(String path) {
        String[] parts = path.split("\\?", 2);
        return new ApiQuery(parts.length == 1 ? List.of() : List.of(parts[1].split("&", -1)));
    }

    /** What is wrong with it. */
    List<String> violations(JsonNode document, String template) {
        var found = new ArrayList<String>();
        for (String parameter : parameters) {
            String[] pair = parameter.split("=", 2);
            Optional<JsonNode> known = document.at("/paths")
                    .get(template)
                    .path("parameters")
                    .valueStream()
                    .map(reference ->
                            document.at(reference.path("$ref").asString("").replaceFirst("#", "")))
                    .filter(candidate -> candidate.path("in").asString("").equals("query")
                            && candidate.path("name").asString("").equals(pair[0]))
                    .findFirst();
            boolean isAllowed = pair.length == 2
                    && known.isPresent()
                    && known.get()
                            .at("/schema/enum")
                            .valueStream()
                            .anyMatch(word -> word.asString().equals(pair[1]));
            if (!isAllowed) {
                found.add("no such parameter: " + parameter);
            }
        }
        return found;
    }
}
