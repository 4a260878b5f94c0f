package dev.upserter.template.tree;

import dev.upserter.template.value.Comparing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks that are shown on a condition: of {@code if}, {@code unless} and {@code case}. */
public sealed interface Branches extends Node {
    /** {@code if}: shows the first block whose condition holds. */
    record If(List<Branch> branches) implements Branches {
        public If {
            branches = List.copyOf(branches);
        }

        @Override
        public void render(Frame frame, StringBuilder text) {
            for (Branch branch : branches) {
                Condition condition = branch.condition();
                if (condition == null || condition.holds(frame) != branch.negated()) {
                    branch.block().render(frame, text);
                    return;
                }
            }
        }

        @Override
        public boolean isBlank() {
            return branches.stream().allMatch(branch -> branch.block().isBlank());
        }
    }

    /**
     * A block and its condition.
     *
     * @param condition null for always
     * @param negated   whether it is shown if the condition does not hold
     */
    record Branch(@Nullable Condition condition, boolean negated, Block block) {}

    /** {@code case}: shows each block once for every value of it that is equal. */
    record Case(Operand value, List<When> whens) implements Branches {
        public Case {
            whens = List.copyOf(whens);
        }

        @Override
        public void render(Frame frame, StringBuilder text) {
            Object compared = value.in(frame);
            boolean found = false;
            for (When when : whens) {
                if (when.values().isEmpty() && !found) {
                    when.block().render(frame, text);
                }
                for (Operand other : when.values()) {
                    if (Comparing.equal(compared, other.in(frame), frame.budget())) {
                        found = true;
                        when.block().render(frame, text);
                    }
                }
            }
        }

        @Override
        public boolean isBlank() {
            return whens.stream().allMatch(when -> when.block().isBlank());
        }
    }

    /** A block and its values; without values, it is shown if no other block is. */
    record When(List<Operand> values, Block block) {
        public When {
            values = List.copyOf(values);
        }
    }
}
