package dev.upserter.operation;

import dev.upserter.json.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Names and values in order, and how long they are as JSON, worked out once. As good as the bytes of its values; for one
 * thread.
 */
public final class Payload {
    /** Nothing is said. */
    public static final Payload NONE = new Payload(List.of());

    private final Attribute[] attributes;
    private final int length;

    /** Names and values; a null or empty value clears what has the name. */
    public Payload(List<Attribute> attributes) {
        this(attributes.toArray(Attribute[]::new), lengthOf(attributes));
    }

    private Payload(Attribute[] attributes, int length) {
        this.attributes = attributes;
        this.length = length;
    }

    private static int lengthOf(List<Attribute> attributes) {
        int sum = Math.max(0, attributes.size() - 1);
        for (Attribute attribute : attributes) {
            sum += attribute.name().jsonLength() + attribute.value().length();
        }
        return sum;
    }

    /** Collects the names and values of one payload after the other. For one thread. */
    public static final class Room {
        private Attribute[] attributes = new Attribute[16];
        private int size;
        private int length;

        /** Adds a name and its value. */
        public void add(AttributeName name, JsonValue value) {
            if (size == attributes.length) {
                attributes = Arrays.copyOf(attributes, size * 2);
            }
            attributes[size++] = new Attribute(name, value);
            length += name.jsonLength() + value.length() + 1;
        }

        /** What was added since it was last taken. */
        public Payload take() {
            if (size == 0) {
                return NONE;
            }
            var taken = new Attribute[size]; // Arrays.copyOf finds out the type, for each person
            System.arraycopy(attributes, 0, taken, 0, size);
            var payload = new Payload(taken, length - 1);
            size = 0;
            length = 0;
            return payload;
        }
    }

    /** All of them. */
    public List<Attribute> attributes() {
        return Collections.unmodifiableList(Arrays.asList(attributes));
    }

    /** How many there are. */
    public int size() {
        return attributes.length;
    }

    /** The i-th. */
    public Attribute attribute(int i) {
        return attributes[i];
    }

    /** The JSON object of the names and values. */
    public byte[] json() {
        byte[] json = new byte[length + 2];
        json[0] = '{';
        json[write(json, 1)] = '}';
        return json;
    }

    /** The length of the members of the JSON object, bytes, without its braces. */
    int length() {
        return length;
    }

    /** Writes the members, separated by commas, and returns the index after the last byte. */
    int write(byte[] target, int at) {
        int next = at;
        for (int i = 0; i < attributes.length; i++) {
            if (i > 0) {
                target[next++] = ',';
            }
            Attribute attribute = attributes[i];
            next = attribute.value().write(target, attribute.name().write(target, next));
        }
        return next;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && Arrays.equals(attributes, payload.attributes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(attributes);
    }

    /** The names; never a value, which is personal data. */
    @Override
    public String toString() {
        return Arrays.stream(attributes).map(Attribute::name).toList().toString();
    }
}
