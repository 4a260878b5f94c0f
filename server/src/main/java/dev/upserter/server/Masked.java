package dev.upserter.server;

import dev.upserter.profile.Mask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what values are made of without showing them. */
final class Masked {
    private static final int SHORTEST_QUOTE = 3;

    private Masked() {}

    /** All that a JSON value holds, masked; names stay. */
    static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> object -> {
                var masked = new LinkedHashMap<String, @Nullable Object>();
                object.forEach((name, inner) -> masked.put(String.valueOf(name), value(inner)));
                yield masked;
            }
            case List<?> list -> {
                var masked = new ArrayList<@Nullable Object>();
                list.forEach(element -> masked.add(value(element)));
                yield masked;
            }
            case String text -> Mask.of(text);
            case Json.Raw number -> new Json.Raw(nines(number.json()));
            default -> value;
        };
    }

    /** The same length in nines: a number still, but for a zero in front, and none of anybody's. */
    private static String nines(String number) {
        return number.replaceAll("[0-8]", "9");
    }

    /** Whether a text quotes a value that the object holds, in any letter case. */
    static boolean isQuoted(String text, @Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Map<?, ?> object -> object.values().stream().anyMatch(inner -> isQuoted(text, inner));
            case List<?> list -> list.stream().anyMatch(inner -> isQuoted(text, inner));
            default -> {
                String quote = value.toString().toLowerCase(Locale.ROOT);
                yield quote.length() >= SHORTEST_QUOTE
                        && text.toLowerCase(Locale.ROOT).contains(quote);
            }
        };
    }
}
