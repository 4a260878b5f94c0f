package dev.upserter.mapping;

import dev.upserter.operation.AttributeName;
import dev.upserter.source.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the fields that matter stand in records of one shape, worked out once. */
final class ShapePlan {
    /** Marks a field that the shape does not have. */
    static final int NONE = -1;

    private final Shape shape;
    private final Slot userId;
    private final Slot[] rules;
    private final int[] kept;
    private final AttributeName[] keptNames;
    private final List<String> duplicates;
    private final List<String> leftBehind;

    /**
     * A field's place.
     *
     * @param index of the top-level field; {@link #NONE} if there is none
     * @param steps further names inside it; empty where the field itself is meant
     */
    record Slot(int index, List<String> steps) {}

    ShapePlan(Shape shape, MappingConfig config) {
        this.shape = shape;
        this.userId = slot(config.userId());
        this.rules = config.mappings().stream().map(rule -> slot(rule.from())).toArray(Slot[]::new);
        Set<Integer> used = new HashSet<>();
        Arrays.stream(rules).forEach(slot -> used.add(slot.index()));
        used.add(userId.index());
        this.kept = config.sendsAllFields() ? unused(used, config) : new int[0];
        this.keptNames = Arrays.stream(kept)
                .mapToObj(i -> new AttributeName(shape.name(i)))
                .toArray(AttributeName[]::new);
        this.leftBehind = config.sendsAllFields() ? List.of() : names(unused(used, config));
        this.duplicates = duplicatesAmong(used);
    }

    private Slot slot(FieldPath path) {
        int whole = shape.indexOf(path.text());
        if (whole >= 0) {
            return new Slot(whole, List.of());
        }
        List<String> steps = path.steps();
        int first = steps.size() > 1 ? shape.indexOf(steps.getFirst()) : NONE;
        return new Slot(Math.max(first, NONE), steps.subList(1, steps.size()));
    }

    /** The fields that no rule names, each once, and that no rule's attribute replaces. */
    private int[] unused(Set<Integer> used, MappingConfig config) {
        Set<String> targets = new HashSet<>();
        config.mappings().forEach(rule -> targets.add(rule.to()));
        var free = new ArrayList<Integer>();
        for (int i = 0; i < shape.size(); i++) {
            boolean replaced = config.sendsAllFields() && targets.contains(shape.name(i));
            if (!used.contains(i) && shape.indexOf(shape.name(i)) == i && !replaced) {
                free.add(i);
            }
        }
        return free.stream().mapToInt(Integer::intValue).toArray();
    }

    private List<String> names(int[] indexes) {
        return Arrays.stream(indexes).mapToObj(shape::name).toList();
    }

    private List<String> duplicatesAmong(Set<Integer> used) {
        var matter = new HashSet<>(used);
        Arrays.stream(kept).forEach(matter::add);
        var names = new LinkedHashSet<String>();
        for (int i = 0; i < shape.size(); i++) {
            int last = shape.indexOf(shape.name(i));
            if (last != i && matter.contains(last)) {
                names.add(shape.name(i));
            }
        }
        return List.copyOf(names);
    }

    Shape shape() {
        return shape;
    }

    Slot userId() {
        return userId;
    }

    Slot rule(int i) {
        return rules[i];
    }

    int keptCount() {
        return kept.length;
    }

    int kept(int i) {
        return kept[i];
    }

    AttributeName keptName(int i) {
        return keptNames[i];
    }

    List<String> duplicates() {
        return duplicates;
    }

    List<String> leftBehind() {
        return leftBehind;
    }
}
