package dev.upserter.config.read;

import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code as} of a rule, and those that belong to it. */
final class CastReader {
    private CastReader() {}

    /**
     * The cast; null for none.
     *
     * @param implied what the key {@code as} says where it is absent; may be empty
     */
    static @Nullable Cast read(GivenKeys given, KeyValues values, String implied) {
        String found = given.find(CastKeys.AS);
        String word = found == null ? implied : found;
        for (ConfigNode.Field field : given.fields()) {
            checkBelongs(field, word, values);
        }
        return switch (word) {
            case "text" -> new Cast.Text();
            case "integer" -> new Cast.WholeNumber();
            case "number" -> number(given);
            case "boolean" -> toBoolean(given, values);
            case "unix" -> unix(given, values);
            case "date" -> new Cast.Day(unit(given), given.find(CastKeys.ZONE), given.find(CastKeys.PATTERN));
            case "list" -> new Cast.Elements(orElse(given.find(CastKeys.SEPARATOR), ","));
            case "phone" -> new Cast.Phone(given.find(CastKeys.COUNTRY));
            case "json" -> new Cast.Json();
            default -> null;
        };
    }

    private static void checkBelongs(ConfigNode.Field field, String word, KeyValues values) {
        List<String> casts = CastKeys.casts(field.name());
        if (!casts.isEmpty() && !casts.contains(word)) {
            values.mistakes()
                    .add(
                            field.place(),
                            field.name() + " belongs to as: " + String.join(" and as: ", casts),
                            casts.size() == 1 ? "write that, or remove it" : "write one of them, or remove it");
        }
    }

    private static Cast number(GivenKeys given) {
        String decimal = given.find(CastKeys.DECIMAL);
        boolean isShare = orElse(given.find(CastKeys.PERCENT), false);
        return decimal == null && !isShare ? new Cast.Decimal() : new Cast.WrittenNumber(orElse(decimal, "."), isShare);
    }

    private static Cast toBoolean(GivenKeys given, KeyValues values) {
        boolean opposite = orElse(given.find(CastKeys.NOT), false);
        List<String> trueWords = orElse(given.find(CastKeys.TRUE_WORDS), List.of());
        List<String> falseWords = orElse(given.find(CastKeys.FALSE_WORDS), List.of());
        ConfigNode.Field own = given.field(CastKeys.FALSE_WORDS);
        if (own != null && falseWords.stream().anyMatch(trueWords::contains)) {
            values.note(own, "a word is both true and false", "remove it from one of the two");
        }
        boolean isPlain = !opposite && trueWords.isEmpty() && falseWords.isEmpty();
        return isPlain ? new Cast.ToBoolean() : new Cast.BooleanByWords(trueWords, falseWords, opposite);
    }

    /** A moment needs a zone; a day is the one that is written. */
    private static Cast unix(GivenKeys given, KeyValues values) {
        String pattern = given.find(CastKeys.PATTERN);
        ConfigNode.Field written = given.field(CastKeys.PATTERN);
        if (written != null && pattern != null && !given.has(CastKeys.ZONE) && !Cast.Unix.namesZone(pattern)) {
            values.note(
                    written,
                    "dates of this pattern name no zone: which moment they mean is not known",
                    "give the rule a zone, as zone: Europe/Berlin or zone: UTC");
        }
        return new Cast.Unix(unit(given), given.find(CastKeys.ZONE), pattern);
    }

    private static Unit unit(GivenKeys given) {
        return orElse(given.find(CastKeys.UNIT), Unit.SECONDS);
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
