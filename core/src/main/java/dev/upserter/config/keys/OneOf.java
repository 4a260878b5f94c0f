package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One of an enum's constants, spelled in lower case. */
public record OneOf<E extends Enum<E>>(List<E> constants, Word word) implements Type<E> {

    /** Any of the constants. */
    public static <E extends Enum<E>> OneOf<E> of(E[] constants) {
        var words = new ArrayList<String>();
        for (E constant : constants) {
            words.add(constant.name().toLowerCase(Locale.ROOT));
        }
        return new OneOf<>(List.of(constants), new Word(words));
    }

    @Override
    public E read(ConfigNode.Field field, KeyValues values) {
        return constants.get(word.words().indexOf(word.read(field, values)));
    }

    @Override
    public String schema() {
        return word.schema();
    }

    @Override
    public String inWords() {
        return word.inWords();
    }

    @Override
    public boolean isPlain() {
        return true;
    }
}
