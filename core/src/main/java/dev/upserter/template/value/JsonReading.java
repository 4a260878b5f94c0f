package dev.upserter.template.value;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.carried.jackson.StreamReadConstraints;
import dev.upserter.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Converts JSON values for templates. */
final class JsonReading {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonReading() {}

    /** A text, an exact number, a boolean, a list, a map; null for null. A number that is too long becomes a text. */
    static @Nullable Object of(JsonValue value, Budget budget) {
        budget.work(value.length());
        return switch (value.kind()) {
            case TEXT -> value.text();
            case INTEGER, DECIMAL -> number(value.json());
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
            case OBJECT, ARRAY -> nested(value, budget);
        };
    }

    private static Object number(String text) {
        BigDecimal number = Numbers.read(text);
        return number == null ? text : number;
    }

    private static @Nullable Object nested(JsonValue value, Budget budget) {
        try (JsonParser json = JSON.createParser(value.bytes(), value.start(), value.length())) {
            json.nextToken();
            return read(json, budget, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("JSON that was read before cannot be read again", e);
        }
    }

    private static @Nullable Object read(JsonParser json, Budget budget, int depth) throws IOException {
        budget.elements(1);
        if (depth > Bounds.DEPTH) {
            throw new RenderFailure("its lists and objects are nested more than " + Bounds.DEPTH + " deep");
        }
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    map.put(name, read(json, budget, depth + 1));
                }
                yield map;
            }
            case START_ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(json, budget, depth + 1));
                }
                yield list;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("not a value: " + json.currentToken());
        };
    }
}
