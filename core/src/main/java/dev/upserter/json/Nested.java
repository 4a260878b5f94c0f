package dev.upserter.json;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds values inside a nested object. A parser has accepted the object before, so its structure is not checked again. */
public final class Nested {
    private Nested() {}

    /**
     * The value of a field of an object.
     *
     * @param object any value; only an object has fields
     * @param field  the field's name
     * @return the value, in the same bytes; the last one if the name occurs twice; empty if there is none
     */
    public static Optional<JsonValue> find(JsonValue object, String field) {
        return object.kind() == ValueKind.OBJECT
                ? Optional.ofNullable(search(object.bytes(), object.start(), field))
                : Optional.empty();
    }

    /** Receives the positions of an object's fields. */
    public interface FieldVisitor {
        /**
         * A field.
         *
         * @param name  where its name starts, at the quote
         * @param value where its value starts
         * @param end   where its value ends
         */
        void visit(int name, int value, int end);
    }

    /** Visits the fields of the object that starts here, in order, and returns the index after the object. */
    public static int fields(byte[] bytes, int start, FieldVisitor visitor) {
        int i = skipBlanks(bytes, start + 1);
        while (bytes[i] != '}') {
            int value = skipBlanks(bytes, skipBlanks(bytes, endOfText(bytes, i)) + 1);
            int end = endOfValue(bytes, value);
            visitor.visit(i, value, end);
            i = next(bytes, end);
        }
        return i + 1;
    }

    /** The names of an object's fields, in order. */
    public static List<String> names(JsonValue object) {
        var names = new ArrayList<String>();
        byte[] bytes = object.bytes();
        int i = skipBlanks(bytes, object.start() + 1);
        while (bytes[i] != '}') {
            int nameEnd = endOfText(bytes, i);
            names.add(new JsonValue(bytes, i, nameEnd, ValueKind.TEXT).text());
            int value = skipBlanks(bytes, skipBlanks(bytes, nameEnd) + 1);
            i = skipBlanks(bytes, endOfValue(bytes, value));
            if (bytes[i] == ',') {
                i = skipBlanks(bytes, i + 1);
            }
        }
        return names;
    }

    /**
     * An element of a list.
     *
     * @param list  any value; only a list has elements
     * @param place index of the element, from 0; negative counts from the end, -1 is the last
     * @return the value, in the same bytes; empty if there is none
     */
    public static Optional<JsonValue> element(JsonValue list, int place) {
        if (list.kind() != ValueKind.ARRAY) {
            return Optional.empty();
        }
        int from = place < 0 ? count(list) + place : place;
        return from < 0 ? Optional.empty() : Optional.ofNullable(elementAt(list.bytes(), list.start(), from));
    }

    private static int count(JsonValue list) {
        byte[] bytes = list.bytes();
        int count = 0;
        int i = skipBlanks(bytes, list.start() + 1);
        while (bytes[i] != ']') {
            count++;
            i = next(bytes, endOfValue(bytes, i));
        }
        return count;
    }

    private static @Nullable JsonValue elementAt(byte[] bytes, int start, int place) {
        int i = skipBlanks(bytes, start + 1);
        for (int at = 0; bytes[i] != ']'; at++) {
            int end = endOfValue(bytes, i);
            if (at == place) {
                return new JsonValue(bytes, i, end, kind(bytes, i, end));
            }
            i = next(bytes, end);
        }
        return null;
    }

    /** The index of the next element or name after a value, or of the closing bracket. */
    private static int next(byte[] bytes, int endOfValue) {
        int i = skipBlanks(bytes, endOfValue);
        return bytes[i] == ',' ? skipBlanks(bytes, i + 1) : i;
    }

    /** The value without the fields to cut, also in the elements of lists; the rest of its text is unchanged. */
    public static JsonValue without(JsonValue value, Cut cut) {
        if (value.kind() != ValueKind.OBJECT && value.kind() != ValueKind.ARRAY) {
            return value;
        }
        var out = new ByteArrayOutputStream(value.length());
        copy(value.bytes(), value.start(), value.end(), cut, out);
        byte[] json = out.toByteArray();
        return new JsonValue(json, 0, json.length, value.kind());
    }

    private static void copy(byte[] bytes, int start, int end, Cut cut, ByteArrayOutputStream out) {
        switch (bytes[start]) {
            case '{' -> copyObject(bytes, start, cut, out);
            case '[' -> copyArray(bytes, start, cut, out);
            default -> out.write(bytes, start, end - start);
        }
    }

