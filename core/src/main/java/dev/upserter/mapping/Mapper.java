package dev.upserter.mapping;

import dev.upserter.json.Cut;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.NamedField;
import dev.upserter.mapping.spec.Need;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.Payload;
import dev.upserter.problem.Code;
import dev.upserter.problem.Levels;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applies the rules of a {@link MappingConfig}, record by record, and keeps count of the fields. For one thread.
 *
 * <p>Rules read the record as it was, so {@code a→b, b→a} swaps. A missing field sends nothing; a null is sent or not
 * as {@link Nulls} says; every value keeps its JSON text.
 */
public final class Mapper {
    private final MappingConfig config;
    private final RowToOperation maker;
    private final AttributeName[] names;
    private final IdentifierType[] identifiers;
    private final Places places = new Places();
    private final @Nullable Evaluation evaluation;
    private final FieldCounts counts;
    private final FieldNames seen = new FieldNames();
    private final ShapePlans plans;
    private final UserIds userIds;
    private final List<Rule> parts;
    /** Of those parts that identify, null of others. */
    private final @Nullable Repairs[] repairs;

    private final RowValues.Layout layout;
    private final Levels levels;
    /** How many of the rules are for the attributes; the others are for the relationship. */
    private final int ownRules;
    /** Of the current record: the attributes, then those of the relationship. */
    private final Payload.Room filled = new Payload.Room();

    /** Of people, outside a run, with every problem at its default level. */
    public Mapper(MappingConfig config) {
        this(config, RunVariables.NONE, Code::level, new ProblemLog());
    }

    /** Of people, at the start of a run. */
    public Mapper(MappingConfig config, RunVariables run, Levels levels, ProblemLog log) {
        this(config, people(config), run, levels, log);
    }

    private static RowToOperation people(MappingConfig config) {
        boolean updateOnly = config.updateOnly();
        return row -> new IdentifyPerson(row.person(), row.payload(), updateOnly);
    }

    /**
     * A mapper at the start of a run.
     *
     * @param config the rules
     * @param maker  makes the operations
     * @param run    what rules may tell of the run
     * @param levels the level in force of each code
     * @param log    where what is sent in spite of a problem is counted
     */
    public Mapper(MappingConfig config, RowToOperation maker, RunVariables run, Levels levels, ProblemLog log) {
        this.config = config;
        this.maker = maker;
        this.levels = levels;
        this.parts = maker.parts();
        this.repairs = repairs(maker, levels, log);
        this.layout = layout(config, maker);
        this.identifiers = config.identifiers().toArray(IdentifierType[]::new);
        this.ownRules = config.mappings().size();
        this.names = Stream.concat(config.mappings().stream(), config.relationshipRules().stream())
                .map(rule -> new AttributeName(rule.to(), maker.role(rule.to())))
                .toArray(AttributeName[]::new);
        this.evaluation = Evaluation.of(config, maker, places, names, run, levels::level, log);
        this.counts = new FieldCounts(places.size());
        this.plans = new ShapePlans(config, places, maker::role, seen);
        this.userIds = new UserIds(maker.key() + " (" + config.userId() + ")", levels, log);
    }

    private static @Nullable Repairs[] repairs(RowToOperation maker, Levels levels, ProblemLog log) {
        Set<String> identifying = maker.identifying();
        return maker.parts().stream()
                .map(part ->
                        identifying.contains(part.to()) ? new Repairs("the value of " + part.to(), levels, log) : null)
                .toArray(Repairs[]::new);
    }

    /** What all rows have in common that a mapping takes to a maker. */
    public static RowValues.Layout layout(MappingConfig config, RowToOperation maker) {
        return new RowValues.Layout(
                config.identifyBy(), maker.parts().stream().map(Rule::to).toList(), maker.time(), config.isMixed());
    }

    /**
     * Maps a record without a defect.
     *
     * @return the operation, or why there is none; good until the source moves on
     */
    public Mapped map(SourceRecord record) {
        if (record.isBlank() || record.isFooter()) {
            return new Mapped.FilteredOut();
        }
        ShapePlan plan = plans.of(record.shape());
        counts.read();
        if (evaluation != null) {
            if (evaluation.isFilteredOut(plan, record, counts)) {
                return new Mapped.FilteredOut();
            }
            evaluation.begin(plan, record, counts);
        }
        takeUserId(plan, record);
        Payload attributes = attributes(plan, record);
        Payload relationship = relationship(plan, record);
        @Nullable JsonValue[] values = layout.room();
        Problem unfit = parts.isEmpty() ? null : takeParts(values, plan, record);
        JsonValue key = userIds.found();
        counts.map(key != null || userIds.isUnfit());
        Problem wrong = userIds.problem() == null ? unfit : userIds.problem();
        if (wrong == null && evaluation != null) {
            wrong = evaluation.rejection();
        }
        if (key == null || userIds.problem() != null) {
            return new Mapped.Rejected(Objects.requireNonNull(wrong), null);
        }
        IdentifierType type = identifiers[evaluation == null ? 0 : evaluation.chosen()];
        if (wrong != null) {
            return rejected(wrong, new RowValues(layout, type, key, values, Payload.NONE, Payload.NONE));
        }
        return make(new RowValues(layout, type, key, values, attributes, relationship), plan, record);
    }

