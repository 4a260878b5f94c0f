package dev.upserter.template.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of templates: texts, numbers (exact), booleans, lists, maps, spans of numbers, loops, the words blank and
 * empty, and null for nil.
 */
public final class Values {
    private static final Set<String> SAYING_FALSE =
            Set.of("false", "f", "no", "n", "off", "0", "null", "nil", "none", "\\n", "undefined");

    /** Blanks around it included. */
    private static final int LONGEST_WORD = 16;

    private Values() {}

    /** Whether it counts as true. */
    public static boolean isTrue(@Nullable Object value) {
        return value != null && !Boolean.FALSE.equals(value);
    }

    /** Whether a text is a word for false or for no value, as CSV and databases write them. */
    public static boolean saysFalse(String text) {
        return text.length() <= LONGEST_WORD
                && SAYING_FALSE.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** A part of a value, by its name or its index; null if there is none. */
    public static @Nullable Object part(Object value, @Nullable Object key) {
        return switch (value) {
            case Map<?, ?> map -> key instanceof String name && map.containsKey(name) ? map.get(name) : ofMap(map, key);
            case List<?> list -> element(list.size(), place -> list.get((int) place), key);
            case Span span -> element(span.size(), span::at, key);
            case Round round -> key instanceof String name ? round.part(name) : null;
            case String text -> "size".equals(key) ? size(text) : null;
            default -> null;
        };
    }

    private static @Nullable Object ofMap(Map<?, ?> map, @Nullable Object key) {
        if ("size".equals(key)) {
            return BigDecimal.valueOf(map.size());
        }
        return "first".equals(key) && !map.isEmpty()
                ? pair(map.entrySet().iterator().next())
                : null;
    }

    private static List<@Nullable Object> pair(Map.Entry<?, ?> entry) {
        var pair = new ArrayList<@Nullable Object>(2);
        pair.add(entry.getKey());
        pair.add(entry.getValue());
        return pair;
    }

    private interface Elements {
        @Nullable
        Object at(long place);
    }

    private static @Nullable Object element(long size, Elements elements, @Nullable Object key) {
        if (key instanceof BigDecimal number) {
            long place = Numbers.whole(number);
            return element(size, elements, place < 0 ? size + place : place);
        }
        return switch (key instanceof String name ? name : "") {
            case "size" -> BigDecimal.valueOf(size);
            case "first" -> element(size, elements, 0);
            case "last" -> element(size, elements, size - 1);
            default -> null;
        };
    }

    private static @Nullable Object element(long size, Elements elements, long place) {
        return place >= 0 && place < size ? elements.at(place) : null;
    }

    private static BigDecimal size(String text) {
        return BigDecimal.valueOf(text.codePointCount(0, text.length()));
    }

    /** The pairs of a map, each a list of name and value. */
    public static List<@Nullable Object> pairs(Map<?, ?> map, Budget budget) {
        budget.elements(3L * map.size());
        var pairs = new ArrayList<@Nullable Object>();
        map.entrySet().forEach(entry -> pairs.add(pair(entry)));
        return pairs;
    }

    /** The number of its characters, elements or pairs; null for other values. */
    public static @Nullable BigDecimal size(@Nullable Object value) {
        return switch (value) {
            case String text -> size(text);
            case List<?> list -> BigDecimal.valueOf(list.size());
            case Map<?, ?> map -> BigDecimal.valueOf(map.size());
            case Span span -> BigDecimal.valueOf(span.size());
            case null -> null;
            default -> null;
        };
    }

    /** Whether it is an empty text, list or map, or the word {@code empty}. */
    public static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case String text -> text.isEmpty();
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case Special word -> true;
            case null -> false;
            default -> false;
        };
    }

    /** Whether it is nil, false, empty, or a blank text. */
    static boolean isBlank(@Nullable Object value) {
        return !isTrue(value) || isEmpty(value) || value instanceof String text && text.isBlank();
    }

    /** As a template shows it: lists as their elements, maps as JSON, nil as nothing. */
    public static String text(@Nullable Object value, Budget budget) {
        if (value instanceof String text) {
            return text;
        }
        var text = new StringBuilder();
        show(value, text, budget);
        return text.toString();
    }

    /** Appends it to a text, as a template shows it. */
    public static void show(@Nullable Object value, StringBuilder text, Budget budget) {
        int before = text.length();
        switch (value) {
            case List<?> list -> {
                for (Object element : list) {
                    budget.work(1);
                    show(element, text, budget);
                }
                return;
            }
            case Map<?, ?> map -> {
                JsonWriting.write(map, text, budget);
                return;
            }
            case String shown -> {
                budget.make(shown.length());
                text.append(shown);
                return;
            }
            case BigDecimal number -> text.append(number.toPlainString());
            case Special word -> {}
            case Round round -> text.append("forloop");
            case null -> {}
            default -> text.append(value);
        }
        budget.make(text.length() - before);
    }
}
