package dev.upserter.template.tree;

import dev.upserter.template.value.Budget;
import dev.upserter.template.value.Numbers;
import dev.upserter.template.value.RenderFailure;
import dev.upserter.template.value.Values;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of a filter, besides its value. */
public record FilterArguments(Filter filter, Frame frame, List<@Nullable Object> values, boolean allowFalse) {
    public Budget budget() {
        return frame.budget();
    }

    public boolean has(int i) {
        return i < values.size();
    }

    @Nullable
    public Object value(int i) {
        return i < values.size() ? values.get(i) : null;
    }

    public String text(int i) {
        return Values.text(value(i), budget());
    }

    public String text(int i, String otherwise) {
        return has(i) ? text(i) : otherwise;
    }

    /** A value as a number; fails if it is not one. */
    public BigDecimal number(@Nullable Object value) {
        return number(value, "it is no number");
    }

    /** An argument as a number; fails if it is not one. */
    public BigDecimal number(int i) {
        return number(value(i), "what follows it is no number");
    }

    private BigDecimal number(@Nullable Object value, String otherwise) {
        BigDecimal number = Numbers.of(value);
        if (number == null) {
            throw unfit(otherwise);
        }
        budget().work(number.precision());
        return number;
    }

    /** An argument as a whole number, or a default if it is missing. */
    public long whole(int i, long otherwise) {
        if (!has(i)) {
            return otherwise;
        }
        BigDecimal number = Numbers.of(value(i));
        if (number == null || !Numbers.isWhole(number)) {
            throw unfit("what follows it is no whole number");
        }
        return Numbers.whole(number);
    }

    public RenderFailure unfit(String because) {
        return RenderFailure.unfit(filter.name(), because);
    }
}
