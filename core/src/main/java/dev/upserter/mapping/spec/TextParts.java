package dev.upserter.mapping.spec;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.text.Blanks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that are written into texts: lists and JSON. Stateless. */
public final class TextParts {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern BRACKETS = Pattern.compile("\\[[^\\[\\]]*+\\]");
    private static final Pattern BRACES = Pattern.compile("\\{[^{}]*+\\}");
    private static final Pattern BLANK = Pattern.compile("\"\\s*\"|null");
    private static final Pattern QUOTED = Pattern.compile("\\[['\"].*['\"]\\]");

    private TextParts() {}

    /**
     * The elements between the separators, those that are blank left out. A list is one already, and so is a text that is
     * a list in JSON, without its empty texts and nulls; null for what is neither, and for {@link #isInBrackets a text in brackets}.
     */
    public static @Nullable JsonValue list(JsonValue value, String separator) {
        return switch (value.kind()) {
            case ARRAY -> value;
            case TEXT -> ofText(value, separator);
            case INTEGER, DECIMAL, TRUE, FALSE, NULL, OBJECT -> null;
        };
    }

    private static @Nullable JsonValue ofText(JsonValue value, String separator) {
        String text = value.text().strip();
        JsonValue json = text.startsWith("[") && text.endsWith("]") ? json(value) : null;
        if (json != null && json.kind() == ValueKind.ARRAY) {
            return BLANK.matcher(text).find() ? filled(text) : json;
        }
        return isInBrackets(value, separator) ? null : split(text, separator);
    }

    /** A list of JSON without its empty texts and nulls. */
    private static JsonValue filled(String text) {
        var json = new StringWriter();
        try (JsonParser parser = JSON.createParser(text);
                JsonGenerator out = JSON.createGenerator(json)) {
            parser.nextToken();
            out.writeStartArray();
            for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                boolean isBlank = item == JsonToken.VALUE_NULL
                        || item == JsonToken.VALUE_STRING && parser.getText().isBlank();
                if (!isBlank) {
                    out.copyCurrentStructureExact(parser);
                }
            }
            out.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a list that is valid JSON cannot be read", e);
        }
        return JsonValue.ofJson(json.toString());
    }

    /**
     * Whether a text is written as another program shows a list, in brackets or braces that would become part of its first
     * and its last element: {@code {a,b}} in PostgreSQL, {@code [a, b]} in Java, {@code ['a']} in Python.
     */
    public static boolean isInBrackets(JsonValue value, String separator) {
        if (value.kind() != ValueKind.TEXT) {
            return false;
        }
        String text = value.text().strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return false;
        }
        boolean several = text.contains(separator) || QUOTED.matcher(text).matches();
        return BRACES.matcher(text).matches()
                || several && BRACKETS.matcher(text).matches();
    }

    private static JsonValue split(String text, String separator) {
        var json = new ByteArrayOutputStream();
        json.write('[');
        for (String part : parts(text, separator)) {
            if (!part.isEmpty()) {
                if (json.size() > 1) {
                    json.write(',');
                }
                json.writeBytes(JsonText.quote(part));
            }
        }
        json.write(']');
        byte[] bytes = json.toByteArray();
        return new JsonValue(bytes, 0, bytes.length, ValueKind.ARRAY);
    }

    /** Without the blanks around them. A part in quotation marks may hold separators; what only starts like one is plain. */
    private static List<String> parts(String text, String separator) {
        var parts = new ArrayList<String>();
        for (int at = 0; at <= text.length(); ) {
            int quoted = quotedEnd(text, at, separator);
            int next = text.indexOf(separator, Math.max(at, quoted));
            int end = next < 0 ? text.length() : next;
            String part = Blanks.strip(text.substring(at, end));
            parts.add(quoted < 0 ? part : part.substring(1, part.length() - 1).replace("\"\"", "\""));
            at = end + separator.length();
        }
        return parts;
    }

    /** Where a part that starts at a place has its second quotation mark after it; -1 where it is not quoted as a whole. */
    private static int quotedEnd(String text, int from, String separator) {
        int start = passBlanks(text, from);
        if (start == text.length() || text.charAt(start) != '"') {
            return -1;
        }
        int i = start + 1;
        while (i < text.length() && (text.charAt(i) != '"' || text.startsWith("\"\"", i))) {
            i += text.charAt(i) == '"' ? 2 : 1;
        }
        int after = i < text.length() ? passBlanks(text, i + 1) : -1;
        return after == text.length() || after > 0 && text.startsWith(separator, after) ? after : -1;
    }

    private static int passBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && Blanks.isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** What a text says as JSON; anything else is what it says already; null where the text is no JSON. */
    public static @Nullable JsonValue json(JsonValue value) {
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
