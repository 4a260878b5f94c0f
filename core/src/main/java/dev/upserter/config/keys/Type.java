package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;
import org.jspecify.annotations.Nullable;

/** What the value of a key may be: how it is read, and how the schema and the documentation say it. Immutable. */
public interface Type<T> {

    /** The value; null where it is wrong, and that was noted, or some valid value, of which nothing will be built. */
    @Nullable
    T read(ConfigNode.Field field, KeyValues values);

    /** The members of the schema's entry that say it, as JSON without the braces. */
    String schema();

    /** The documentation's column "type". */
    String inWords();

    /** Whether the value is a word, a number or a length of time, which cannot be secret. */
    default boolean isPlain() {
        return false;
    }

    /** A type that may come from the environment, too. */
    static String orFromEnvironment(String schema) {
        return "\"anyOf\": [{" + schema + "}, {\"$ref\": \"#/$defs/fromEnvironment\"}]";
    }
}
