package dev.upserter.operation;

import java.nio.charset.StandardCharsets;

/**
 * Deletes a person (Track API reference, POST /api/v2/batch, actions delete and suppress). Only as an entry of a batch: it
 * has no attributes.
 *
 * @param identifier whom
 * @param forGood    whether Customer.io is to ignore whatever comes of the person later
 */
public record RemovePerson(Identifier identifier, boolean forGood) implements Operation {
    private static final byte[] TYPE = ascii("{\"type\":\"person\",\"identifiers\":{\"");
    private static final byte[] TYPE_END = ascii("\":");
    private static final byte[] DELETE = ascii("},\"action\":\"delete\"}");
    private static final byte[] SUPPRESS = ascii("},\"action\":\"suppress\"}");

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] action() {
        return forGood ? SUPPRESS : DELETE;
    }

    @Override
    public int entryLength() {
        return TYPE.length
                + identifier.type().json().length
                + TYPE_END.length
                + identifier.jsonLength()
                + action().length;
    }

    @Override
    public int writeEntry(byte[] target, int at) {
        int next = write(TYPE, target, at);
        next = write(identifier.type().json(), target, next);
        next = write(TYPE_END, target, next);
        next = identifier.write(target, next);
        return write(action(), target, next);
    }

    private static int write(byte[] bytes, byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }

    @Override
    public int attributesLength() {
        throw new UnsupportedOperationException("a removal has no attributes");
    }

    @Override
    public int writeAttributes(byte[] target, int at) {
        throw new UnsupportedOperationException("a removal has no attributes");
    }
}
