package dev.upserter.plan;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.carried.jackson.StreamReadConstraints;
import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * Writes values so that forms of data which cannot tell types apart get the same bytes: each scalar is its text, so that 10
 * and "10" are one; a null, an empty text and an absent member are one; the members of objects are sorted by name. Stateless.
 */
final class ScalarText {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private ScalarText() {}

    /** Whether a value is as good as none: null, and the empty text, which is all that CSV has for it. */
    static boolean isNothing(JsonValue value) {
        return value.kind() == ValueKind.NULL || value.isEmptyText();
    }

    static void write(JsonValue value, GrowingBytes out) {
        switch (value.kind()) {
            case NULL, TRUE, FALSE, INTEGER, DECIMAL -> sized(value.bytes(), value.start(), value.end(), out);
            case TEXT -> {
                if (value.hasEscape()) {
                    write(value.text(), out);
                } else {
                    sized(value.bytes(), value.start() + 1, value.end() - 1, out);
                }
            }
            case OBJECT, ARRAY -> nested(value, out);
        }
    }

    static void write(String text, GrowingBytes out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sized(bytes, 0, bytes.length, out);
    }

    private static void sized(byte[] bytes, int start, int end, GrowingBytes out) {
        out.put('s');
        out.putVarint(end - start);
        out.put(bytes, start, end);
    }

    private static void nested(JsonValue value, GrowingBytes out) {
        try (JsonParser json = JSON.createParser(value.bytes(), value.start(), value.length())) {
            json.nextToken();
            next(json, out);
        } catch (IOException e) {
            throw new UncheckedIOException("a value that was read before cannot be read", e);
        }
    }

    private static void next(JsonParser json, GrowingBytes out) throws IOException {
        switch (json.currentToken()) {
            case START_ARRAY -> {
                out.put('a');
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    next(json, out);
                }
                out.put('e');
            }
            case START_OBJECT -> object(json, out);
            default -> write(json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getText(), out);
        }
    }

    private static void object(JsonParser json, GrowingBytes out) throws IOException {
        var members = new TreeMap<String, byte[]>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            boolean isNothing = json.nextToken() == JsonToken.VALUE_NULL
                    || json.currentToken() == JsonToken.VALUE_STRING
                            && json.getText().isEmpty();
            var value = new GrowingBytes(32);
            next(json, value);
            if (isNothing) {
                members.remove(name);
            } else {
                members.put(name, value.toArray());
            }
        }
        out.put('o');
        members.forEach((name, value) -> {
            write(name, out);
            out.put(value);
        });
        out.put('e');
    }
}
