package dev.upserter.mapping;

import dev.upserter.operation.AttributeName;
import dev.upserter.source.Shape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

    ShapePlan(Shape shape, MappingConfig config, Function<String, AttributeName> attributeNames) {
        this.shape = shape;
        this.userId = slot(config.userId());
        this.rules = config.mappings().stream().map(rule -> slot(rule.from())).toArray(Slot[]::new);
        BitSet touched = fields(slot -> true);
        BitSet others =
                without(config.sendsAllFields() ? fields(slot -> slot.steps().isEmpty()) : touched);
        BitSet sent = config.sendsAllFields() ? withoutTargets(others, config) : new BitSet();
        this.kept = sent.stream().toArray();
        this.keptNames = sent.stream().mapToObj(shape::name).map(attributeNames).toArray(AttributeName[]::new);
        others.andNot(sent);
        this.leftBehind = others.stream().mapToObj(shape::name).toList();
        touched.or(sent);
        this.duplicates = duplicatesAmong(touched);
    }

    /** The fields that the user id and the rules name in some way. */
    private BitSet fields(Predicate<Slot> way) {
        var fields = new BitSet();
        Stream.concat(Stream.of(userId), Arrays.stream(rules))
                .filter(slot -> slot.index() != NONE && way.test(slot))
                .forEach(slot -> fields.set(slot.index()));
        return fields;
    }

    /** All fields but these; of those with the same name, the last. */
    private BitSet without(BitSet named) {
        var others = new BitSet();
        for (int i = 0; i < shape.size(); i++) {
            others.set(i, !named.get(i) && shape.indexOf(shape.name(i)) == i);
        }
        return others;
    }

    /** These fields but those whose name a rule gives to another. */
    private BitSet withoutTargets(BitSet fields, MappingConfig config) {
        var free = (BitSet) fields.clone();
        config.mappings().stream()
                .mapToInt(rule -> shape.indexOf(rule.to()))
                .filter(index -> index >= 0)
                .forEach(free::clear);
        return free;
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

    private List<String> duplicatesAmong(BitSet fields) {
        var names = new LinkedHashSet<String>();
        for (int i = 0; i < shape.size(); i++) {
            int last = shape.indexOf(shape.name(i));
            if (last != i && fields.get(last)) {
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
