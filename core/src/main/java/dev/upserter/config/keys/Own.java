package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;
import org.jspecify.annotations.Nullable;

/**
 * A type of one key's own.
 *
 * @param reader of the value
 */
public record Own<T>(Reader<T> reader, String schema, String inWords) implements Type<T> {

    /** Reads a value. */
    public interface Reader<T> {
        /** The value; null where it is wrong, and that was noted. */
        @Nullable
        T read(ConfigNode.Field field, KeyValues values);
    }

    @Override
    public @Nullable T read(ConfigNode.Field field, KeyValues values) {
        return reader.read(field, values);
    }
}
