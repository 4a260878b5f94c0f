package dev.upserter.operation;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Adds a person, or changes the attributes named and no others.
 *
 * @param identifier whom
 * @param attributes what is set, in order; a null or empty value clears the attribute
 * @param updateOnly whether nothing happens if the person does not exist
 */
public record IdentifyPerson(Identifier identifier, List<Attribute> attributes, boolean updateOnly)
        implements Operation {

    private static final byte[] UPDATE = ascii("\"_update\":true");
    private static final byte[] TYPE = ascii("{\"type\":\"person\",\"identifiers\":{\"");
    private static final byte[] TYPE_END = ascii("\":");
    private static final byte[] ACTION = ascii("},\"action\":\"identify\",\"attributes\":");

    public IdentifyPerson {
        attributes = List.copyOf(attributes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
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
                + attributesLength()
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
        int length = 2;
        int count = attributes.size();
        for (int i = 0; i < count; i++) {
            Attribute attribute = attributes.get(i);
            length += attribute.name().jsonLength() + attribute.value().length();
        }
        int entries = count + (updateOnly ? 1 : 0);
        return length + (updateOnly ? UPDATE.length : 0) + Math.max(0, entries - 1);
    }

    @Override
    public int writeAttributes(byte[] target, int at) {
        int next = at;
        target[next++] = '{';
        if (updateOnly) {
            next = write(UPDATE, target, next);
        }
        int count = attributes.size();
        for (int i = 0; i < count; i++) {
            if (i > 0 || updateOnly) {
                target[next++] = ',';
            }
            Attribute attribute = attributes.get(i);
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
}
