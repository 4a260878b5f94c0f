package dev.upserter.template.filter;

import dev.upserter.template.tree.Filter;
import dev.upserter.template.tree.FilterArguments;
import dev.upserter.template.tree.Lists;
import dev.upserter.template.value.Comparing;
import dev.upserter.template.value.JsonWriting;
import dev.upserter.template.value.Span;
import dev.upserter.template.value.Texts;
import dev.upserter.template.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters on lists, or on values of any kind. */
final class ListFilters {
    private ListFilters() {}

    static List<Filter> all() {
        return List.of(
                Filter.of("size", 0, 0, ListFilters::size),
                Filter.of("first", 0, 0, (value, given) -> end(value, "first")),
                Filter.of("last", 0, 0, (value, given) -> end(value, "last")),
                Filter.of("join", 0, 1, ListFilters::join),
                Filter.of("reverse", 0, 0, ListFilters::reverse),
                Filter.of("concat", 1, 1, ListFilters::concat),
                Filter.of("compact", 0, 1, ListFilters::compact),
                Filter.of("uniq", 0, 1, ListFilters::unique),
                Filter.of("map", 1, 1, ListFilters::map),
                Filter.of("sort", 0, 1, ListFilters::sort),
                Filter.of("sort_natural", 0, 1, ListFilters::sortNaturally),
                Filter.of("slice", 1, 2, ListFilters::slice),
                Filter.of("default", 0, 1, ListFilters::orElse),
                Filter.of("json", 0, 0, ListFilters::json));
    }

    private static BigDecimal size(@Nullable Object value, FilterArguments given) {
        BigDecimal size = Values.size(value);
        if (size == null && value != null) {
            throw given.unfit("it has no size");
        }
        return size == null ? BigDecimal.ZERO : size;
    }

    private static @Nullable Object end(@Nullable Object value, String which) {
        return value == null || value instanceof String ? null : Values.part(value, which);
    }

    private static String join(@Nullable Object value, FilterArguments given) {
        String between = given.text(0, " ");
        var text = new StringBuilder();
        boolean first = true;
        for (Object element : Lists.flat(value, given.budget())) {
            if (!first) {
                Values.show(between, text, given.budget());
            }
            Values.show(element, text, given.budget());
            first = false;
        }
        return text.toString();
    }

    private static List<@Nullable Object> reverse(@Nullable Object value, FilterArguments given) {
        List<@Nullable Object> list = Lists.flat(value, given.budget());
        Collections.reverse(list);
        return list;
    }

    private static List<@Nullable Object> concat(@Nullable Object value, FilterArguments given) {
        Object more = given.value(0);
        if (!(more instanceof List<?>) && !(more instanceof Span)) {
            throw given.unfit("what follows it is no list");
        }
        List<@Nullable Object> list = Lists.flat(value, given.budget());
        list.addAll(Lists.flat(more, given.budget()));
        return list;
    }

    private static @Nullable Object propertyOrSelf(@Nullable Object element, FilterArguments given) {
        return given.has(0) ? Lists.property(element, given.value(0), given) : element;
    }

    private static List<@Nullable Object> compact(@Nullable Object value, FilterArguments given) {
        List<@Nullable Object> list = Lists.flat(value, given.budget());
        list.removeIf(element -> propertyOrSelf(element, given) == null);
        return list;
    }

    private static List<@Nullable Object> unique(@Nullable Object value, FilterArguments given) {
        var known = new HashSet<String>();
        List<@Nullable Object> list = Lists.flat(value, given.budget());
        list.removeIf(element -> !known.add(Lists.key(propertyOrSelf(element, given), given.budget())));
        return list;
    }

    private static List<@Nullable Object> map(@Nullable Object value, FilterArguments given) {
        List<@Nullable Object> list = Lists.flat(value, given.budget());
        list.replaceAll(element -> {
            if (!(element instanceof Map<?, ?> map)) {
                throw given.unfit("an element of the list is no object");
            }
            return given.value(0) instanceof String name ? map.get(name) : null;
        });
        return list;
    }

    private record Keyed(@Nullable Object key, @Nullable Object element) {}

    private interface Order {
        int compare(Object left, Object right);
    }

    private static List<@Nullable Object> sort(@Nullable Object value, FilterArguments given) {
        return sorted(value, given, (left, right) -> Comparing.compare(left, right, given.budget()));
    }

    private static List<@Nullable Object> sortNaturally(@Nullable Object value, FilterArguments given) {
        return sorted(value, given, (left, right) -> {
            String text = Lists.sortable(left, given.budget());
            return text.compareTo(Lists.sortable(right, given.budget()));
        });
    }

    /** Sorted; elements without a value come last. */
    private static List<@Nullable Object> sorted(@Nullable Object value, FilterArguments given, Order order) {
        var keyed = new ArrayList<Keyed>();
        for (Object element : Lists.flat(value, given.budget())) {
            keyed.add(new Keyed(propertyOrSelf(element, given), element));
        }
        keyed.sort(Comparator.comparing(Keyed::key, Comparator.nullsLast(order::compare)));
        var sorted = new ArrayList<@Nullable Object>();
        keyed.forEach(one -> sorted.add(one.element()));
        return sorted;
    }

    private static Object slice(@Nullable Object value, FilterArguments given) {
        long start = given.whole(0, 0);
        long length = given.whole(1, 1);
        if (!(value instanceof List<?>) && !(value instanceof Span)) {
            return Texts.slice(Values.text(value, given.budget()), start, length, given.budget());
        }
        List<@Nullable Object> list =
                value instanceof Span span ? span.list(given.budget()) : Lists.rounds(value, given.budget());
        long from = start < 0 ? list.size() + start : start;
        if (from < 0 || from >= list.size() || length <= 0) {
            return new ArrayList<@Nullable Object>();
        }
        return new ArrayList<>(list.subList((int) from, (int) Math.min(from + length, list.size())));
    }

    private static @Nullable Object orElse(@Nullable Object value, FilterArguments given) {
        boolean missing = value == null || Values.isEmpty(value) || Boolean.FALSE.equals(value) && !given.allowFalse();
        return missing ? (given.has(0) ? given.value(0) : "") : value;
    }

    private static String json(@Nullable Object value, FilterArguments given) {
        var json = new StringBuilder();
        JsonWriting.write(value, json, given.budget());
        return json.toString();
    }
}
