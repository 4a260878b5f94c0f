package dev.upserter.operation;

import dev.upserter.json.JsonText;
import dev.upserter.operation.text.Role;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The name of an attribute, with its JSON worked out once. Immutable. */
public final class AttributeName {
    private static final Pattern DATE = Pattern.compile(
            "(?i:(?:^|[_. -])(?:date|born|dob|since)|birth|date$|[_ -](?:at|on|time)$)|[a-z](?:At|On|Time)$");

    private static final Pattern BIRTH = Pattern.compile(
            "birth|(?:^|[^a-z])(?:born|dob|bday)(?:$|[^a-z])|geburt|naissance|nacimiento|nascimento|nascita|geboorte",
            Pattern.CASE_INSENSITIVE);

    private final String text;
    private final byte[] json;
    private final int utf8Length;
    private final Role role;
    private final boolean namesDate;

    /** The name of an attribute of a person. */
    public AttributeName(String text) {
        this(text, Role.of(text));
    }

    /**
     * The name of an attribute.
     *
     * @param role what Customer.io takes it for
     */
    public AttributeName(String text, Role role) {
        this.text = text;
        this.json = (new String(JsonText.quote(text), StandardCharsets.UTF_8) + ":").getBytes(StandardCharsets.UTF_8);
        this.utf8Length = text.getBytes(StandardCharsets.UTF_8).length;
        this.role = role;
        this.namesDate = DATE.matcher(text).find();
    }

    /** The name. */
    public String text() {
        return text;
    }

    /** Its length in UTF-8, bytes. */
    public int utf8Length() {
        return utf8Length;
    }

    /** Whether it sounds as the name of a date, as {@code signed_up_at} or {@code birthday}. */
    public boolean namesDate() {
        return namesDate;
    }

    /** Whether a name sounds as that of a birthday, as {@code date_of_birth} or {@code Geburtstag}. */
    public static boolean namesBirth(String name) {
        return BIRTH.matcher(name).find();
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
