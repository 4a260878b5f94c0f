package dev.upserter.mapping;

import dev.upserter.json.Cut;
import dev.upserter.json.JsonValue;
import dev.upserter.mapping.spec.DeniedFields;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Step;
import dev.upserter.operation.AttributeName;
import dev.upserter.record.Shape;
import dev.upserter.record.SourceRecord;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the fields that matter are in records of one shape, worked out once. */
final class ShapePlan {
    /** Marks a field that the shape does not have. */
    static final int NONE = -1;

    private final Shape shape;
    private final Places places;
    private final Slot userId;
    private final Slot[] rules;
    private final int[] kept;
    private final AttributeName[] keptNames;
    private final @Nullable Cut[] keptCuts;
    private final List<String> duplicates;
    private final List<String> leftBehind;

    /**
     * A field's place.
     *
     * @param index of the top-level field; {@link #NONE} if there is none
     * @param steps further steps inside it; empty where the field itself is meant
     */
    record Slot(int index, List<Step> steps) {}

    ShapePlan(
            Shape shape,
            MappingConfig config,
            Places places,
            DeniedFields denial,
            Function<String, AttributeName> attributeNames) {
        this.shape = shape;
        this.places = places;
        this.userId = config.userId().field().map(this::slot).orElse(new Slot(NONE, List.of()));
        this.rules = IntStream.range(0, places.size())
                .mapToObj(i -> slot(places.place(i).path()))
                .toArray(Slot[]::new);
        BitSet touched = fields(slot -> true);
        BitSet others =
                without(config.sendsAllFields() ? fields(slot -> slot.steps().isEmpty()) : touched);
        BitSet sent = config.sendsAllFields() ? withoutTargets(others, config) : new BitSet();
        for (int i = sent.nextSetBit(0); i >= 0; i = sent.nextSetBit(i + 1)) {
            sent.set(i, !denial.removes(shape.name(i)));
        }
        this.kept = sent.stream().toArray();
        this.keptNames = sent.stream().mapToObj(shape::name).map(attributeNames).toArray(AttributeName[]::new);
        this.keptCuts =
                sent.stream().mapToObj(i -> denial.inside(shape.name(i))).toArray(Cut[]::new);
        others.andNot(sent);
        others.andNot(read());
        this.leftBehind = others.stream().mapToObj(shape::name).toList();
        touched.or(sent);
        this.duplicates = duplicatesAmong(touched);
    }

    /** The fields that the user id and the rules take in some way; a condition alone takes none. */
    private BitSet fields(Predicate<Slot> way) {
        var fields = new BitSet();
        Stream.concat(Stream.of(userId), places.taken().mapToObj(i -> rules[i]))
                .filter(slot -> slot.index() != NONE && way.test(slot))
                .forEach(slot -> fields.set(slot.index()));
        return fields;
    }

    /** The fields that a rule, a condition or the filter asks for; all of them where one asks for the row as a whole. */
    private BitSet read() {
        var read = new BitSet();
        for (int i = 0; i < rules.length; i++) {
            boolean isField = places.place(i).use() != Places.Use.NOTHING && rules[i].index() != NONE;
            read.set(isField ? rules[i].index() : shape.size());
        }
        if (places.readsWholeRow()) {
            read.set(0, shape.size());
        }
        return read;
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

    /** The value at a place of a record; null if it has none. */
    static @Nullable JsonValue valueAt(Slot slot, SourceRecord record) {
        if (slot.index() == NONE || !record.has(slot.index())) {
            return null;
        }
        JsonValue value = record.value(slot.index());
        return slot.steps().isEmpty() ? value : inside(value, slot.steps());
    }

    private static @Nullable JsonValue inside(JsonValue whole, List<Step> steps) {
        Optional<JsonValue> value = Optional.of(whole);
        for (Step step : steps) {
            value = value.flatMap(step::in);
        }
        return value.orElse(null);
    }

    private Slot slot(FieldPath path) {
        int whole = shape.indexOf(path.text());
        if (whole >= 0) {
            return new Slot(whole, List.of());
        }
        List<Step> steps = path.steps();
        int first = steps.size() > 1 ? shape.indexOf(path.first()) : NONE;
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

    /** What must be left out of a kept field; null if nothing must. */
    @Nullable
    Cut keptCut(int i) {
        return keptCuts[i];
    }

    List<String> duplicates() {
        return duplicates;
    }

    List<String> leftBehind() {
        return leftBehind;
    }
}
