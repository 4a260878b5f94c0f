package dev.upserter.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.upserter.operation.Blanks;
import dev.upserter.source.JsonText;
import dev.upserter.source.JsonValue;
import dev.upserter.source.ValueKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that are written into texts: lists and JSON. Stateless. */
final class TextParts {
    private static final JsonFactory JSON = new JsonFactory();

    private TextParts() {}

    /** The elements between the separators, those that are blank left out; a list is one already; null for what is neither. */
    static @Nullable JsonValue list(JsonValue value, String separator) {
        return switch (value.kind()) {
            case ARRAY -> value;
            case TEXT -> split(value.text(), separator);
            case INTEGER, DECIMAL, TRUE, FALSE, NULL, OBJECT -> null;
        };
    }

    private static JsonValue split(String text, String separator) {
        var json = new ByteArrayOutputStream();
        json.write('[');
        for (String part : text.split(Pattern.quote(separator), -1)) {
            String element = Blanks.strip(part);
            if (!element.isEmpty()) {
                if (json.size() > 1) {
                    json.write(',');
                }
                json.writeBytes(JsonText.quote(element));
            }
        }
        json.write(']');
        byte[] bytes = json.toByteArray();
        return new JsonValue(bytes, 0, bytes.length, ValueKind.ARRAY);
    }

    /** What a text says as JSON; anything else is what it says already; null where the text is no JSON. */
    static @Nullable JsonValue json(JsonValue value) {
        if (value.kind() != ValueKind.TEXT) {
            return value;
        }
        String text = value.text().strip();
        return isOneValue(text) ? JsonValue.ofJson(text) : null;
    }

    private static boolean isOneValue(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            parser.skipChildren();
            return first != null && parser.nextToken() == null;
        } catch (IOException broken) {
            return false;
        }
    }
}
