package dev.upserter.config.read;

import dev.upserter.config.keys.Flag;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.Name;
import dev.upserter.config.keys.OneOf;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Whole;
import dev.upserter.config.keys.Word;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.guard.Limits;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.IdentifierType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The keys of rules: of the mapping, of the fields and elements inside one, and of identifiers. */
final class RuleKeys {
    private static final int MAX_TOPIC = 1_000_000;
    static final String TO_MISSING = "this rule has no key \"to\"";

    private static final Section TARGET = Section.part();

    static final KeySpec<Resolved> TO = TARGET.add(KeySpec.of(
            "to",
            new Own<>(
                    (field, values) -> values.name(field),
                    new Name().schema()
                            + ", \"maxLength\": " + Limits.ATTRIBUTE_NAME
                            + ", \"not\": {\"anyOf\": [{\"enum\": [\"_update\", \"_timestamp\","
                            + " \"_created_in_customerio_at\"]}, {\"pattern\":"
                            + " \"^cio_(?!subscription_preferences\\\\.topics\\\\.topic_[1-9][0-9]*$)\"}]}",
                    "text"),
            "The attribute's name at Customer.io: at most 150 bytes, and none that Customer.io keeps " + "for itself.",
            "the attribute's name at Customer.io, in at most 150 bytes"));
    static final KeySpec<Integer> TOPIC = TARGET.add(KeySpec.of(
            "topic",
            new Whole(1, MAX_TOPIC, "the workspace's settings show the number of each topic"),
            "In place of to: the number of a subscription topic. Its value is made true or false.",
            "in place of `to`: the number of a [subscription topic](#subscriptions)"));

    /** The keys that say where a value is from, by their names. */
    static final Map<String, KeySpec<ValueOrigin>> ORIGINS = new LinkedHashMap<>();

    private static final Section ORIGIN = Section.part();

    static final KeySpec<ValueOrigin> FROM = origin(KeySpec.of(
            "from",
            new Own<>(ExpressionReader::from, new Name().schema(), "text"),
            "A field, or a path to it, as orders[-1].total.",
            "[a field](#fields): its name, a dotted path, or a path with places in lists, as " + "`orders[-1].total`"));
    static final KeySpec<ValueOrigin> VALUE = origin(KeySpec.of(
            "value",
            new Own<>((field, values) -> new ValueOrigin.Constant(values.json(field.value())), "", "any"),
            "A constant.",
            "[a constant](#constants): a text, a number, true, false, null, a list or an object"));
    static final KeySpec<ValueOrigin> TEMPLATE = origin(KeySpec.of(
                    "template",
                    new Own<>(ExpressionReader::template, new Name().schema(), "text"),
                    "A text made of fields, in Liquid.",
                    "[a text made of fields](templates.md), in Liquid")
            .examples("[\"{{ first_name | strip }} {{ last_name | strip }}\"]"));
    static final KeySpec<ValueOrigin> RUN = origin(KeySpec.of(
            "run",
            new Own<>(
                    (field, values) -> new ValueOrigin.OfRun(ExpressionReader.OF_RUN.read(field, values)),
                    ExpressionReader.OF_RUN.schema(),
                    ExpressionReader.OF_RUN.inWords()),
            "Something of the run: its id, or when it started in Unix seconds.",
            "[something of the run](#the-run): `id` or `time`"));
    static final KeySpec<ValueOrigin> OBJECT = origin(KeySpec.of(
            "object",
            new Own<>(
                    ExpressionReader::object,
                    "\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/member\"}",
                    "list of rules"),
            "An object: a rule for each of its fields.",
            "[an object](#objects-and-lists): a list of rules, one for each field of it"));
    static final KeySpec<ValueOrigin> ARRAY = origin(KeySpec.of(
            "array",
            new Own<>(
                    ExpressionReader::array,
                    "\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/element\"}",
                    "list of rules"),
            "A list: a rule for each of its elements.",
            "[a list](#objects-and-lists): a list of rules without `to`, one for each element"));

    private static final Section REST = Section.part();

