package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Payload;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of a mapping that do more than copy a field, and its filter. For one thread. */
final class Evaluation {
    private static final int NONE = -1;

    private final @Nullable RefinedEvaluator[] rules;
    /** In the order in which they count; empty where the user id is a field as it is. */
    private final RefinedEvaluator[] userId;

    private int chosen;
    private final AttributeName[] names;
    /** For each rule, the one before it that fills the same attribute. */
    private final int[] earlier;

    private final @Nullable RowCondition filter;
    /** The places that are read before the filter is asked, and those read after. */
    private final int[] filtered;

    private final int[] evaluated;
    private final BitSet taken = new BitSet();
    private final EvaluatedRow row;

    private Evaluation(
            @Nullable RefinedEvaluator[] rules,
            RefinedEvaluator[] userId,
            AttributeName[] names,
            int[] earlier,
            @Nullable RowCondition filter,
            Places places,
            BitSet plain,
            EvaluatedRow row) {
        this.rules = rules;
        this.userId = userId;
        this.names = names;
        this.earlier = earlier;
        this.filter = filter;
        this.filtered = places(places, plain, true);
        this.evaluated = places(places, plain, false);
        this.row = row;
    }

    private static int[] places(Places places, BitSet plain, boolean ofFilter) {
        var chosen = new BitSet();
        for (int i = 0; i < places.size(); i++) {
            boolean isOfFilter = places.place(i).use() == Places.Use.FILTER;
            chosen.set(
                    i,
                    !plain.get(i) && isOfFilter == ofFilter && places.place(i).use() != Places.Use.NOTHING);
        }
        return chosen.stream().toArray();
    }

