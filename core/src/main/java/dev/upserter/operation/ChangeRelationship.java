package dev.upserter.operation;

import dev.upserter.json.JsonValue;
import java.util.Map;

/**
 * Relates a person to an object, or ends that (Track API reference, POST /api/v2/batch, type person, actions
 * add_relationships and delete_relationships). As good as the bytes of its values; for one thread.
 *
 * @param identifier the person
 * @param object     the object
 * @param payload    what is set of the relationship; a null or empty value clears the attribute
 * @param exists     whether they are related afterwards
 */
public record ChangeRelationship(Identifier identifier, ObjectId object, Payload payload, boolean exists)
        implements Operation {
    private static final byte[] ADD = EntryHead.ascii(",\"action\":\"add_relationships\",\"cio_relationships\":[");
    private static final byte[] DELETE =
            EntryHead.ascii(",\"action\":\"delete_relationships\",\"cio_relationships\":[");
    private static final byte[] END = EntryHead.ascii("]}");

    @Override
    public Subject subject() {
        return CompoundKey.of("relationship", identifier, object.type(), object.id());
    }

    /** The same operation with other attributes. */
    public ChangeRelationship with(Payload attributes) {
        return new ChangeRelationship(identifier, object, attributes, exists);
    }

    @Override
    public Map<String, JsonValue> parts() {
        return object.parts();
    }

    private byte[] action() {
        return exists ? ADD : DELETE;
    }

    @Override
    public int length(Form form) {
        return switch (form) {
            case ENTRY ->
                EntryHead.length(identifier) + action().length + RelationshipJson.length(object, payload) + END.length;
            case BODY -> RelationshipJson.length(object, payload);
        };
    }

    @Override
    public int write(Form form, byte[] target, int at) {
        return switch (form) {
            case ENTRY -> {
                int next = EntryHead.write(action(), target, EntryHead.write(identifier, target, at));
                yield EntryHead.write(END, target, RelationshipJson.write(object, payload, target, next));
            }
            case BODY -> RelationshipJson.write(object, payload, target, at);
        };
    }

    /** The names of the attributes; never a value, which may be personal data. */
    @Override
    public String toString() {
        return "ChangeRelationship[" + identifier + ", " + payload + "]";
    }
}
