package dev.upserter.config.read;

import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.OneOf;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.json.JsonValue;
import dev.upserter.kind.SlotType;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.RunVariable;
import dev.upserter.mapping.spec.Unit;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.text.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where a rule's value comes from and what is done to it. */
final class ExpressionReader {
    static final String EXAMPLE = "write {\"from\": \"email\", \"to\": \"email\"}";

    /** What a value can be that is of the run. */
    static final OneOf<RunVariable> OF_RUN = OneOf.of(RunVariable.values());

    /** What an identifier can be made. */
    private static final Set<Class<? extends Cast>> IDENTIFYING =
            Set.of(Cast.Text.class, Cast.WholeNumber.class, Cast.Phone.class);

    private static final String PART_EXAMPLE =
            "write {\"from\": \"FIELD\"}, or value, template or run in place of from";

    private static final String IDENTIFIER_EXAMPLE = "write {\"template\": \"{{ id | strip | downcase }}\"}";

    private static final String UNIX = "unix";

    private static final Pattern FRACTION = Pattern.compile("\\s*[-+]?[0-9]*[.,][0-9]*\\s*");

    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private ExpressionReader() {}

    /**
     * The expression; null if it is wrong, and that was noted.
     *
     * @param role of the attribute it fills
     */
    static @Nullable Expression read(GivenKeys given, KeyValues values, Role role) {
        return read(given, values, role, "");
    }

    /** @param implied what the value is made where {@code as} is absent, as that key spells it; may be empty */
    private static @Nullable Expression read(GivenKeys given, KeyValues values, Role role, String implied) {
        boolean isBoolean = role == Role.TOPIC || role == Role.UNSUBSCRIBED;
        ConfigNode.Field fallback = given.field(RuleKeys.DEFAULT);
        ValueOrigin origin = origin(given, values, isBoolean);
        Cast cast = CastReader.read(given, values, implied);
        ConfigNode.Field as = given.field(CastKeys.AS);
        if (isBoolean
                && as != null
                && cast != null
                && !(cast instanceof Cast.ToBoolean)
                && !(cast instanceof Cast.BooleanByWords)) {
            values.note(
                    as,
                    "this attribute is true or false at Customer.io, nothing else",
                    "write as: boolean, or remove as");
        }
        if (cast == null
                && role == Role.TOPIC
                && given.has(RuleKeys.TOPIC)
                && !(origin instanceof ValueOrigin.Constant)) {
            cast = new Cast.ToBoolean();
        }
        String condition = given.find(RuleKeys.WHEN);
        Nulls nulls = given.find(RuleKeys.NULLS);
        String constant = given.find(RuleKeys.DEFAULT);
        if (fallback != null && constant != null) {
            checkBoolean(fallback, constant, values, isBoolean);
        }
        Integer most = given.find(RuleKeys.MAX_BYTES);
        boolean isOptional = Boolean.TRUE.equals(given.find(RuleKeys.OPTIONAL));
        return origin == null ? null : new Expression(condition, origin, constant, cast, nulls, most, isOptional);
    }

    /** An identifier: a field, or a rule. */
    static @Nullable Expression identifier(ConfigNode.Field field, KeyValues values) {
        if (field.value() instanceof ConfigNode.Fields rule) {
            return identifier(field, GivenKeys.of(rule, RuleKeys.IDENTIFIER, values), values);
        }
        FieldPath path = values.path(field);
        if (values.keepsBack(path)) {
            values.note(
                    field,
                    "userId is a field that deny keeps back, but it leaves as the identifier",
                    "remove it from deny, or choose another field for userId");
        }
        return Expression.of(new ValueOrigin.Field(path));
    }

    /**
     * The value of a key that only some types have; null if it is wrong, and that was noted.
     *
     * @param type what a text stands for, and what the value is made
     */
    static @Nullable Expression part(ConfigNode.Field field, KeyValues values, SlotType.PerRow type) {
        if (field.value() instanceof ConfigNode.Fields rule) {
            GivenKeys given = GivenKeys.of(rule, RuleKeys.PART, values);
            if (isWithoutOrigin(given.fields())) {
                if (isWithoutOrigin(rule.fields())) {
                    given.missing("from", "this rule has no key \"from\"", PART_EXAMPLE);
                }
                return null;
            }
            Expression read = read(given, values, Role.PLAIN, type.implied());
            checkSeconds(given, read, type, values);
            return read;
        }
        return switch (type.text()) {
            case FIELD -> {
                var plain = Expression.of(from(field, values));
                yield type.implied().equals(UNIX) ? plain.as(new Cast.Unix(Unit.SECONDS, null, null)) : plain;
            }
            case ITSELF -> Expression.of(new ValueOrigin.Constant(constant(field, values)));
        };
    }

    private static boolean isWithoutOrigin(Collection<ConfigNode.Field> keys) {
        return keys.stream().noneMatch(key -> RuleKeys.ORIGINS.containsKey(key.name()));
    }

