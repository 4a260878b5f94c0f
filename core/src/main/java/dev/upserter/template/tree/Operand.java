package dev.upserter.template.tree;

import dev.upserter.template.value.Numbers;
import dev.upserter.template.value.RenderFailure;
import dev.upserter.template.value.Span;
import dev.upserter.template.value.Special;
import dev.upserter.template.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A single operand of a template: a constant, a variable, a range. */
public sealed interface Operand {
    @Nullable
    Object in(Frame frame);

    /** The text, if it is a constant text; otherwise empty. */
    default String word() {
        return this instanceof Literal literal && literal.value() instanceof String text ? text : "";
    }

    /** Whether it is a word for no value: nil, blank, empty. */
    default boolean isNothing() {
        return this instanceof Literal literal && (literal.value() == null || literal.value() instanceof Special);
    }

    /** A constant. */
    record Literal(@Nullable Object value) implements Operand {
        @Override
        public @Nullable Object in(Frame frame) {
            return value;
        }
    }

    /** {@code (from..to)}. */
    record Between(Operand from, Operand to) implements Operand {
        @Override
        public Object in(Frame frame) {
            return new Span(Numbers.whole(from.in(frame)), Numbers.whole(to.in(frame)));
        }
    }

    /** Where a variable is looked up. */
    enum Home {
        /** Defined by the template itself. */
        OWN,
        /** A field of the record. */
        FIELD,
        /** A field of the record that the template names by a value; the template's own variable takes precedence. */
        ANY
    }

    /**
     * A variable, and a path into it.
     *
     * @param shown  as it is spelled, in messages
     * @param home   where it is looked up
     * @param name   evaluates to the variable's name
     * @param steps  the path: names or indexes
     * @param needed whether it must have a value
     */
    record Lookup(String shown, Home home, Operand name, List<Operand> steps, boolean needed) implements Operand {
        public Lookup {
            steps = List.copyOf(steps);
        }

        @Override
        public @Nullable Object in(Frame frame) {
            frame.budget().work(1 + steps.size());
            Object value = frame.variable(home, name.in(frame));
            for (int i = 0; i < steps.size() && value != null; i++) {
                value = Values.part(value, steps.get(i).in(frame));
            }
            if (value == null && needed) {
                throw new RenderFailure(shown + " has no value in this row");
            }
            return value;
        }

        public Lookup demanded() {
            return new Lookup(shown, home, name, steps, true);
        }
    }
}
