package dev.upserter.operation;

import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.text.KeyHash;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** By what a person is known. As good as the bytes of its value; for one thread. */
public final class Identifier implements Subject, Named {
    private final IdentifierType type;
    private final JsonValue value;
    /** Whether it is ASCII without an escape, so that the bytes are what it says. */
    private final boolean plain;
    /** What it says begins and ends here, if it is plain. */
    private final int start;

    private final int end;
    /** Of the person; 0 if it has not been worked out. */
    private long hash;

    /**
     * An identifier.
     *
     * @param type  which identifier of Customer.io
     * @param value a text or a whole number; its exact text is the identifier
     */
    public Identifier(IdentifierType type, JsonValue value) {
        if (value.kind() != ValueKind.TEXT && value.kind() != ValueKind.INTEGER) {
            throw new IllegalArgumentException("an identifier is a text or a whole number, not " + value.kind());
        }
        this.type = type;
        this.value = value;
        int quote = value.kind() == ValueKind.TEXT ? 1 : 0;
        this.start = value.start() + quote;
        this.end = value.end() - quote;
        this.plain = JsonText.isPlain(value.bytes(), start, end);
    }

    /** Which identifier of Customer.io. */
    public IdentifierType type() {
        return type;
    }

    /** The identifier as JSON: a text or a whole number. */
    @Override
    public JsonValue value() {
        return value;
    }

    /** What it says. */
    @Override
    public String text() {
        return value.text();
    }

    @Override
    public String keyName() {
        return type.spelling();
    }

    @Override
    public Identifier person() {
        return this;
    }

    /** Whether it says nothing but characters of ASCII, none of them as an escape. */
    public boolean isPlain() {
        return plain;
    }

    /** Its length in UTF-8, bytes. */
    public int utf8Length() {
        return plain || !value.hasEscape() ? end - start : text().getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Equal for the same person among identifiers of one type: 64 bits of what it says, letter case aside for an e-mail
     * address (Track API reference: "email is case-insensitive"). Two people may, very rarely, share one.
     */
    @Override
    public long subjectHash() {
        if (hash == 0) {
            hash = type == IdentifierType.EMAIL ? foldedHash() : exactHash();
        }
        return hash;
    }

    /** 64 bits of what it says, letter case distinguished. */
    public long exactHash() {
        return plain || !value.hasEscape() ? KeyHash.of(value.bytes(), start, end) : KeyHash.of(text());
    }

    /** 64 bits of what it says, letter case aside. */
    public long foldedHash() {
        return plain ? KeyHash.ofFoldedAscii(value.bytes(), start, end) : KeyHash.of(text().toLowerCase(Locale.ROOT));
    }

    /** The length of the identifier as a JSON text, bytes. */
    int jsonLength() {
        return TextForm.length(value);
    }

    int write(byte[] target, int at) {
        return TextForm.write(value, target, at);
    }

    @Override
    public int namedLength() {
        return type.member().length + jsonLength() + 1;
    }

    @Override
    public int writeNamed(byte[] target, int at) {
        int next = write(target, EntryHead.write(type.member(), target, at));
        target[next] = '}';
        return next + 1;
    }

    /** Whether the other is of the same type and has the same JSON. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Identifier identifier && type == identifier.type && value.equals(identifier.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, value);
    }

    /** The type; never the identifier itself, which is personal data. */
    @Override
    public String toString() {
        return "Identifier[" + type.spelling() + "]";
    }
}