    /** A constant is written as it is meant: a fraction of a second that would be cut off is a mistake. */
    private static void checkSeconds(
            GivenKeys given, @Nullable Expression read, SlotType.PerRow type, KeyValues values) {
        ConfigNode.Field field = given.field(RuleKeys.VALUE);
        if (field != null
                && read != null
                && type.implied().equals(UNIX)
                && read.origin() instanceof ValueOrigin.Constant constant
                && FRACTION.matcher(JsonValue.ofJson(constant.json()).text()).matches()) {
            values.note(
                    field,
                    "a constant time must be whole Unix seconds, or a date",
                    "write a number without a fraction");
        }
    }

    private static String constant(ConfigNode.Field field, KeyValues values) {
        if (field.value() instanceof ConfigNode.Numeral) {
            return values.json(field.value());
        }
        return JsonValue.ofText(values.name(field).text()).json();
    }

    static @Nullable Expression identifier(ConfigNode.Field field, GivenKeys given, KeyValues values) {
        if (!given.has(RuleKeys.FROM) && !given.has(RuleKeys.TEMPLATE)) {
            values.note(field, "this rule has neither from nor template", IDENTIFIER_EXAMPLE);
            return null;
        }
        Expression value = read(given, values, Role.PLAIN);
        Cast cast = value == null ? null : value.cast();
        ConfigNode.Field as = given.field(CastKeys.AS);
        if (as != null && cast != null && !IDENTIFYING.contains(cast.getClass())) {
            values.note(
                    as,
                    "an identifier is a text, a whole number or a phone number",
                    "write as: text, as: integer or as: phone, or remove as");
        }
        return value;
    }

    private static @Nullable ValueOrigin origin(GivenKeys given, KeyValues values, boolean isBoolean) {
        List<ConfigNode.Field> origins = given.fields().stream()
                .filter(field -> RuleKeys.ORIGINS.containsKey(field.name()))
                .toList();
        if (origins.isEmpty()) {
            given.missing(
                    "from",
                    "this rule has no key \"from\"",
                    EXAMPLE + ", or value, template, run, object or array in place of from");
            return null;
        }
        ConfigNode.Field first = origins.getFirst();
        if (origins.size() > 1) {
            ConfigNode.Field second = origins.get(1);
            values.mistakes()
                    .add(
                            second.place(),
                            second.name() + " is beside " + first.name() + ": both say where the value is from",
                            "remove one of the two");
        }
        ValueOrigin origin = given.find(Objects.requireNonNull(RuleKeys.ORIGINS.get(first.name())));
        if (origin instanceof ValueOrigin.Constant constant) {
            checkBoolean(first, constant.json(), values, isBoolean);
        }
        return origin;
    }

    static ValueOrigin from(ConfigNode.Field field, KeyValues values) {
        FieldPath path = values.path(field);
        if (values.keepsBack(path)) {
            values.note(field, "this field is one that deny keeps back", "remove the rule, or the field from deny");
        }
        return new ValueOrigin.Field(path);
    }

    static @Nullable ValueOrigin template(ConfigNode.Field field, KeyValues values) {
        String text = Templates.template(field, values);
        return text == null ? null : new ValueOrigin.Liquid(text);
    }

    private static void checkBoolean(ConfigNode.Field field, String json, KeyValues values, boolean isBoolean) {
        if (isBoolean && !BOOLEANS.contains(json)) {
            values.note(
                    field,
                    field.name() + " must be true or false for this attribute, but this is "
                            + field.value().kind(),
                    "write true or false");
        }
    }

    static ValueOrigin object(ConfigNode.Field field, KeyValues values) {
        var rules = new ArrayList<Rule>();
        var names = new HashSet<String>();
        for (ConfigNode.Fields member : objects(field, values, "{\"from\": \"address.city\", \"to\": \"city\"}")) {
            GivenKeys given = GivenKeys.of(member, RuleKeys.MEMBER, values);
            Expression value = read(given, values, Role.PLAIN);
            ConfigNode.Field to = given.field(RuleKeys.NAME);
            Resolved name = given.find(RuleKeys.NAME);
            if (to != null && name != null && !names.add(name.text())) {
                values.note(to, "a second rule fills the same field", "remove one of the two");
            } else if (name != null && value != null) {
                rules.add(new Rule(name.text(), value));
            }
        }
        return new ValueOrigin.Fields(rules);
    }

    static ValueOrigin array(ConfigNode.Field field, KeyValues values) {
        var elements = new ArrayList<Expression>();
        for (ConfigNode.Fields element : objects(field, values, "{\"from\": \"phone\"}")) {
            Expression value = read(GivenKeys.of(element, RuleKeys.ELEMENT, values), values, Role.PLAIN);
            if (value != null) {
                elements.add(value);
            }
        }
        return new ValueOrigin.Elements(elements);
    }

    private static List<ConfigNode.Fields> objects(ConfigNode.Field field, KeyValues values, String example) {
        return values.objects(field, "a list of rules", "a rule", "write [" + example + "]", "write " + example);
    }
}
