package dev.upserter.operation;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * By what an object is known: the number of its type, and its id among the objects of that type (Track API reference, POST
 * /api/v2/entity). As good as the bytes of its values; for one thread.
 *
 * @param type a text or a whole number
 * @param id   a text or a whole number
 */
public record ObjectId(JsonValue type, JsonValue id) implements Named {
    private static final byte[] TYPE = EntryHead.ascii("{\"object_type_id\":");
    private static final byte[] ID = EntryHead.ascii(",\"object_id\":");
    private static final byte[] END = EntryHead.ascii("}");

    private static final int MOST_DIGITS = 9;

    public ObjectId {
        requireIdentifying(type);
        requireIdentifying(id);
    }

    private static void requireIdentifying(JsonValue value) {
        if (value.kind() != ValueKind.TEXT && value.kind() != ValueKind.INTEGER) {
            throw new IllegalArgumentException("an object is known by texts and whole numbers, not " + value.kind());
        }
    }

    /** Whether a text is the name of a type; what is written as a number is none, even if no type has that number. */
    public static boolean isTypeName(String type) {
        return !type.isBlank() && !type.strip().matches("[-+]?[0-9][0-9.,]*");
    }

    /** Whether a text is the number of a type: a whole one from 1, of nine digits at most. */
    public static boolean isTypeNumber(String type) {
        return !type.isEmpty()
                && type.length() <= MOST_DIGITS
                && type.charAt(0) != '0'
                && type.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Type and id, each under its key of a configuration. */
    Map<String, JsonValue> parts() {
        var parts = new LinkedHashMap<String, JsonValue>();
        parts.put("objectType", type);
        parts.put("objectId", id);
        return parts;
    }

    /** What an operation about the object is about. */
    public Subject subject() {
        return new CompoundKey("object", null, List.of(type, id));
    }

    @Override
    public int namedLength() {
        return TYPE.length + TextForm.length(type) + ID.length + TextForm.length(id) + END.length;
    }

    @Override
    public int writeNamed(byte[] target, int at) {
        int next = TextForm.write(type, target, EntryHead.write(TYPE, target, at));
        next = TextForm.write(id, target, EntryHead.write(ID, target, next));
        return EntryHead.write(END, target, next);
    }

    /** What it is; never the values, which may be personal data. */
    @Override
    public String toString() {
        return "ObjectId";
    }
}
