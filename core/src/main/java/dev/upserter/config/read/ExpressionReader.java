package dev.upserter.config.read;

import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.guard.Limits;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Origin;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.RunVariable;
import dev.upserter.operation.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads where a rule's value comes from and what is done to it. For one thread. */
final class ExpressionReader {
    static final String EXAMPLE = "write {\"from\": \"email\", \"to\": \"email\"}";

    private static final List<String> ORIGINS = List.of("from", "value", "template", "run", "object", "array");
    static final List<String> KEYS = Stream.concat(
                    ORIGINS.stream(),
                    Stream.of(
                            "as",
                            "unit",
                            "zone",
                            "pattern",
                            "decimal",
                            "percent",
                            "trueWords",
                            "falseWords",
                            "not",
                            "separator",
                            "country",
                            "nulls",
                            "default",
                            "optional",
                            "maxBytes",
                            "when"))
            .toList();
    /** Of an identifier. */
    static final List<String> IDENTIFIER_KEYS = List.of("from", "template", "as", "country");
    /** What an identifier can be made. */
    private static final Set<Class<? extends Cast>> IDENTIFYING =
            Set.of(Cast.Text.class, Cast.WholeNumber.class, Cast.Phone.class);

    private static final String IDENTIFIER_EXAMPLE = "write {\"template\": \"{{ id | strip | downcase }}\"}";

    /** Of a rule for a field of an object. */
    static final List<String> MEMBER_KEYS =
            Stream.concat(Stream.of("to"), KEYS.stream()).toList();

    private static final Set<String> TRUTHS = Set.of("true", "false");

    private final Values values;
    private final List<FieldPath> deny;
    private final Mistakes mistakes;
    private final Templates templates;
    private final CastReader casts;

    ExpressionReader(Values values, List<FieldPath> deny, Mistakes mistakes) {
        this.values = values;
        this.deny = deny;
        this.mistakes = mistakes;
        this.templates = new Templates(values, deny, mistakes);
        this.casts = new CastReader(values, mistakes);
    }

    /**
     * The expression; null if it is wrong, and that was noted.
     *
     * @param given the keys of the object, by name
     * @param keys  those it may have
     * @param role  of the attribute it fills
     */
    @Nullable
    Expression read(Map<String, Node.Field> given, Node.Fields object, List<String> keys, Role role) {
        boolean truth = role == Role.TOPIC || role == Role.UNSUBSCRIBED;
        Node.Field when = given.get("when");
        Node.Field nulls = given.get("nulls");
        Node.Field fallback = given.get("default");
        Node.Field maxBytes = given.get("maxBytes");
        Node.Field optional = given.get("optional");
        Origin origin = origin(given, object, keys, truth);
        Cast cast = casts.read(given);
        if (truth && cast != null && !(cast instanceof Cast.Truth) && !(cast instanceof Cast.TruthByWords)) {
            mistakes.add(
                    given.getOrDefault("as", object.fields().getFirst()).value().place(),
                    "this attribute is true or false at Customer.io, nothing else",
                    "write as: boolean, or remove as");
        }
        if (cast == null && role == Role.TOPIC && given.containsKey("topic") && !(origin instanceof Origin.Constant)) {
            cast = new Cast.Truth();
        }
        String condition = when == null ? null : templates.condition(when);
        Nulls nullsInForce = nulls == null ? null : values.word(nulls, Nulls.values());
        String constant = fallback == null ? null : constant(fallback, truth);
        Integer most = maxBytes == null
                ? null
                : values.whole(maxBytes, 1, Limits.ATTRIBUTE_VALUE, "Customer.io keeps no more of a value");
        boolean isOptional = optional != null && values.truth(optional);
        return origin == null
                ? null
                : new Expression(condition, origin, constant, cast, nullsInForce, most, isOptional);
    }

    /** The rule of an identifier; null if it is wrong, and that was noted. */
    @Nullable
    Expression identifier(Node.Field field, Node.Fields rule) {
        Map<String, Node.Field> given = Keys.of(rule, IDENTIFIER_KEYS, "a rule of userId has no key", mistakes);
        if (!given.containsKey("from") && !given.containsKey("template")) {
            mistakes.add(field.value().place(), "this rule has neither from nor template", IDENTIFIER_EXAMPLE);
            return null;
        }
        Expression value = read(given, rule, IDENTIFIER_KEYS, Role.PLAIN);
        Cast cast = value == null ? null : value.cast();
        if (cast != null && !IDENTIFYING.contains(cast.getClass())) {
            mistakes.add(
                    given.getOrDefault("as", field).value().place(),
                    "an identifier is a text, a whole number or a phone number",
                    "write as: text, as: integer or as: phone, or remove as");
        }
        return value;
    }

