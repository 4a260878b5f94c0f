package dev.upserter.operation;

import java.nio.charset.StandardCharsets;

/** How the entry of a person begins: its type and whom it is about (Track API reference, POST /api/v2/batch). */
final class EntryHead {
    private static final byte[] TYPE = ascii("{\"type\":\"person\",\"identifiers\":");

    private EntryHead() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static int length(Identifier person) {
        return TYPE.length + person.namedLength();
    }

    static int write(Identifier person, byte[] target, int at) {
        return person.writeNamed(target, write(TYPE, target, at));
    }

    static int write(byte[] bytes, byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }
}
