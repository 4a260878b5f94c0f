package dev.upserter.config.keys;

import dev.upserter.config.text.Node;

/** The name of a field, an attribute or a file: a text with something in it. */
public record Name() implements Type<String> {
    @Override
    public String read(Node.Field field, Values values) {
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
