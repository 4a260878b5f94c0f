package dev.upserter.operation;

import java.nio.charset.StandardCharsets;

/** How the entry of a person begins: its type and whom it is about (Track API reference, POST /api/v2/batch). */
final class EntryHead {
    private static final byte[] TYPE = ascii("{\"type\":\"person\",\"identifiers\":{\"");
    private static final byte[] TYPE_END = ascii("\":");
    private static final byte[] END = ascii("}");

    private EntryHead() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static int length(Identifier person) {
        return TYPE.length + person.type().json().length + TYPE_END.length + person.jsonLength() + END.length;
    }

    static int write(Identifier person, byte[] target, int at) {
        int next = write(TYPE, target, at);
        next = write(person.type().json(), target, next);
        next = write(TYPE_END, target, next);
        next = person.write(target, next);
        return write(END, target, next);
    }

    static int write(byte[] bytes, byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }
}
