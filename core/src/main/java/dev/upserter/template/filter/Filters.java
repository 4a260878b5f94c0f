package dev.upserter.template.filter;

import dev.upserter.template.tree.Filter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All filters. */
public final class Filters {
    private static final Map<String, Filter> ALL = all();

    private Filters() {}

    private static Map<String, Filter> all() {
        var all = new HashMap<String, Filter>();
        Stream.of(
                        TextFilters.all(),
                        NumberFilters.all(),
                        ListFilters.all(),
                        FindFilters.all(),
                        CodingFilters.all(),
                        List.of(Filter.of("date", 1, 1, DateFilter::of)))
                .flatMap(List::stream)
                .forEach(filter -> all.put(filter.name(), filter));
        return Map.copyOf(all);
    }

    public static @Nullable Filter named(String name) {
        return ALL.get(name);
    }

    public static Set<String> names() {
        return ALL.keySet();
    }
}
