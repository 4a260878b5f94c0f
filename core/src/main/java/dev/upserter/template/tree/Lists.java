package dev.upserter.template.tree;

import dev.upserter.template.value.Budget;
import dev.upserter.template.value.JsonWriting;
import dev.upserter.template.value.Span;
import dev.upserter.template.value.Texts;
import dev.upserter.template.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Treats values as lists. */
public final class Lists {
    private Lists() {}

    /** A value as a list: nested lists are flattened, nil is an empty list, any other value is a single element. */
    public static List<@Nullable Object> flat(@Nullable Object value, Budget budget) {
        if (value instanceof Span span) {
            return span.list(budget);
        }
        var flat = new ArrayList<@Nullable Object>();
        if (value != null) {
            spread(value, flat, budget);
        }
        return flat;
    }

    private static void spread(@Nullable Object value, List<@Nullable Object> into, Budget budget) {
        if (value instanceof List<?> list) {
            for (Object element : list) {
                spread(element, into, budget);
            }
            budget.work(1);
        } else {
            budget.elements(1);
            into.add(value);
        }
    }

    /** The elements that a loop iterates over: of a map its pairs, of a text the text. */
    public static List<@Nullable Object> rounds(@Nullable Object value, Budget budget) {
        return switch (value) {
            case List<?> list -> {
                budget.elements(list.size());
                yield new ArrayList<>(list);
            }
            case Map<?, ?> map -> Values.pairs(map, budget);
            case String text -> text.isEmpty() ? List.of() : List.of(text);
            case null -> List.of();
            default -> List.of();
        };
    }

    /** A property of an element: of a map its field, of a text the text itself if it contains the name. */
    public static @Nullable Object property(@Nullable Object element, @Nullable Object name, FilterArguments given) {
        given.budget().work(1);
        return switch (element) {
            case Map<?, ?> map -> name instanceof String key ? map.get(key) : null;
            case String text ->
                name instanceof String part && Texts.indexOf(text, part, 0, given.budget()) >= 0 ? part : null;
            case null -> null;
            default -> throw given.unfit("an element of the list has no property of that name");
        };
    }

    /** An element's text for comparison. */
    public static String sortable(@Nullable Object element, Budget budget) {
        String text = Values.text(element, budget);
        budget.make(text.length());
        return text.toLowerCase(Locale.ROOT);
    }

    /** The same text for two equal values, and for no others; for lookups. */
    public static String key(@Nullable Object value, Budget budget) {
        if (value instanceof BigDecimal number) {
            return "n" + number.stripTrailingZeros().toPlainString();
        }
        var json = new StringBuilder();
        JsonWriting.write(value, json, budget);
        return json.toString();
    }
}
