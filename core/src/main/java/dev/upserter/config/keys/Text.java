package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import org.jspecify.annotations.Nullable;

/**
 * Any text.
 *
 * @param example of one
 */
public record Text(String example) implements Type<String> {
    @Override
    public @Nullable String read(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, example);
        return text == null ? null : text.text();
    }

    @Override
    public String schema() {
        return "\"type\": \"string\"";
    }

    @Override
    public String inWords() {
        return "text";
    }
}
