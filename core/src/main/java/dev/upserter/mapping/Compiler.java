package dev.upserter.mapping;

import dev.upserter.json.Cut;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.DeniedFields;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.LiquidText;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Need;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.template.Template;
import dev.upserter.template.value.TemplateScope;
import java.time.LocalDate;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Makes the expressions of a mapping ready. For one thread. */
final class Compiler {
    private final MappingConfig config;
    private final Places places;
    private final DeniedFields denial;
    private final LocalDate run;
    /** Of the fields of the current expression. */
    private Need need = Need.REQUIRED;
    /** What the fields are read for whose values leave. */
    private Places.Use leaving = Places.Use.LEAVES;
    /** What the current expression becomes; what is inside it is reported like an attribute. */
    private Casting.Target target = Casting.Target.ATTRIBUTE;

    /** @param run the day of the run */
    Compiler(MappingConfig config, Places places, LocalDate run) {
        this.config = config;
        this.run = run;
        this.places = places;
        this.denial = DeniedFields.of(config.deny());
    }

    /** Whether a rule copies a field as it is, all of it. */
    boolean isPlain(Rule rule) {
        return rule.value().isPlain()
                && rule.value().origin() instanceof ValueOrigin.Field field
                && denial.inside(field.path()) == null;
    }

    /** The filter; null if there is none. */
    @Nullable
    RowCondition filter() {
        String filter = config.filter();
        return filter == null ? null : condition(filter, Places.Use.FILTER, "the filter", null);
    }

    /**
     * The values of a key that is not plain, of which the first counts that a row has.
     *
     * @param name of the key, in messages
     */
    RefinedEvaluator[] userId(String name) {
        try {
            need = config.userId().isList() ? Need.PROVIDED_FOR : Need.REQUIRED;
            return config.userId().values().stream()
                    .map(value -> key(name, value))
                    .toArray(RefinedEvaluator[]::new);
        } finally {
            need = Need.REQUIRED;
            leaving = Places.Use.LEAVES;
            target = Casting.Target.ATTRIBUTE;
        }
    }

    private RefinedEvaluator key(String name, Expression value) {
        leaving = Places.Use.USER_ID;
        target = Casting.Target.KEY;
        return refined(name, value);
    }

    /** The value of a part that is not plain. */
    RefinedEvaluator part(Rule rule) {
        try {
            target = Casting.Target.PART;
            return refined(rule.to(), rule.value());
        } finally {
            target = Casting.Target.ATTRIBUTE;
        }
    }

    /** The value of a rule that is not plain. */
    RefinedEvaluator rule(Rule rule) {
        return refined(rule.to(), rule.value());
    }

    /**
     * What an expression need not have, its parts need not have either. A condition is not such a part: what it compares must be
     * there, unless the rule is optional, or it is the field itself that the rule takes under the condition.
     */
    private RefinedEvaluator refined(String name, Expression expression) {
        Need before = need;
        try {
            need = expression.optional() ? Need.OPTIONAL : before;
            String text = expression.when();
            FieldPath own = expression.origin() instanceof ValueOrigin.Field field ? field.path() : null;
            RowCondition when = text == null ? null : condition(text, Places.Use.WHEN, "the condition of " + name, own);
            need = before.compareTo(expression.need()) > 0 ? before : expression.need();
            return ready(name, when, expression);
        } finally {
            need = before;
        }
    }

    private RefinedEvaluator ready(String name, @Nullable RowCondition when, Expression expression) {
        String fallback = expression.fallback();
        Cast cast = expression.cast();
        Nulls nulls = expression.nulls();
        Casting.Target own = target;
        target = Casting.Target.ATTRIBUTE;
        return new RefinedEvaluator(
                name,
                when,
                origin(name, expression.origin()),
                fallback == null ? null : JsonValue.ofJson(fallback),
                cast == null ? null : new Casting(cast, name, own, run),
                nulls == null ? config.nulls() : nulls,
                expression.maxBytes());
    }

    private Evaluator origin(String name, ValueOrigin origin) {
        return switch (origin) {
            case ValueOrigin.Field field -> field(field.path());
            case ValueOrigin.Constant constant -> {
                JsonValue value = JsonValue.ofJson(constant.json());
                yield row -> value;
            }
            case ValueOrigin.Liquid liquid -> {
                Template template = LiquidText.template(liquid.text());
                yield new TemplateEvaluator(template, variables(template, leaving, null), name);
            }
            case ValueOrigin.OfRun ofRun -> row -> row.run().value(ofRun.variable());
            case ValueOrigin.Fields fields -> {
                var members = new ArrayList<Builders.Member>();
                for (Rule rule : fields.rules()) {
                    members.add(Builders.Member.of(rule.to(), refined(name + "." + rule.to(), rule.value())));
                }
                yield new Builders.OfObject(members);
            }
            case ValueOrigin.Elements elements -> {
                var ready = new ArrayList<Evaluator>();
                for (int i = 0; i < elements.expressions().size(); i++) {
                    ready.add(
                            refined(name + "[" + i + "]", elements.expressions().get(i)));
                }
                yield new Builders.OfArray(ready);
            }
        };
    }

    private Evaluator field(FieldPath path) {
        int place = places.add(path, leaving, need);
        Cut cut = denial.inside(path);
        if (cut == null) {
            return row -> row.get(place);
        }
        return row -> {
            JsonValue value = row.get(place);
            return value == null ? null : Nested.without(value, cut);
        };
    }

    /** @param own the field that need not be there; null if there is none */
    private RowCondition condition(String text, Places.Use use, String whose, @Nullable FieldPath own) {
        Template template = LiquidText.condition(text);
        return new RowCondition(template, variables(template, use, own), whose);
    }

    private Variables variables(Template template, Places.Use use, @Nullable FieldPath own) {
        var fields = new ArrayList<Variables.Variable>();
        for (String name : template.variables()) {
            if (!name.equals(TemplateScope.ROW)) {
                var path = new FieldPath(name);
                boolean leaves = use == leaving;
                boolean denied = leaves && denial.removes(path);
                Cut cut = leaves ? denial.inside(path) : null;
                fields.add(new Variables.Variable(
                        name, places.add(path, use, needOf(path, template, use, own)), denied, cut));
            }
        }
        if (template.variables().contains(TemplateScope.ROW)) {
            places.addWholeRow();
        }
        return new Variables(fields, template.variables().contains(TemplateScope.ROW), denial);
    }

    private Need needOf(FieldPath variable, Template template, Places.Use use, @Nullable FieldPath own) {
        boolean isDemanded = use == Places.Use.FILTER || template.demands(variable.text()) && !variable.equals(own);
        return need == Need.REQUIRED && !isDemanded ? Need.PROVIDED_FOR : need;
    }
}
