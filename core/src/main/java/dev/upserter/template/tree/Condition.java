package dev.upserter.template.tree;

import dev.upserter.template.value.Budget;
import dev.upserter.template.value.Comparing;
import dev.upserter.template.value.RenderFailure;
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
        boolean holds(Frame frame, List<Term> all) {
            Object value = left.in(frame);
            if (comparison == null || right == null) {
                requireClear(value, all);
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

        /** A text that says false is true, which nobody means; where the same field is compared, this asks whether it is there. */
        private void requireClear(@Nullable Object value, List<Term> all) {
            if (value instanceof String text
                    && left instanceof Operand.Lookup field
                    && field.home() != Operand.Home.OWN
                    && Values.saysFalse(text)
                    && all.stream().noneMatch(term -> term.compares(field))) {
                throw new RenderFailure(field.shown() + " is a text that says false or null, and each text is true."
                        + " Compare it, as " + field.shown() + " == 'yes', or ask " + field.shown()
                        + " != blank whether it is there");
            }
        }

        private boolean compares(Operand.Lookup field) {
            return comparison != null
                    && (left instanceof Operand.Lookup one && one.shown().equals(field.shown())
                            || right instanceof Operand.Lookup other
                                    && other.shown().equals(field.shown()));
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
            boolean holds = terms.get(i).holds(frame, terms);
            if (holds != ands.get(i)) {
                return holds;
            }
        }
        return terms.getLast().holds(frame, terms);
    }
}
