package dev.upserter.operation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Adds a person, or changes the attributes named and no others. As good as the bytes of its values; for one thread.
 */
public final class IdentifyPerson implements Operation {
    private static final byte[] UPDATE = ascii("\"_update\":true");
    private static final byte[] TYPE = ascii("{\"type\":\"person\",\"identifiers\":{\"");
    private static final byte[] TYPE_END = ascii("\":");
    private static final byte[] ACTION = ascii("},\"action\":\"identify\",\"attributes\":");

    private final Identifier identifier;
    private final Attribute[] attributes;
    private final boolean updateOnly;
    private final int attributesLength;

    /**
     * An operation.
     *
     * @param identifier whom
     * @param attributes what is set, in order; a null or empty value clears the attribute
     * @param updateOnly whether nothing happens if the person does not exist
     */
    public IdentifyPerson(Identifier identifier, List<Attribute> attributes, boolean updateOnly) {
        this.identifier = identifier;
        this.attributes = new Attribute[attributes.size()]; // List.toArray finds out the type, for each person
        for (int i = 0; i < this.attributes.length; i++) {
            this.attributes[i] = attributes.get(i);
        }
        this.updateOnly = updateOnly;
        this.attributesLength = lengthOf(this.attributes, updateOnly);
    }

    private static int lengthOf(Attribute[] attributes, boolean updateOnly) {
        int length = 2;
        for (Attribute attribute : attributes) {
            length += attribute.name().jsonLength() + attribute.value().length();
        }
        int entries = attributes.length + (updateOnly ? 1 : 0);
        return length + (updateOnly ? UPDATE.length : 0) + Math.max(0, entries - 1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Identifier identifier() {
        return identifier;
    }

    /** What is set, in order; a null or empty value clears the attribute. */
    public List<Attribute> attributes() {
        return Collections.unmodifiableList(Arrays.asList(attributes));
    }

    /** How many attributes are set. */
    public int size() {
        return attributes.length;
    }

    /** The i-th attribute that is set. */
    public Attribute attribute(int i) {
        return attributes[i];
    }

    /** Whether nothing happens if the person does not exist. */
    public boolean updateOnly() {
        return updateOnly;
    }

    /** The same operation with other attributes. */
    public IdentifyPerson withAttributes(List<Attribute> others) {
        return new IdentifyPerson(identifier, others, updateOnly);
    }

    @Override
    public int entryLength() {
        return TYPE.length
                + identifier.type().spelling().length()
                + TYPE_END.length
                + identifier.jsonLength()
                + ACTION.length
                + attributesLength
                + 1;
    }

    @Override
    public int writeEntry(byte[] target, int at) {
        int next = write(TYPE, target, at);
        next = write(identifier.type().json(), target, next);
        next = write(TYPE_END, target, next);
        next = identifier.write(target, next);
        next = write(ACTION, target, next);
        next = writeAttributes(target, next);
        target[next++] = '}';
        return next;
    }

    @Override
    public int attributesLength() {
        return attributesLength;
    }

    @Override
    public int writeAttributes(byte[] target, int at) {
        int next = at;
        target[next++] = '{';
        if (updateOnly) {
            next = write(UPDATE, target, next);
        }
        for (int i = 0; i < attributes.length; i++) {
            if (i > 0 || updateOnly) {
                target[next++] = ',';
            }
            Attribute attribute = attributes[i];
            next = attribute.name().write(target, next);
            var value = attribute.value();
            System.arraycopy(value.bytes(), value.start(), target, next, value.length());
            next += value.length();
        }
        target[next++] = '}';
        return next;
    }

    private static int write(byte[] bytes, byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdentifyPerson person
                && identifier.equals(person.identifier)
                && Arrays.equals(attributes, person.attributes)
                && updateOnly == person.updateOnly;
    }

    @Override
    public int hashCode() {
        return Objects.hash(identifier, Arrays.hashCode(attributes), updateOnly);
    }

    /** The identifier's type and the names of the attributes; never a value, which is personal data. */
    @Override
    public String toString() {
        List<AttributeName> names =
                Arrays.stream(attributes).map(Attribute::name).toList();
        return "IdentifyPerson[" + identifier + ", " + names + "]";
    }
}
