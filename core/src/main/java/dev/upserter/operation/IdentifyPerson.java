package dev.upserter.operation;

import dev.upserter.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds a person, or changes the attributes named and no others. As good as the bytes of its values; for one thread.
 */
public final class IdentifyPerson implements Operation {
    private static final byte[] ACTION = EntryHead.ascii(",\"action\":\"identify\",\"attributes\":");
    private static final byte[] TIMESTAMP = EntryHead.ascii(",\"timestamp\":");
    private static final byte[] BODY_TIMESTAMP = EntryHead.ascii("\"_timestamp\":");
    private static final byte[] UPDATE = EntryHead.ascii("\"_update\":true");

    private final Identifier identifier;
    private final Payload payload;
    private final boolean updateOnly;
    private final @Nullable JsonValue timestamp;

    /**
     * An operation.
     *
     * @param identifier whom
     * @param attributes what is set, in order; a null or empty value clears the attribute
     * @param updateOnly whether nothing happens if the person does not exist
     */
    public IdentifyPerson(Identifier identifier, List<Attribute> attributes, boolean updateOnly) {
        this(identifier, new Payload(attributes), updateOnly);
    }

    /** An operation with attributes that were put together before. */
    public IdentifyPerson(Identifier identifier, Payload payload, boolean updateOnly) {
        this(identifier, payload, updateOnly, null);
    }

    /**
     * An operation that may say when its values were right.
     *
     * @param timestamp Unix seconds, a whole number: Customer.io drops what is older than its newest change; null for now
     */
    public IdentifyPerson(Identifier identifier, Payload payload, boolean updateOnly, @Nullable JsonValue timestamp) {
        this.identifier = identifier;
        this.payload = payload;
        this.updateOnly = updateOnly;
        this.timestamp = timestamp;
    }

    @Override
    public Subject subject() {
        return identifier;
    }

    /** Whom it is about. */
    public Identifier identifier() {
        return identifier;
    }

    @Override
    public Payload payload() {
        return payload;
    }

    /** What is set, in order; a null or empty value clears the attribute. */
    public List<Attribute> attributes() {
        return payload.attributes();
    }

    /** How many attributes are set. */
    public int size() {
        return payload.size();
    }

    /** The i-th attribute that is set. */
    public Attribute attribute(int i) {
        return payload.attribute(i);
    }

    /** Whether nothing happens if the person does not exist. */
    public boolean updateOnly() {
        return updateOnly;
    }

    /** When its values were right, in Unix seconds; null where it does not say. */
    public @Nullable JsonValue timestamp() {
        return timestamp;
    }

    @Override
    public Map<String, JsonValue> parts() {
        return timestamp == null ? Map.of() : Map.of("timestamp", timestamp);
    }

    /** The same operation with other attributes. */
    public IdentifyPerson withAttributes(List<Attribute> others) {
        return new IdentifyPerson(identifier, new Payload(others), updateOnly, timestamp);
    }

    @Override
    public int length(Form form) {
        return switch (form) {
            case ENTRY -> headLength() + attributesLength(false) + 1;
            case BODY -> attributesLength(true);
        };
    }

    /** The bytes of an entry before its attributes: whom it is about, and when. */
    public int headLength() {
        int time = timestamp == null ? 0 : TIMESTAMP.length + timestamp.length();
        return EntryHead.length(identifier) + time + ACTION.length;
    }

    /** @param isBody whether the time is among the attributes */
    private int attributesLength(boolean isBody) {
        int sum = payload.length() + 2;
        int members = payload.size() > 0 ? 1 : 0;
        if (updateOnly) {
            sum += UPDATE.length;
            members++;
        }
        if (isBody && timestamp != null) {
            sum += BODY_TIMESTAMP.length + timestamp.length();
            members++;
        }
        return sum + Math.max(0, members - 1);
    }

    @Override
    public int write(Form form, byte[] target, int at) {
        return switch (form) {
            case ENTRY -> writeEntry(target, at);
            case BODY -> writeAttributes(target, at, true);
        };
    }

    private int writeEntry(byte[] target, int at) {
        int next = EntryHead.write(identifier, target, at);
        if (timestamp != null) {
            next = write(TIMESTAMP, timestamp, target, next);
        }
        next = writeAttributes(target, EntryHead.write(ACTION, target, next), false);
        target[next] = '}';
        return next + 1;
    }

    private static int write(byte[] name, JsonValue value, byte[] target, int at) {
        return value.write(target, EntryHead.write(name, target, at));
    }

    private int writeAttributes(byte[] target, int at, boolean isBody) {
        target[at] = '{';
        int next = writeOwn(target, at + 1, isBody);
        if (payload.size() > 0) {
            next = payload.write(target, comma(target, next, at));
        }
        target[next] = '}';
        return next + 1;
    }

    /** Writes the members that are no attributes. */
    private int writeOwn(byte[] target, int at, boolean isBody) {
        int next = updateOnly ? EntryHead.write(UPDATE, target, at) : at;
        return isBody && timestamp != null
                ? write(BODY_TIMESTAMP, timestamp, target, comma(target, next, at - 1))
                : next;
    }

    /** Parts a member from the one before it, if there is one in the object that starts here. */
    private static int comma(byte[] target, int next, int start) {
        if (next == start + 1) {
            return next;
        }
        target[next] = ',';
        return next + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdentifyPerson person
                && identifier.equals(person.identifier)
                && payload.equals(person.payload)
                && updateOnly == person.updateOnly
                && Objects.equals(timestamp, person.timestamp);
    }

    @Override
    public int hashCode() {
        return Objects.hash(identifier, payload, updateOnly, timestamp);
    }

    /** The identifier's type and the names of the attributes; never a value, which is personal data. */
    @Override
    public String toString() {
        return "IdentifyPerson[" + identifier + ", " + payload + "]";
    }
}
