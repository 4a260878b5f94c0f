package dev.upserter.operation;

import java.util.List;
import java.util.Objects;

/**
 * Adds a person, or changes the attributes named and no others. As good as the bytes of its values; for one thread.
 */
public final class IdentifyPerson implements Operation {
    private static final byte[] ACTION = EntryHead.ascii(",\"action\":\"identify\",\"attributes\":");
    private static final byte[] UPDATE = EntryHead.ascii("\"_update\":true");

    private final Identifier identifier;
    private final Payload payload;
    private final boolean updateOnly;

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
        this.identifier = identifier;
        this.payload = payload;
        this.updateOnly = updateOnly;
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

    /** The same operation with other attributes. */
    public IdentifyPerson withAttributes(List<Attribute> others) {
        return new IdentifyPerson(identifier, others, updateOnly);
    }

    /** How much of an entry precedes its attributes, bytes. */
    public int headLength() {
        return EntryHead.length(identifier) + ACTION.length;
    }

    @Override
    public int length(Form form) {
        return switch (form) {
            case ENTRY -> headLength() + attributesLength() + 1;
            case BODY -> attributesLength();
            case ID -> identifier.jsonLength();
        };
    }

    private int attributesLength() {
        int update = updateOnly ? UPDATE.length + (payload.size() > 0 ? 1 : 0) : 0;
        return payload.length() + update + 2;
    }

    @Override
    public int write(Form form, byte[] target, int at) {
        return switch (form) {
            case ENTRY -> {
                int next = EntryHead.write(identifier, target, at);
                next = EntryHead.write(ACTION, target, next);
                next = writeAttributes(target, next);
                target[next++] = '}';
                yield next;
            }
            case BODY -> writeAttributes(target, at);
            case ID -> identifier.write(target, at);
        };
    }

    private int writeAttributes(byte[] target, int at) {
        int next = at;
        target[next++] = '{';
        if (updateOnly) {
            next = EntryHead.write(UPDATE, target, next);
            if (payload.size() > 0) {
                target[next++] = ',';
            }
        }
        next = payload.write(target, next);
        target[next++] = '}';
        return next;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdentifyPerson person
                && identifier.equals(person.identifier)
                && payload.equals(person.payload)
                && updateOnly == person.updateOnly;
    }

    @Override
    public int hashCode() {
        return Objects.hash(identifier, payload, updateOnly);
    }

    /** The identifier's type and the names of the attributes; never a value, which is personal data. */
    @Override
    public String toString() {
        return "IdentifyPerson[" + identifier + ", " + payload + "]";
    }
}
