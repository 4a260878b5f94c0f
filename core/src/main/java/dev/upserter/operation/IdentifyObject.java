package dev.upserter.operation;

import dev.upserter.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds an object, or changes the attributes named and no others, and perhaps relates a person to it (Track API reference,
 * POST /api/v2/batch, type object, action identify). As good as the bytes of its values; for one thread.
 *
 * @param object       which
 * @param payload      what is set; a null or empty value clears the attribute
 * @param person       who is related to it; null for nobody, whose relationships stay as they are
 * @param relationship what is set of that relationship; {@link Payload#NONE} for nobody
 */
public record IdentifyObject(
        ObjectId object, Payload payload, @Nullable Identifier person, Payload relationship) implements Operation {
    private static final byte[] TYPE = EntryHead.ascii("{\"type\":\"object\",\"identifiers\":");
    private static final byte[] ACTION = EntryHead.ascii(",\"action\":\"identify\",\"attributes\":");

    /** What precedes the relationships in an entry. */
    public static final String RELATIONSHIPS = ",\"cio_relationships\":[";

    private static final byte[] RELATIONSHIPS_OPENING = EntryHead.ascii(RELATIONSHIPS);
    private static final byte[] RELATIONSHIPS_CLOSING = EntryHead.ascii("]");

    @Override
    public Subject subject() {
        return object.subject();
    }

    @Override
    public @Nullable Identifier related() {
        return person;
    }

    /** A row that relates somebody is about the object and that person. */
    @Override
    public Subject stateKey() {
        return person == null
                ? subject()
                : new CompoundKey("object", null, List.of(object.type(), object.id(), CompoundKey.folded(person)));
    }

    /** The same operation with other attributes. */
    public IdentifyObject with(Payload attributes, Payload ofRelationship) {
        return new IdentifyObject(object, attributes, person, ofRelationship);
    }

    @Override
    public Map<String, JsonValue> parts() {
        var parts = new LinkedHashMap<>(object.parts());
        if (person != null) {
            parts.put("person", related(person));
        }
        return parts;
    }

    /** As a configuration's test spells it. */
    private JsonValue related(Identifier who) {
        byte[] said = new byte[relationship.length()];
        relationship.write(said, 0);
        return JsonValue.ofJson("{\"userId\":" + who.value().json() + ",\"attributes\":{"
                + new String(said, StandardCharsets.UTF_8) + "}}");
    }

    /** How much of an entry precedes its attributes, bytes. */
    public int headLength() {
        return TYPE.length + object.namedLength() + ACTION.length;
    }

    @Override
    public int length(Form form) {
        return switch (form) {
            case ENTRY -> headLength() + payload.length() + 2 + relationshipsLength() + 1;
            case BODY -> payload.length() + 2;
        };
    }

    private int relationshipsLength() {
        return person == null
                ? 0
                : RELATIONSHIPS_OPENING.length
                        + RelationshipJson.length(person, relationship)
                        + RELATIONSHIPS_CLOSING.length;
    }

    @Override
    public int write(Form form, byte[] target, int at) {
        return switch (form) {
            case ENTRY -> {
                int next = object.writeNamed(target, EntryHead.write(TYPE, target, at));
                next = writeAttributes(target, EntryHead.write(ACTION, target, next));
                next = writeRelationships(target, next);
                target[next++] = '}';
                yield next;
            }
            case BODY -> writeAttributes(target, at);
        };
    }

    private int writeAttributes(byte[] target, int at) {
        int next = at;
        target[next++] = '{';
        next = payload.write(target, next);
        target[next++] = '}';
        return next;
    }

    private int writeRelationships(byte[] target, int at) {
        if (person == null) {
            return at;
        }
        int next = EntryHead.write(RELATIONSHIPS_OPENING, target, at);
        next = RelationshipJson.write(person, relationship, target, next);
        return EntryHead.write(RELATIONSHIPS_CLOSING, target, next);
    }

    /** The names of the attributes; never a value, which may be personal data. */
    @Override
    public String toString() {
        return "IdentifyObject[" + payload + ", " + relationship + "]";
    }
}
