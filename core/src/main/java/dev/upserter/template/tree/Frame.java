package dev.upserter.template.tree;

import dev.upserter.template.value.Budget;
import dev.upserter.template.value.Round;
import dev.upserter.template.value.TemplateScope;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one rendering has at hand: the record's fields, and what the template has made so far. For one thread. */
public final class Frame {
    /** How a loop is left, or the rest of a round. */
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

    /** A variable of a loop; those of outer loops follow. */
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

    /** The variable of a loop, until {@link #leave}. */
    void enter(String name, @Nullable Object value) {
        inner = new Inner(name, value, inner);
    }

    void leave() {
        inner = inner == null ? null : inner.outer();
    }

    /** The innermost loop that goes on. */
    @Nullable
    Object loop() {
        for (Inner at = inner; at != null; at = at.outer()) {
            if (at.name().equals(Round.FORLOOP)) {
                return at.value();
            }
        }
        return null;
    }

    /** Changes a counter; its value before. */
    BigDecimal count(String counter, int by) {
        BigDecimal before = counters.getOrDefault(counter, BigDecimal.ZERO);
        counters.put(counter, before.add(BigDecimal.valueOf(by)));
        return before;
    }

    /** How far a cycle, or a loop that can be continued, has come. */
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

    /** Ends a round of a loop; whether the loop ends with it. */
    boolean endRound() {
        boolean ends = jump == Jump.BREAK;
        jump = Jump.NONE;
        return ends;
    }

    /** Whether a text is another than at the last time. */
    boolean isChanged(String shown) {
        boolean changed = !shown.equals(lastShown);
        lastShown = shown;
        return changed;
    }
}
