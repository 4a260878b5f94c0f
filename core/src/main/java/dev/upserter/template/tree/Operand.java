package dev.upserter.template.tree;

import dev.upserter.template.value.Numbers;
import dev.upserter.template.value.RenderFailure;
import dev.upserter.template.value.Span;
import dev.upserter.template.value.Special;
import dev.upserter.template.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a template says in one word: a constant, a variable, a range. */
public sealed interface Operand {
    @Nullable
    Object in(Frame frame);

    /** The text that it is, if it is a constant text; empty if not. */
    default String word() {
        return this instanceof Literal literal && literal.value() instanceof String text ? text : "";
    }

    /** Whether it is a word for nothing: nil, blank, empty. */
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

    /** Where a variable is looked for. */
    enum Home {
        /** Made by the template itself. */
        OWN,
        /** A field of the record. */
        FIELD,
        /** A field of the record that the template names by a value; an own variable goes first. */
        ANY
    }

    /**
     * A variable, and steps into it.
     *
     * @param shown  as it is spelled, in messages
     * @param home   where it is looked for
     * @param name   says the variable's name
     * @param steps  further steps: a name or a place
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