    private @Nullable Origin origin(
            Map<String, Node.Field> given, Node.Fields object, List<String> keys, boolean truth) {
        List<Node.Field> origins = given.values().stream()
                .filter(field -> ORIGINS.contains(field.name()))
                .toList();
        if (origins.isEmpty()) {
            Keys.missing(
                    "from",
                    object,
                    keys,
                    "this rule has no key \"from\"",
                    EXAMPLE + ", or value, template, run, object or array in place of from",
                    mistakes);
            return null;
        }
        if (origins.size() > 1) {
            Node.Field second = origins.get(1);
            mistakes.add(
                    second.place(),
                    second.name() + " stands beside " + origins.getFirst().name()
                            + ": both say where the value is from",
                    "remove one of the two");
        }
        return origin(origins.getFirst(), truth);
    }

    private @Nullable Origin origin(Node.Field field, boolean truth) {
        return switch (field.name()) {
            case "from" -> from(field);
            case "value" -> new Origin.Constant(constant(field, truth));
            case "template" -> {
                String text = templates.template(field);
                yield text == null ? null : new Origin.Liquid(text);
            }
            case "run" -> new Origin.OfRun(values.word(field, RunVariable.values()));
            case "object" -> object(field);
            default -> array(field);
        };
    }

    private Origin from(Node.Field field) {
        FieldPath path = values.path(field);
        if (Deny.denies(deny, path)) {
            mistakes.add(
                    field.value().place(),
                    "this field is one that deny keeps back",
                    "remove the rule, or the field from deny");
        }
        return new Origin.Field(path);
    }

    private String constant(Node.Field field, boolean truth) {
        String json = values.json(field.value());
        if (truth && !TRUTHS.contains(json)) {
            mistakes.add(
                    field.value().place(),
                    field.name() + " must be true or false for this attribute, but this is "
                            + field.value().kind(),
                    "write true or false");
        }
        return json;
    }

    private Origin object(Node.Field field) {
        var rules = new ArrayList<Rule>();
        var names = new HashSet<String>();
        for (Node.Fields member : objects(field, "{\"from\": \"address.city\", \"to\": \"city\"}")) {
            Map<String, Node.Field> given = Keys.of(member, MEMBER_KEYS, "a rule of an object has no key", mistakes);
            Expression value = read(given, member, MEMBER_KEYS, Role.PLAIN);
            Node.Field to = given.get("to");
            if (to == null) {
                Keys.missing("to", member, MEMBER_KEYS, "this rule has no key \"to\"", EXAMPLE, mistakes);
                continue;
            }
            Resolved name = values.name(to);
            if (!names.add(name.text())) {
                mistakes.add(to.value().place(), "a second rule fills the same field", "remove one of the two");
            } else if (value != null) {
                rules.add(new Rule(name.text(), value));
            }
        }
        return new Origin.Fields(rules);
    }

    private Origin array(Node.Field field) {
        var elements = new ArrayList<Expression>();
        for (Node.Fields element : objects(field, "{\"from\": \"phone\"}")) {
            Map<String, Node.Field> given = Keys.of(element, KEYS, "an element of a list has no key", mistakes);
            Expression value = read(given, element, KEYS, Role.PLAIN);
            if (value != null) {
                elements.add(value);
            }
        }
        return new Origin.Elements(elements);
    }

    /** The objects of a list; whatever is none is told. */
    private List<Node.Fields> objects(Node.Field field, String example) {
        var objects = new ArrayList<Node.Fields>();
        if (!(field.value() instanceof Node.Items items)) {
            mistakes.add(
                    field.value().place(),
                    field.name() + " must be a list of rules, but this is "
                            + field.value().kind(),
                    "write [" + example + "]");
            return objects;
        }
        for (Node item : items.items()) {
            if (item instanceof Node.Fields object) {
                objects.add(object);
            } else {
                mistakes.add(item.place(), "a rule must be an object, but this is " + item.kind(), "write " + example);
            }
        }
        return objects;
    }
}