    private static void copyObject(byte[] bytes, int start, Cut cut, ByteArrayOutputStream out) {
        out.write('{');
        boolean first = true;
        int i = skipBlanks(bytes, start + 1);
        while (bytes[i] != '}') {
            int nameEnd = endOfText(bytes, i);
            int value = skipBlanks(bytes, skipBlanks(bytes, nameEnd) + 1);
            int end = endOfValue(bytes, value);
            String name = new JsonValue(bytes, i, nameEnd, ValueKind.TEXT).text();
            if (!cut.removes(name)) {
                if (!first) {
                    out.write(',');
                }
                first = false;
                out.write(bytes, i, nameEnd - i);
                out.write(':');
                Cut inside = cut.inside(name);
                if (inside == null) {
                    out.write(bytes, value, end - value);
                } else {
                    copy(bytes, value, end, inside, out);
                }
            }
            i = next(bytes, end);
        }
        out.write('}');
    }

    private static void copyArray(byte[] bytes, int start, Cut cut, ByteArrayOutputStream out) {
        out.write('[');
        int i = skipBlanks(bytes, start + 1);
        while (bytes[i] != ']') {
            int end = endOfValue(bytes, i);
            copy(bytes, i, end, cut, out);
            i = next(bytes, end);
            if (bytes[i] != ']') {
                out.write(',');
            }
        }
        out.write(']');
    }

    private static @Nullable JsonValue search(byte[] bytes, int start, String field) {
        JsonValue found = null;
        int i = skipBlanks(bytes, start + 1);
        while (bytes[i] != '}') {
            int nameEnd = endOfText(bytes, i);
            int value = skipBlanks(bytes, skipBlanks(bytes, nameEnd) + 1);
            int end = endOfValue(bytes, value);
            if (says(bytes, i, nameEnd, field)) {
                found = new JsonValue(bytes, value, end, kind(bytes, value, end));
            }
            i = next(bytes, end);
        }
        return found;
    }

    private static int skipBlanks(byte[] bytes, int start) {
        int i = start;
        while (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t') {
            i++;
        }
        return i;
    }

    /** The index after the closing quote of the text that starts here. */
    private static int endOfText(byte[] bytes, int start) {
        int i = start + 1;
        while (bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static int endOfValue(byte[] bytes, int start) {
        return switch (bytes[start]) {
            case '"' -> endOfText(bytes, start);
            case '{', '[' -> endOfStructure(bytes, start);
            default -> endOfWord(bytes, start);
        };
    }

    private static int endOfStructure(byte[] bytes, int start) {
        int depth = 0;
        int i = start;
        do {
            byte b = bytes[i];
            depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
            i = b == '"' ? endOfText(bytes, i) : i + 1;
        } while (depth > 0);
        return i;
    }

    private static int endOfWord(byte[] bytes, int start) {
        int i = start;
        while (bytes[i] > ' ' && bytes[i] != ',' && bytes[i] != '}' && bytes[i] != ']') {
            i++;
        }
        return i;
    }

    /** Whether the text between these quotes equals the name. */
    private static boolean says(byte[] bytes, int start, int end, String name) {
        int length = end - start - 2;
        for (int i = 0; i < length; i++) {
            byte b = bytes[start + 1 + i];
            if (b < 0 || b == '\\') {
                return new JsonValue(bytes, start, end, ValueKind.TEXT).text().equals(name);
            }
            if (i >= name.length() || name.charAt(i) != b) {
                return false;
            }
        }
        return length == name.length();
    }

    static ValueKind kind(byte[] bytes, int start, int end) {
        return switch (bytes[start]) {
            case '"' -> ValueKind.TEXT;
            case '{' -> ValueKind.OBJECT;
            case '[' -> ValueKind.ARRAY;
            case 't' -> ValueKind.TRUE;
            case 'f' -> ValueKind.FALSE;
            case 'n' -> ValueKind.NULL;
            default -> isWhole(bytes, start, end) ? ValueKind.INTEGER : ValueKind.DECIMAL;
        };
    }

    private static boolean isWhole(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '.' || bytes[i] == 'e' || bytes[i] == 'E') {
                return false;
            }
        }
        return true;
    }
}
