package dev.upserter.template.tree;

import dev.upserter.template.value.Budget;
import dev.upserter.template.value.Round;
import dev.upserter.template.value.TemplateScope;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of one rendering: the record's fields, and what the template has defined so far. For one thread. */
public final class Frame {
    /** How to leave a loop, or the rest of an iteration. */
    public enum Jump {
        NONE,
        CONTINUE,
        BREAK
    }

    private final TemplateScope scope;
    private final Map<String, @Nullable Object> assigned = new HashMap<>();
    private final Map<String, BigDecimal> counters = new HashMap<>();
    private final Map<Object, Integer> places = new HashMap<>();
    private @Nullable Inner inner;
    private Jump jump = Jump.NONE;
    private String lastShown = "";

    /** A variable of a loop, linked to those of outer loops. */
    private record Inner(
            String name, @Nullable Object value, @Nullable Inner outer) {}

    public Frame(TemplateScope scope) {
        this.scope = scope;
    }

    Budget budget() {
        return scope.budget();
    }

    public TemplateScope scope() {
        return scope;
    }

    @Nullable
    Object variable(Operand.Home home, @Nullable Object name) {
        if (!(name instanceof String text)) {
            return null;
        }
        return switch (home) {
            case OWN -> own(text);
            case FIELD -> scope.get(text);
            case ANY -> {
                Object own = own(text);
                yield own == null ? scope.field(text) : own;
            }
        };
    }

    private @Nullable Object own(String name) {
        for (Inner at = inner; at != null; at = at.outer()) {
            if (at.name().equals(name)) {
                return at.value();
            }
        }
        Object value = assigned.get(name);
        return value == null ? counters.get(name) : value;
    }

    void assign(String name, @Nullable Object value) {
        assigned.put(name, value);
    }

    /** Defines the variable of a loop, until {@link #leave}. */
    void enter(String name, @Nullable Object value) {
        inner = new Inner(name, value, inner);
    }

    void leave() {
        inner = inner == null ? null : inner.outer();
    }

    /** The innermost active loop. */
    @Nullable
    Object loop() {
        for (Inner at = inner; at != null; at = at.outer()) {
            if (at.name().equals(Round.FORLOOP)) {
                return at.value();
            }
        }
        return null;
    }

    /** Changes a counter; returns its value before. */
    BigDecimal count(String counter, int by) {
        BigDecimal before = counters.getOrDefault(counter, BigDecimal.ZERO);
        counters.put(counter, before.add(BigDecimal.valueOf(by)));
        return before;
    }

    /** The position of a cycle, or of a loop that can be continued. */
    int place(Object of) {
        return places.getOrDefault(of, 0);
    }

    void setPlace(Object of, int place) {
        places.put(of, place);
    }

    Jump jump() {
        return jump;
    }

    void jump(Jump to) {
        jump = to;
    }

    /** Ends an iteration of a loop; returns whether the loop ends with it. */
    boolean endRound() {
        boolean ends = jump == Jump.BREAK;
        jump = Jump.NONE;
        return ends;
    }

    /** Whether a text differs from the last time. */
    boolean isChanged(String shown) {
        boolean changed = !shown.equals(lastShown);
        lastShown = shown;
        return changed;
    }
}