    /**
     * Makes a mapping's rules ready.
     *
     * @param maker  what takes the key, and further rules, each with its number after those of the mapping
     * @param places where the fields that they read are added; each plain rule has its place at its own number
     * @param names  of the attributes, one for each rule of the mapping and of the relationship
     * @return null if every rule copies a field and no row is filtered
     */
    static @Nullable Evaluation of(
            MappingConfig config,
            RowToOperation maker,
            Places places,
            AttributeName[] names,
            RunVariables run,
            Function<Code, Level> levels,
            ProblemLog log) {
        var compiler = new Compiler(config, places, run.day());
        List<Rule> all = Stream.of(config.mappings(), config.relationshipRules(), maker.parts())
                .flatMap(List::stream)
                .toList();
        int[] earlier = earlier(all, config.mappings().size(), names.length);
        var plain = new BitSet();
        for (int i = 0; i < earlier.length; i++) {
            Rule rule = all.get(i);
            plain.set(i, earlier[i] == NONE && compiler.isPlain(rule));
            if (plain.get(i) && rule.value().origin() instanceof ValueOrigin.Field field) {
                places.add(field.path(), Places.Use.LEAVES, rule.value().need());
            } else {
                places.addNothing();
            }
        }
        RowCondition filter = compiler.filter();
        RefinedEvaluator[] userId = config.userId().isPlain() ? new RefinedEvaluator[0] : compiler.userId(maker.key());
        if (filter == null && userId.length == 0 && plain.cardinality() == earlier.length) {
            return null;
        }
        var rules = new @Nullable RefinedEvaluator[earlier.length];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = plain.get(i) ? null : i < names.length ? compiler.rule(all.get(i)) : compiler.part(all.get(i));
        }
        return new Evaluation(
                rules, userId, names, earlier, filter, places, plain, new EvaluatedRow(places, run, levels, log));
    }

    /**
     * Only the rules of the mapping, and those of the relationship after them, fill attributes; the parts, which come last, are
     * each on their own.
     */
    private static int[] earlier(List<Rule> rules, int own, int filling) {
        var last = new HashMap<String, Integer>();
        int[] earlier = new int[rules.size()];
        Arrays.setAll(earlier, i -> {
            if (i == own) {
                last.clear();
            }
            Integer before = i < filling ? last.put(rules.get(i).to(), i) : null;
            return before == null ? NONE : before;
        });
        return earlier;
    }

    /** Starts with the next record, and asks the filter. */
    boolean isFilteredOut(ShapePlan plan, SourceRecord record, FieldCounts counts) {
        row.begin(record);
        taken.clear();
        read(filtered, plan, record, counts);
        if (filter == null) {
            return false;
        }
        try {
            return !filter.holds(row);
        } catch (UnfitException e) {
            row.note(e.code(), "", e::message);
            return false;
        }
    }

    /** Reads the fields that the rules of a record need. */
    void begin(ShapePlan plan, SourceRecord record, FieldCounts counts) {
        read(evaluated, plan, record, counts);
    }

    private void read(int[] chosen, ShapePlan plan, SourceRecord record, FieldCounts counts) {
        for (int place : chosen) {
            JsonValue value = ShapePlan.valueAt(plan.rule(place), record);
            row.put(place, value);
            if (value != null) {
                counts.find(place);
            }
        }
    }

    /** Adds what a rule yields, if it is one that does more than copy a field; false if it is not. */
    boolean add(int rule, Payload.Room attributes) {
        RefinedEvaluator evaluator = rules[rule];
        if (evaluator == null) {
            return false;
        }
        try {
            JsonValue value = evaluate(rule, evaluator);
            if (value != null) {
                attributes.add(names[rule], value);
            }
        } catch (UnfitException e) {
            row.note(e.code(), names[rule].text(), e::message);
        }
        return true;
    }

    /** Of several rules for one attribute, the first whose condition holds is the one. */
    private @Nullable JsonValue evaluate(int rule, RefinedEvaluator evaluator) throws UnfitException {
        RowCondition when = evaluator.when();
        boolean settled = earlier[rule] != NONE && taken.get(earlier[rule]);
        if (settled || when == null || when.holds(row)) {
            taken.set(rule);
        }
        return settled || !taken.get(rule) ? null : evaluator.valueOf(row);
    }

    /** Whether a rule does more than copy a field. */
    boolean makes(int rule) {
        return rules[rule] != null;
    }

    /**
     * What a rule that does more than copy a field makes of the record; null if that is nothing.
     *
     * @throws UnfitException if it cannot be made
     */
    @Nullable
    JsonValue value(int rule) throws UnfitException {
        RefinedEvaluator evaluator = rules[rule];
        return evaluator == null ? null : evaluator.of(row);
    }

    /** Whether the user id is more than a field as it is. */
    boolean makesUserId() {
        return userId.length > 0;
    }

    /**
     * The user id of the record, if it is more than a field; null if there is none.
     *
     * @throws UnfitException if it cannot be made
     */
    @Nullable
    JsonValue userId() throws UnfitException {
        chosen = 0;
        UnfitException unmade = null;
        JsonValue nothing = null;
        for (int i = 0; i < userId.length; i++) {
            try {
                JsonValue value = userId[i].of(row);
                if (value != null && (userId.length == 1 || !UserIds.isNothing(value))) {
                    chosen = i;
                    return value;
                }
                nothing = nothing == null ? value : nothing;
            } catch (UnfitException e) {
                if (userId.length == 1 || e.code() != Code.TEMPLATE_FAILED) {
                    throw e; // there is a value, and it is wrong
                }
                unmade = e;
            }
        }
        if (nothing == null && unmade != null) {
            throw unmade;
        }
        return nothing;
    }

    /** Which of several values {@link #userId} took. */
    int chosen() {
        return chosen;
    }

    /** Attributes that are a number in some records so far and a text in others. */
    List<MixedTypes.Mixed> mixed() {
        return row.types().mixed();
    }

    /** The currencies of each attribute whose amounts were in several. */
    Map<String, Set<String>> currencies() {
        return row.types().currencies();
    }

    /** Why the record cannot be sent; null if it can, as far as its rules know. */
    @Nullable
    Problem rejection() {
        return row.rejection();
    }
}
