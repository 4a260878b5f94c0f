package dev.upserter.operation;

import dev.upserter.source.JsonValue;
import dev.upserter.source.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * By what a person is known.
 *
 * @param type  which identifier of Customer.io
 * @param value a text or a whole number; its exact text is the identifier
 */
public record Identifier(IdentifierType type, JsonValue value) {
    public Identifier {
        if (value.kind() != ValueKind.TEXT && value.kind() != ValueKind.INTEGER) {
            throw new IllegalArgumentException("an identifier is a text or a whole number, not " + value.kind());
        }
    }

    /** What it says. */
    public String text() {
        return value.text();
    }

    /** Its length in UTF-8, bytes. */
    public int utf8Length() {
        if (value.kind() == ValueKind.INTEGER) {
            return value.length();
        }
        return value.hasEscape() ? text().getBytes(StandardCharsets.UTF_8).length : value.length() - 2;
    }

    /**
     * Equal for the same person among identifiers of one type: 64 bits of what it says, letter case aside for an e-mail
     * address (Track API reference: "email is case-insensitive"). Two people may, very rarely, share one.
     */
    public long personHash() {
        if (type == IdentifierType.EMAIL) {
            return foldedHash();
        }
        return exactHash();
    }

    /** 64 bits of what it says, letter case told apart. */
    public long exactHash() {
        if (value.kind() == ValueKind.INTEGER) {
            return KeyHash.of(value.bytes(), value.start(), value.end());
        }
        if (value.hasEscape()) {
            return KeyHash.of(text());
        }
        return KeyHash.of(value.bytes(), value.start() + 1, value.end() - 1);
    }

    /** 64 bits of what it says, letter case aside. */
    public long foldedHash() {
        int quote = value.kind() == ValueKind.TEXT ? 1 : 0;
        int start = value.start() + quote;
        int end = value.end() - quote;
        return KeyHash.isAscii(value.bytes(), start, end) && !value.hasEscape()
                ? KeyHash.ofFoldedAscii(value.bytes(), start, end)
                : KeyHash.of(text().toLowerCase(Locale.ROOT));
    }

    /** The length of the identifier as a JSON text, bytes. */
    int jsonLength() {
        return value.kind() == ValueKind.INTEGER ? value.length() + 2 : value.length();
    }

    int write(byte[] target, int at) {
        boolean quote = value.kind() == ValueKind.INTEGER;
        int next = at;
        if (quote) {
            target[next++] = '"';
        }
        System.arraycopy(value.bytes(), value.start(), target, next, value.length());
        next += value.length();
        if (quote) {
            target[next++] = '"';
        }
        return next;
    }

    /** The type; never the identifier itself, which is personal data. */
    @Override
    public String toString() {
        return "Identifier[" + type.spelling() + "]";
    }
}