    private Mapped make(RowValues values, ShapePlan plan, SourceRecord record) {
        try {
            return new Mapped.Made(maker.of(values), values, plan.duplicates());
        } catch (UnfitException e) {
            return rejected(UserIds.unsendable(e, levels, record), values);
        }
    }

    private Mapped rejected(Problem why, RowValues values) {
        return new Mapped.Rejected(why, maker.about(values).orElse(null));
    }

    /** Takes the values of the kind's own keys; the problem of the first that cannot be had, or null. */
    private @Nullable Problem takeParts(@Nullable JsonValue[] values, ShapePlan plan, SourceRecord record) {
        Problem first = null;
        for (int i = 0; i < parts.size(); i++) {
            try {
                JsonValue value = part(names.length + i, plan, record);
                values[i] = value == null || value.kind() == ValueKind.NULL ? null : value;
            } catch (UnfitException e) {
                first = first == null ? UserIds.unsendable(e, levels, record) : first;
            }
            Problem damage = repair(values, i, record);
            first = first == null ? damage : first;
        }
        return first;
    }

    /** Repairs a part that identifies; takes it away where it is so damaged that the row is rejected, and says why. */
    private @Nullable Problem repair(@Nullable JsonValue[] values, int part, SourceRecord record) {
        Repairs repair = repairs[part];
        JsonValue value = values[part];
        if (repair == null || value == null) {
            return null;
        }
        JsonValue sound = repair.take(value, record);
        values[part] = repair.problem() == null ? sound : null;
        return repair.problem();
    }

    private @Nullable JsonValue part(int rule, ShapePlan plan, SourceRecord record) throws UnfitException {
        if (evaluation != null && evaluation.makes(rule)) {
            return evaluation.value(rule);
        }
        JsonValue value = ShapePlan.valueAt(plan.rule(rule), record);
        if (value != null) {
            counts.find(rule);
        }
        return value;
    }

    /** What the user id of a record says, if that is a text or a number; the filter and the rules are not asked. */
    public Optional<String> key(SourceRecord record) {
        ShapePlan plan = plans.of(record.shape());
        if (evaluation != null && evaluation.makesUserId()) {
            var uncounted = new FieldCounts(places.size());
            evaluation.isFilteredOut(plan, record, uncounted);
            evaluation.begin(plan, record, uncounted);
        }
        takeUserId(plan, record);
        JsonValue key = userIds.found();
        return key != null && (key.kind() == ValueKind.TEXT || key.kind() == ValueKind.INTEGER)
                ? Optional.of(key.text())
                : Optional.empty();
    }

    private void takeUserId(ShapePlan plan, SourceRecord record) {
        try {
            if (evaluation != null && evaluation.makesUserId()) {
                userIds.take(evaluation.userId(), record);
            } else {
                userIds.take(ShapePlan.valueAt(plan.userId(), record), record);
            }
        } catch (UnfitException e) {
            userIds.refuse(e, record);
        }
    }

    private Payload attributes(ShapePlan plan, SourceRecord record) {
        fill(plan, record, 0, ownRules);
        for (int i = 0; i < plan.keptCount(); i++) {
            if (record.has(plan.kept(i))) {
                Cut cut = plan.keptCut(i);
                JsonValue value = record.value(plan.kept(i));
                add(plan.keptName(i), cut == null ? value : Nested.without(value, cut));
            }
        }
        return filled.take();
    }

    private Payload relationship(ShapePlan plan, SourceRecord record) {
        if (ownRules == names.length) {
            return Payload.NONE;
        }
        fill(plan, record, ownRules, names.length);
        return filled.take();
    }

    /** Fills {@link #filled} by some of the rules. */
    private void fill(ShapePlan plan, SourceRecord record, int from, int to) {
        for (int i = from; i < to; i++) {
            if (evaluation != null && evaluation.add(i, filled)) {
                continue;
            }
            JsonValue value = ShapePlan.valueAt(plan.rule(i), record);
            if (value != null) {
                add(names[i], value);
                counts.find(i);
            }
        }
    }

    private void add(AttributeName name, JsonValue value) {
        if (value.kind() == ValueKind.NULL && config.nulls() == Nulls.SKIP) {
            return;
        }
        boolean clears = config.nulls() == Nulls.CLEAR && value.isEmptyText();
        filled.add(name, clears ? JsonValue.NULL : value);
    }

    /** Attributes that a rule made a number in some records so far and left a text in others. */
    public List<MixedTypes.Mixed> mixed() {
        return evaluation == null ? List.of() : evaluation.mixed();
    }

    /** The currencies of each attribute whose amounts were in several so far. */
    public Map<String, Set<String>> currencies() {
        return evaluation == null ? Map.of() : evaluation.currencies();
    }

    /** The fields that the mapping names, the user id's first; one may be there several times. */
    public List<NamedField> fields() {
        var fields = new ArrayList<NamedField>();
        config.userId()
                .field()
                .ifPresent(field -> fields.add(new NamedField(field, NamedField.Part.USER_ID, Need.REQUIRED)));
        for (int i = 0; i < places.size(); i++) {
            if (places.place(i).use() != Places.Use.NOTHING) {
                fields.add(places.place(i).field());
            }
        }
        return fields;
    }

    /** Whether any record so far had a field that a rule takes its value from. */
    public boolean hasMapped() {
        return places.taken().anyMatch(place -> counts.found(place) > 0);
    }

    /** What was found of the fields so far. */
    public FieldSummary summary() {
        return FieldSummary.of(config, places, counts, seen);
    }
}
