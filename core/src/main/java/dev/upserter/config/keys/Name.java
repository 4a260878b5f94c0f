package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;

/** The name of a field, an attribute or a file: a text with something in it. */
public record Name() implements Type<String> {
    @Override
    public String read(ConfigNode.Field field, KeyValues values) {
        return values.name(field).text();
    }

    @Override
    public String schema() {
        return "\"type\": \"string\", \"pattern\": \"\\\\S\"";
    }

    @Override
    public String inWords() {
        return "text";
    }
}