    static final KeySpec<Nulls> NULLS = REST.add(KeySpec.of(
            "nulls",
            OneOf.of(Nulls.values()),
            "What a null does. By default, what the key nulls of the configuration says.",
            "[what a null does](#nulls-and-defaults): `keep`, `skip` or `clear`. Default: what the key `nulls`"
                    + " of the configuration says"));
    static final KeySpec<String> DEFAULT = REST.add(KeySpec.of(
            "default",
            new Own<>((field, values) -> values.json(field.value()), "", "any"),
            "The value where there is none, or null. It is not cast.",
            "[the value](#nulls-and-defaults) where there is none, or null. It is not cast"));
    static final KeySpec<Boolean> OPTIONAL = REST.add(KeySpec.of(
            "optional",
            new Flag(),
            "Whether the source may be without the fields that the rule names.",
            "whether the source [may be without the fields](#fields-that-may-be-missing) that the " + "rule names"));
    static final KeySpec<Integer> MAX_BYTES = REST.add(KeySpec.of(
            "maxBytes",
            new Whole(1, Limits.ATTRIBUTE_VALUE, "Customer.io keeps no more of a value"),
            "A longer text is cut, bytes of UTF-8.",
            "[a longer text is cut](#long-texts), 1 to 1000"));
    static final KeySpec<String> WHEN = REST.add(KeySpec.of(
            "when",
            new Own<>(Templates::condition, new Name().schema(), "condition"),
            "A condition in Liquid. Where it does not hold, the rule does nothing.",
            "[a condition](conditions.md). Where it does not hold, the rule does nothing"));

    private static final Section OF_ATTRIBUTE = Section.part();

    static final KeySpec<Boolean> ONLY_IF_EMPTY = OF_ATTRIBUTE.add(KeySpec.of(
            "onlyIfEmpty",
            new Flag(),
            "With type person: whether the value is sent only where the state, or Customer.io if asked by the App API, has none: the first value stays.",
            "with `type: person`, whether [the first value stays](first-values.md): it is sent only"
                    + " where the state, or Customer.io if asked by the App API, has none"));

    private static final Section NAMED = Section.part();

    static final KeySpec<Resolved> NAME = NAMED.add(KeySpec.of(
                    "to",
                    new Own<>((field, values) -> values.name(field), new Name().schema(), "text"),
                    "The field's name.",
                    "")
            .required(TO_MISSING, ExpressionReader.EXAMPLE));

    private static final KeySpec<String> AS = KeySpec.of(
            "as",
            new Own<>(
                    (field, values) -> CastKeys.AS.type().read(field, values),
                    new Word(List.of("text", "integer", "phone")).schema(),
                    "text"),
            "",
            "");

    /** Of the mapping. */
    static final Section RULE = Section.of(
            "a rule has no key",
            "\"allOf\": [{" + oneOf(TARGET.names()) + "}, {" + oneOf(ORIGIN.names()) + "}]",
            TARGET,
            ORIGIN,
            CastKeys.PART,
            REST,
            OF_ATTRIBUTE);

    /** Of a field of an object. */
    static final Section MEMBER =
            Section.of("a rule of an object has no key", oneOf(ORIGIN.names()), NAMED, ORIGIN, CastKeys.PART, REST);

    /** Of an element of a list. */
    static final Section ELEMENT =
            Section.of("an element of a list has no key", oneOf(ORIGIN.names()), ORIGIN, CastKeys.PART, REST);

    /** Of the value of a key that only some types have. */
    static final Section PART;

    static {
        Section origins = Section.part(FROM, VALUE, TEMPLATE, RUN); // never an object or a list
        PART = Section.of("a rule of this key has no key", oneOf(origins.names()), origins, CastKeys.PART, REST);
    }

    /** Of an identifier. */
    static final Section IDENTIFIER = Section.of(
            "a rule of userId has no key",
            oneOf(List.of("from", "template")),
            Section.part(FROM, TEMPLATE, AS, CastKeys.COUNTRY));

    static final KeySpec<IdentifierType> CHOSEN = KeySpec.of(
            "identifyBy",
            OneOf.of(IdentifierType.values()),
            "Which identifier of Customer.io this one is. By default, what the key identifyBy of the configuration says.",
            "which identifier of Customer.io this one is. By default, what the key `identifyBy` of the"
                    + " configuration says");

    /** Of one of several identifiers. */
    static final Section CHOICE = Section.of(
            "a rule of userId has no key",
            oneOf(List.of("from", "template")),
            Section.part(FROM, TEMPLATE, AS, CastKeys.COUNTRY, CHOSEN));

    private RuleKeys() {}

    private static KeySpec<ValueOrigin> origin(KeySpec<ValueOrigin> key) {
        ORIGINS.put(key.name(), key);
        return ORIGIN.add(key);
    }

    private static String oneOf(List<String> names) {
        return names.stream()
                .map(name -> "{\"required\": [\"" + name + "\"]}")
                .collect(Collectors.joining(", ", "\"oneOf\": [", "]"));
    }
}
