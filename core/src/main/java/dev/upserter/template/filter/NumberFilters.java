package dev.upserter.template.filter;

import static dev.upserter.template.value.Numbers.outcome;

import dev.upserter.template.tree.Filter;
import dev.upserter.template.tree.FilterArguments;
import dev.upserter.template.tree.Lists;
import dev.upserter.template.value.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters that calculate exactly. A value that is not a number is an error. */
final class NumberFilters {
    private NumberFilters() {}

    private interface OfOne {
        BigDecimal of(BigDecimal number, FilterArguments given);
    }

    private interface OfTwo {
        BigDecimal of(BigDecimal number, BigDecimal other, FilterArguments given);
    }

    static List<Filter> all() {
        return List.of(
                ofTwo("plus", (left, right, given) -> outcome(left.add(right), left, right)),
                ofTwo("minus", (left, right, given) -> outcome(left.subtract(right), left, right)),
                ofTwo("times", (left, right, given) -> outcome(left.multiply(right), left, right)),
                ofTwo("divided_by", (left, right, given) -> Numbers.divide(left, divisor(right, given))),
                ofTwo("modulo", (left, right, given) -> Numbers.modulo(left, divisor(right, given))),
                ofTwo("at_least", (left, right, given) -> left.compareTo(right) >= 0 ? left : right),
                ofTwo("at_most", (left, right, given) -> left.compareTo(right) <= 0 ? left : right),
                ofOne("abs", 0, (number, given) -> number.abs()),
                ofOne("ceil", 0, (number, given) -> number.setScale(0, RoundingMode.CEILING)),
                ofOne("floor", 0, (number, given) -> number.setScale(0, RoundingMode.FLOOR)),
                ofOne("round", 1, NumberFilters::round),
                Filter.of("sum", 0, 1, NumberFilters::sum));
    }

    private static Filter ofOne(String name, int most, OfOne work) {
        return Filter.of(name, 0, most, (value, given) -> work.of(given.number(value), given));
    }

    private static Filter ofTwo(String name, OfTwo work) {
        return Filter.of(name, 1, 1, (value, given) -> {
            BigDecimal left = given.number(value);
            BigDecimal right = given.number(0);
            given.budget().make((long) left.precision() + right.precision());
            return work.of(left, right, given);
        });
    }

    private static BigDecimal divisor(BigDecimal number, FilterArguments given) {
        if (number.signum() == 0) {
            throw given.unfit("nothing can be divided by zero");
        }
        return number;
    }

    private static BigDecimal round(BigDecimal number, FilterArguments given) {
        return Numbers.round(number, given.has(0) ? Numbers.whole(given.number(0)) : 0);
    }

    /** The sum of a list, or of a property of its elements; elements without one are ignored. */
    private static BigDecimal sum(@Nullable Object value, FilterArguments given) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Object element : Lists.flat(value, given.budget())) {
            Object counted = given.has(0) ? Lists.property(element, given.value(0), given) : element;
            if (counted != null) {
                BigDecimal number = given.number(counted);
                sum = outcome(sum.add(number), sum, number);
            }
        }
        return sum;
    }
}
