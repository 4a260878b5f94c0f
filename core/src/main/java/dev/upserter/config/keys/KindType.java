package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Kinds;

/** What rows become: one of {@link Kinds#ALL}. */
public record KindType() implements Type<Kind> {
    private static final Word WORD =
            new Word(Kinds.ALL.stream().map(Kind::spelling).toList());

    @Override
    public Kind read(ConfigNode.Field field, KeyValues values) {
        return Kinds.spelled(WORD.read(field, values));
    }

    @Override
    public String schema() {
        return WORD.schema();
    }

    @Override
    public String inWords() {
        return WORD.inWords();
    }

    @Override
    public boolean isPlain() {
        return true;
    }
}
