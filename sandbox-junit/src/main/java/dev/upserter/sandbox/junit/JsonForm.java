package dev.upserter.sandbox.junit;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.sandbox.entry.RawJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of Java as JSON, and JSON compared by type and value. Stateless. */
final class JsonForm {
    private JsonForm() {}

    /** A value as JSON: numbers, booleans, null, lists and maps by their type, everything else as its text. */
    static String of(@Nullable Object value) {
        var text = new StringWriter();
        try (JsonGenerator json = RawJson.FACTORY.createGenerator(text)) {
            write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a text takes whatever is written", e);
        }
        return text.toString();
    }

    /** JSON has no infinite numbers. */
    private static void write(Number number, boolean isFinite, JsonGenerator json) throws IOException {
        if (isFinite) {
            json.writeNumber(number.toString());
        } else {
            json.writeString(number.toString());
        }
    }

    private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case Double number -> write(number, Double.isFinite(number), json);
            case Float number -> write(number, Float.isFinite(number), json);
            case Number number -> write(number, true, json);
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> field : map.entrySet()) {
                    json.writeFieldName(String.valueOf(field.getKey()));
                    write(field.getValue(), json);
                }
                json.writeEndObject();
            }
            case Iterable<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    write(element, json);
                }
                json.writeEndArray();
            }
            default -> json.writeString(value.toString());
        }
    }

    /** Whether both are the same value of the same type: {@code 1.10} is {@code 1.1}, and the order of fields is none. */
    static boolean isSame(String one, String other) {
        return one.equals(other) || canonical(one).equals(canonical(other));
    }

    private static String canonical(String text) {
        try (JsonParser json = RawJson.FACTORY.createParser(text)) {
            return canonical(json.nextToken(), json);
        } catch (IOException e) {
            return text;
        }
    }

    private static String canonical(JsonToken token, JsonParser json) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                var fields = new TreeMap<String, String>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = of(json.currentName());
                    fields.put(name, canonical(json.nextToken(), json));
                }
                yield fields.toString();
            }
            case START_ARRAY -> {
                var list = new StringBuilder("[");
                for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                    list.append(canonical(next, json)).append(',');
                }
                yield list.append(']').toString();
            }
            case VALUE_STRING -> of(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                var number = new BigDecimal(json.getText()).stripTrailingZeros();
                yield number.unscaledValue() + "e" + -number.scale();
            }
            default -> json.getText();
        };
    }
}
