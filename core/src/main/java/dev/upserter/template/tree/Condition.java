package dev.upserter.template.tree;

import dev.upserter.template.value.Budget;
import dev.upserter.template.value.Comparing;
import dev.upserter.template.value.Special;
import dev.upserter.template.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons joined with {@code and} and {@code or}; the last operator binds first.
 *
 * @param terms the comparisons
 * @param ands  between two terms: true for and, false for or
 */
public record Condition(List<Term> terms, List<Boolean> ands) {
    public Condition {
        terms = List.copyOf(terms);
        ands = List.copyOf(ands);
    }

    /**
     * One comparison, or one value that must be true.
     *
     * @param comparison null for a value alone
     * @param right      null for a value alone
     */
    public record Term(
            Operand left,
            @Nullable String comparison,
            @Nullable Operand right) {
        boolean holds(Frame frame) {
            Object value = left.in(frame);
            if (comparison == null || right == null) {
                return Values.isTrue(value);
            }
            Object other = right.in(frame);
            return switch (comparison) {
                case "==" -> Comparing.equal(value, other, frame.budget());
                case "!=", "<>" -> !Comparing.equal(value, other, frame.budget());
                case "contains" -> Comparing.contains(value, other, frame.budget());
                default -> isOrdered(value, other, frame.budget());
            };
        }

        /** Nil, blank and empty are neither less nor greater than anything. */
        private boolean isOrdered(@Nullable Object value, @Nullable Object other, Budget budget) {
            if (value == null || other == null || value instanceof Special || other instanceof Special) {
                return false;
            }
            int order = Comparing.order(value, other, budget);
            return switch (String.valueOf(comparison)) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }
    }

    boolean holds(Frame frame) {
        for (int i = 0; i < ands.size(); i++) {
            frame.budget().work(1);
            boolean holds = terms.get(i).holds(frame);
            if (holds != ands.get(i)) {
                return holds;
            }
        }
        return terms.getLast().holds(frame);
    }
}
