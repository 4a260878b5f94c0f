package dev.upserter.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names of the fields that have occurred, up to a thousand of each kind. For one thread. */
final class FieldNames {
    private static final int MAX = 1000;

    private final Set<String> all = new LinkedHashSet<>();
    private final Set<String> leftBehind = new LinkedHashSet<>();

    void add(ShapePlan plan) {
        add(plan.shape().names(), all);
        add(plan.leftBehind(), leftBehind);
    }

    private static void add(List<String> names, Set<String> to) {
        for (String name : names) {
            if (to.size() < MAX) {
                to.add(name);
            }
        }
    }

    Set<String> all() {
        return all;
    }

    List<String> leftBehind() {
        return List.copyOf(leftBehind);
    }
}
