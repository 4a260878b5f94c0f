package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;
import dev.upserter.kind.Kinds;
import dev.upserter.plan.Mode;

/** One of the modes of what the configuration's rows become; all of them for the schema and the documentation. */
public record ModeType() implements Type<Mode> {
    private static final OneOf<Mode> ANY = OneOf.of(Kinds.modes());

    @Override
    public Mode read(ConfigNode.Field field, KeyValues values) {
        return OneOf.of(values.kind().modes().toArray(Mode[]::new)).read(field, values);
    }

    @Override
    public String schema() {
        return ANY.schema();
    }

    @Override
    public String inWords() {
        return ANY.inWords();
    }

    @Override
    public boolean isPlain() {
        return true;
    }
}
