package dev.upserter.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.upserter.source.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** JSON values as templates see them. */
final class LiquidValues {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    /** Longer numbers are texts: what calculates with them would take for ever. */
    private static final int LONGEST_NUMBER = 100;

    private static final int LONGEST_LONG = 18;

    private LiquidValues() {}

    /** A text, a number of its exact value, a truth, a list, a map; null for null. */
    static @Nullable Object of(JsonValue value) {
        return switch (value.kind()) {
            case TEXT -> value.text();
            case INTEGER -> integer(value.json());
            case DECIMAL -> decimal(value.json());
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
            case OBJECT, ARRAY -> nested(value);
        };
    }

    private static Object integer(String digits) {
        if (digits.length() <= LONGEST_LONG) {
            return Long.valueOf(digits);
        }
        return digits.length() <= LONGEST_NUMBER ? new BigInteger(digits) : digits;
    }

    private static Object decimal(String text) {
        if (text.length() > LONGEST_NUMBER || exponent(text) > LONGEST_NUMBER) {
            return text;
        }
        return new BigDecimal(text);
    }

    /** How large the exponent is; very large where it cannot be told. */
    private static int exponent(String number) {
        int mark = Math.max(number.indexOf('e'), number.indexOf('E'));
        try {
            return mark < 0 ? 0 : Math.abs(Integer.parseInt(number.substring(mark + 1)));
        } catch (NumberFormatException tooLarge) {
            return Integer.MAX_VALUE;
        }
    }

    private static @Nullable Object nested(JsonValue value) {
        try (JsonParser json = JSON.createParser(value.bytes(), value.start(), value.length())) {
            json.nextToken();
            return read(json);
        } catch (IOException e) {
            throw new UncheckedIOException("JSON that was read before cannot be read again", e);
        }
    }

    private static @Nullable Object read(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    map.put(name, read(json));
                }
                yield map;
            }
            case START_ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(json));
                }
                yield list;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> integer(json.getText());
            case VALUE_NUMBER_FLOAT -> decimal(json.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("not a value: " + json.currentToken());
        };
    }
}
