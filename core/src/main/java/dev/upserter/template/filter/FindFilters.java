package dev.upserter.template.filter;

import dev.upserter.template.tree.Filter;
import dev.upserter.template.tree.FilterArguments;
import dev.upserter.template.tree.Lists;
import dev.upserter.template.value.Comparing;
import dev.upserter.template.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters that select elements by a property: those where it is true, or has a given value. */
final class FindFilters {
    private FindFilters() {}

    static List<Filter> all() {
        return List.of(
                Filter.of("where", 1, 2, (value, given) -> chosen(value, given, true)),
                Filter.of("reject", 1, 2, (value, given) -> chosen(value, given, false)),
                Filter.of("has", 1, 2, (value, given) -> index(value, given) >= 0),
                Filter.of("find", 1, 2, FindFilters::find),
                Filter.of("find_index", 1, 2, FindFilters::findIndex));
    }

    private static boolean isMeant(@Nullable Object element, FilterArguments given) {
        if (element == null) {
            throw given.unfit("an element of the list is null. compact leaves those out");
        }
        Object property = Lists.property(element, given.value(0), given);
        Object wanted = given.value(1);
        return wanted == null ? Values.isTrue(property) : Comparing.same(property, wanted, given.budget());
    }

    private static List<@Nullable Object> chosen(@Nullable Object value, FilterArguments given, boolean meant) {
        var chosen = new ArrayList<@Nullable Object>();
        for (Object element : Lists.flat(value, given.budget())) {
            if (isMeant(element, given) == meant) {
                chosen.add(element);
            }
        }
        return chosen;
    }

    private static int index(@Nullable Object value, FilterArguments given) {
        List<@Nullable Object> list = Lists.flat(value, given.budget());
        for (int i = 0; i < list.size(); i++) {
            if (isMeant(list.get(i), given)) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable Object find(@Nullable Object value, FilterArguments given) {
        int index = index(value, given);
        return index < 0 ? null : Lists.flat(value, given.budget()).get(index);
    }

    private static @Nullable BigDecimal findIndex(@Nullable Object value, FilterArguments given) {
        int index = index(value, given);
        return index < 0 ? null : BigDecimal.valueOf(index);
    }
}
