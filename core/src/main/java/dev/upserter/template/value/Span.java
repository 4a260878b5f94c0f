package dev.upserter.template.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole numbers that follow each other, as {@code (1..5)}; none where the last is smaller than the first. */
public record Span(long first, long last) {
    /** How many there are; very many are as many as can be told. */
    public long size() {
        long size = last - first + 1;
        return last < first
                ? 0
                : size <= 0 ? Long.MAX_VALUE / Bounds.ELEMENT : Math.min(size, Long.MAX_VALUE / Bounds.ELEMENT);
    }

    BigDecimal at(long place) {
        return BigDecimal.valueOf(first + place);
    }

    /** The numbers, a list of its own. */
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
