package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;

/** True or false. */
public record Flag() implements Type<Boolean> {
    @Override
    public Boolean read(ConfigNode.Field field, KeyValues values) {
        if (field.value() instanceof ConfigNode.Bool bool) {
            return bool.value();
        }
        values.note(
                field,
                field.name() + " must be true or false, but this is "
                        + field.value().kind(),
                "write true or false, without quotation marks");
        return false;
    }

    @Override
    public String schema() {
        return "\"type\": \"boolean\"";
    }

    @Override
    public String inWords() {
        return "true or false";
    }

    @Override
    public boolean isPlain() {
        return true;
    }
}
