package dev.upserter.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Finds values inside a nested object. */
public final class Nested {
    private Nested() {}

    /**
     * The value of a field of an object.
     *
     * @param object any value; only an object has fields
     * @param field  the field's name
     * @return the value, in the same bytes; the last one if the name stands twice; empty if there is none
     */
    public static Optional<JsonValue> find(JsonValue object, String field) {
        if (object.kind() != ValueKind.OBJECT) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(search(object, field));
        } catch (IOException e) {
            throw new UncheckedIOException("a value that was read before cannot be read again", e);
        }
    }

    private static @org.jspecify.annotations.Nullable JsonValue search(JsonValue object, String field)
            throws IOException {
        TokenParser parser = TokenParser.of(object);
        parser.nextToken();
        JsonValue found = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            long start = parser.tokenStart();
            parser.skipValue(token);
            if (name.equals(field)) {
                found = new JsonValue(object.bytes(), (int) start, (int) parser.position(), TokenParser.kind(token));
            }
        }
        return found;
    }
}
