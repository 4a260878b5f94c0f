package dev.upserter.app;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value of an answer, as far as a sync looks at answers. Immutable.
 *
 * @param text   what a text, a number, true or false says; null for all others
 * @param fields of an object
 * @param items  of a list
 */
record Tree(@Nullable String text, Map<String, Tree> fields, List<Tree> items) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Tree NOTHING = new Tree(null, Map.of(), List.of());

    /**
     * Reads a body.
     *
     * @throws IOException if it is not JSON
     */
    static Tree read(byte[] body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            return value(json);
        }
    }

    private static Tree value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            var fields = new LinkedHashMap<String, Tree>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, value(json));
            }
            return new Tree(null, fields, List.of());
        }
        if (token == JsonToken.START_ARRAY) {
            var items = new ArrayList<Tree>();
            while (next(json) != JsonToken.END_ARRAY) {
                items.add(value(json));
            }
            return new Tree(null, Map.of(), items);
        }
        return token == null || token == JsonToken.VALUE_NULL ? NOTHING : new Tree(json.getText(), Map.of(), List.of());
    }

    private static JsonToken next(JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        if (token == null) {
            throw new IOException("the answer is cut off");
        }
        return token;
    }

    /** The value under a name; nothing where there is none. */
    Tree get(String name) {
        return fields.getOrDefault(name, NOTHING);
    }

    /** Whether there is a value under a name, though it may be null. */
    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** What it says; empty where it says nothing. */
    Optional<String> said() {
        return Optional.ofNullable(text);
    }

    /** The whole number that it is. */
    OptionalLong number() {
        try {
            return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
