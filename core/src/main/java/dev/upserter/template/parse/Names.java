package dev.upserter.template.parse;

import dev.upserter.template.tree.Operand;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Tracks which names a template takes from outside, and which it defines itself. For one template, while it is parsed. */
public final class Names {
    private final Set<String> made = new HashSet<>();
    private final Map<String, Integer> loops = new HashMap<>();
    private final Set<String> fromOutside = new LinkedHashSet<>();
    private final Set<String> demanded = new HashSet<>();
    private final Set<String> allowedFor = new HashSet<>();

    /** From here on the template defines a variable of this name. */
    void make(String name) {
        made.add(name);
    }

    /** A loop defines a variable of this name, until {@link #leave}. */
    void enter(String name) {
        loops.merge(name, 1, Integer::sum);
    }

    void leave(String name) {
        loops.merge(name, -1, Integer::sum);
    }

    boolean isOwn(String name) {
        return made.contains(name) || loops.getOrDefault(name, 0) > 0;
    }

    void take(String name) {
        fromOutside.add(name);
    }

    /** Records that a field must have a value. */
    void demand(Operand operand) {
        note(operand, demanded);
    }

    /** Records whether a condition checks if a field exists, or uses its value. */
    void ask(Operand operand, boolean forPresence) {
        note(operand, forPresence ? allowedFor : demanded);
    }

    private static void note(Operand operand, Set<String> names) {
        if (operand instanceof Operand.Lookup lookup
                && lookup.home() == Operand.Home.FIELD
                && !lookup.name().word().isEmpty()) {
            names.add(lookup.name().word());
        }
    }

    /** The variables that must come from outside, in order of appearance. */
    public Set<String> fromOutside() {
        return fromOutside;
    }

    /** The variables that must have a value or are compared, and whose existence is never checked. */
    public Set<String> demanded() {
        var names = new HashSet<>(demanded);
        names.removeAll(allowedFor);
        return names;
    }
}
