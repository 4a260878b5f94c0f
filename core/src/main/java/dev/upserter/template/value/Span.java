package dev.upserter.template.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Consecutive whole numbers, as in {@code (1..5)}; empty if the last is smaller than the first. */
public record Span(long first, long last) {
    /** How many there are, at most the largest long. */
    public long size() {
        long size = last - first + 1;
        return last < first
                ? 0
                : size <= 0 ? Long.MAX_VALUE / Bounds.ELEMENT : Math.min(size, Long.MAX_VALUE / Bounds.ELEMENT);
    }

    BigDecimal at(long place) {
        return BigDecimal.valueOf(first + place);
    }

    /** The numbers, as a new list. */
    public List<@Nullable Object> list(Budget budget) {
        budget.elements(size());
        var list = new ArrayList<@Nullable Object>();
        for (long i = 0; i < size(); i++) {
            list.add(at(i));
        }
        return list;
    }

    @Override
    public String toString() {
        return first + ".." + last;
    }
}
