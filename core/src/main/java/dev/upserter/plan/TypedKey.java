package dev.upserter.plan;

import dev.upserter.operation.IdentifierType;
import java.util.Arrays;

/**
 * The key of a person or a thing in a state whose rows are known by several kinds of identifiers: {@code email:ana@example.org}.
 *
 * @param type which identifier of Customer.io the person has
 * @param key  as states have it whose rows are all known by that
 */
public record TypedKey(IdentifierType type, String key) {
    static String prefix(IdentifierType type) {
        return type.spelling() + ":";
    }

    /**
     * Takes a key apart.
     *
     * @throws IllegalArgumentException if it does not say what it is
     */
    public static TypedKey of(String text) {
        return Arrays.stream(IdentifierType.values())
                .filter(type -> text.startsWith(prefix(type)))
                .map(type -> new TypedKey(type, text.substring(prefix(type).length())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the key does not say what it is"));
    }

    /** What it is; never the key, which is personal data. */
    @Override
    public String toString() {
        return "TypedKey[" + type.spelling() + "]";
    }
}
