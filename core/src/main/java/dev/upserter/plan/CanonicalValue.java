package dev.upserter.plan;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON values so that values with the same meaning get the same bytes: a tag for the type, lengths before variable
 * parts, texts without escapes, the members of objects sorted by name. Numbers keep their text: 1.0 is not 1.
 */
final class CanonicalValue {
    private static final JsonFactory JSON = new JsonFactory();

    private CanonicalValue() {}

    static void write(JsonValue value, GrowingBytes out) {
        switch (value.kind()) {
            case NULL -> out.put('n');
            case TRUE -> out.put('t');
            case FALSE -> out.put('f');
            case INTEGER, DECIMAL -> sized('#', value.bytes(), value.start(), value.end(), out);
            case TEXT -> text(value, out);
            case OBJECT, ARRAY -> nested(value, out);
        }
    }

    private static void text(JsonValue value, GrowingBytes out) {
        if (value.hasEscape()) {
            text(value.text(), out);
        } else {
            sized('s', value.bytes(), value.start() + 1, value.end() - 1, out);
        }
    }

    private static void text(String text, GrowingBytes out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sized('s', bytes, 0, bytes.length, out);
    }

    private static void sized(int tag, byte[] bytes, int start, int end, GrowingBytes out) {
        out.put(tag);
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
            case VALUE_NULL -> out.put('n');
            case VALUE_TRUE -> out.put('t');
            case VALUE_FALSE -> out.put('f');
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                byte[] number = json.getText().getBytes(StandardCharsets.US_ASCII);
                sized('#', number, 0, number.length, out);
            }
            case VALUE_STRING -> text(json.getText(), out);
            case START_ARRAY -> {
                var items = new ArrayList<byte[]>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(part(json));
                }
                parts('a', items, out);
            }
            case START_OBJECT -> object(json, out);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("no value");
        }
    }

    private static void object(JsonParser json, GrowingBytes out) throws IOException {
        var members = new ArrayList<Map.Entry<byte[], byte[]>>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            byte[] name = json.currentName().getBytes(StandardCharsets.UTF_8);
            json.nextToken();
            members.add(Map.entry(name, part(json)));
        }
        members.sort((a, b) -> Arrays.compareUnsigned(a.getKey(), b.getKey()));
        out.put('o');
        out.putVarint(members.size());
        for (Map.Entry<byte[], byte[]> member : members) {
            sized('s', member.getKey(), 0, member.getKey().length, out);
            out.put(member.getValue());
        }
    }

    private static byte[] part(JsonParser json) throws IOException {
        var part = new GrowingBytes(32);
        next(json, part);
        return part.toArray();
    }

    private static void parts(int tag, List<byte[]> parts, GrowingBytes out) {
        out.put(tag);
        out.putVarint(parts.size());
        parts.forEach(out::put);
    }
}
