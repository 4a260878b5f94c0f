package dev.upserter.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A JSON value as a view of some bytes: its exact text, decoded only on request.
 *
 * <p>A value taken from a record is good until the source moves on; {@link #copy()} keeps it longer.
 *
 * @param bytes valid UTF-8 around the value; not copied
 * @param start index of its first byte (for a text: the opening quote)
 * @param end   index after its last byte
 * @param kind  its kind
 */
@SuppressWarnings("ArrayRecordComponent") // a value is a view: the bytes are shared on purpose
public record JsonValue(byte[] bytes, int start, int end, ValueKind kind) {
    /** The value null. */
    public static final JsonValue NULL = ofWord("null", ValueKind.NULL);

    /** The value true. */
    public static final JsonValue TRUE = ofWord("true", ValueKind.TRUE);

    /** The value false. */
    public static final JsonValue FALSE = ofWord("false", ValueKind.FALSE);

    private static JsonValue ofWord(String word, ValueKind kind) {
        byte[] json = word.getBytes(StandardCharsets.US_ASCII);
        return new JsonValue(json, 0, json.length, kind);
    }

    /**
     * A value with bytes of its own, from a JSON text.
     *
     * @param json one valid JSON value, without blanks around it
     */
    public static JsonValue ofJson(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new JsonValue(bytes, 0, bytes.length, Nested.kind(bytes, 0, bytes.length));
    }

    /** A text value with bytes of its own: quoted and escaped as JSON requires. */
    public static JsonValue ofText(String text) {
        byte[] json = JsonText.quote(text);
        return new JsonValue(json, 0, json.length, ValueKind.TEXT);
    }

    /** A whole number. */
    public static JsonValue ofInteger(long number) {
        byte[] json = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        return new JsonValue(json, 0, json.length, ValueKind.INTEGER);
    }

    /** The length of its JSON text in bytes. */
    public int length() {
        return end - start;
    }

    /** Its JSON text, unchanged. */
    public String json() {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** Writes its JSON text, and returns the index after the last byte. */
    public int write(byte[] target, int at) {
        System.arraycopy(bytes, start, target, at, length());
        return at + length();
    }

    /** The text of a string, with its escapes resolved; of any other kind, its JSON text. */
    public String text() {
        if (kind != ValueKind.TEXT) {
            return json();
        }
        return hasEscape()
                ? JsonText.unescape(bytes, start + 1, end - 1)
                : new String(bytes, start + 1, end - start - 2, StandardCharsets.UTF_8);
    }

    /** Whether it is the empty text. */
    public boolean isEmptyText() {
        return kind == ValueKind.TEXT && end - start == 2;
    }

    /** Whether a text contains a backslash, so that its bytes differ from its content. */
    public boolean hasEscape() {
        return JsonText.hasBackslash(bytes, start, end);
    }

    /** A copy with bytes of its own. */
    public JsonValue copy() {
        return new JsonValue(Arrays.copyOfRange(bytes, start, end), 0, end - start, kind);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonValue value
                && kind == value.kind
                && Arrays.equals(bytes, start, end, value.bytes, value.start, value.end);
    }

    @Override
    public int hashCode() {
        return json().hashCode();
    }

    /** The kind and the length; never the value, which is personal data. */
    @Override
    public String toString() {
        return kind + "[" + length() + " bytes]";
    }
}
