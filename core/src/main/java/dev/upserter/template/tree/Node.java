package dev.upserter.template.tree;

import dev.upserter.template.value.Values;
import java.math.BigDecimal;
import java.util.List;

/** A part of a template that can be rendered. */
public interface Node {
    void render(Frame frame, StringBuilder text);

    /** Whether it shows nothing but blanks, for any record. */
    default boolean isBlank() {
        return false;
    }

    /** Shown as it is. */
    record Text(String text, boolean isBlank) implements Node {
        @Override
        public void render(Frame frame, StringBuilder shown) {
            Values.show(text, shown, frame.budget());
        }
    }

    /** A value that is shown. */
    record Output(Chain chain) implements Node {
        @Override
        public void render(Frame frame, StringBuilder text) {
            Values.show(chain.in(frame), text, frame.budget());
        }
    }

    /** Sets a variable of the template. */
    record Assign(String name, Chain chain) implements Node {
        @Override
        public void render(Frame frame, StringBuilder text) {
            frame.assign(name, chain.in(frame));
        }

        @Override
        public boolean isBlank() {
            return true;
        }
    }

    /** Sets a variable to what a block would show. */
    record Capture(String name, Block block) implements Node {
        @Override
        public void render(Frame frame, StringBuilder text) {
            frame.assign(name, block.text(frame));
        }

        @Override
        public boolean isBlank() {
            return true;
        }
    }

    /** A block that is shown if it differs from the last time. */
    record IfChanged(Block block) implements Node {
        @Override
        public void render(Frame frame, StringBuilder text) {
            String shown = block.text(frame);
            if (frame.isChanged(shown)) {
                text.append(shown);
            }
        }

        @Override
        public boolean isBlank() {
            return block.isBlank();
        }
    }

    /** Shows a counter and then increments it, or decrements it and then shows it. */
    record Counter(String name, int by) implements Node {
        @Override
        public void render(Frame frame, StringBuilder text) {
            BigDecimal before = frame.count(name, by);
            Values.show(by > 0 ? before : before.subtract(BigDecimal.ONE), text, frame.budget());
        }
    }

    /** The next of some values. */
    record Cycle(Object group, List<Operand> values) implements Node {
        public Cycle {
            values = List.copyOf(values);
        }

        @Override
        public void render(Frame frame, StringBuilder text) {
            Object key =
                    group instanceof Operand named ? "named " + Values.text(named.in(frame), frame.budget()) : group;
            int place = frame.place(key);
            if (place < values.size()) {
                Values.show(values.get(place).in(frame), text, frame.budget());
            }
            frame.setPlace(key, place + 1 >= values.size() ? 0 : place + 1);
        }
    }

    /** Leaves a loop, or the rest of an iteration. */
    record Leave(Frame.Jump jump) implements Node {
        @Override
        public void render(Frame frame, StringBuilder text) {
            frame.jump(jump);
        }
    }
}
