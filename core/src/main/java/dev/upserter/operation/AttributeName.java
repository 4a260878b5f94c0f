package dev.upserter.operation;

import dev.upserter.source.JsonText;
import java.nio.charset.StandardCharsets;

/** The name of an attribute, with its JSON worked out once. Immutable. */
public final class AttributeName {
    private final String text;
    private final byte[] json;
    private final int utf8Length;
    private final Role role;

    public AttributeName(String text) {
        this.text = text;
        this.json = (new String(JsonText.quote(text), StandardCharsets.UTF_8) + ":").getBytes(StandardCharsets.UTF_8);
        this.utf8Length = text.getBytes(StandardCharsets.UTF_8).length;
        this.role = Role.of(text);
    }

    /** The name. */
    public String text() {
        return text;
    }

    /** Its length in UTF-8, bytes. */
    public int utf8Length() {
        return utf8Length;
    }

    /** What Customer.io takes the attribute for. */
    public Role role() {
        return role;
    }

    /** The length of the name in JSON, quotes and colon included, bytes. */
    int jsonLength() {
        return json.length;
    }

    int write(byte[] target, int at) {
        System.arraycopy(json, 0, target, at, json.length);
        return at + json.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttributeName name && text.equals(name.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
