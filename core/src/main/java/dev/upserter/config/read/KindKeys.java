package dev.upserter.config.read;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.keys.Flag;
import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.KindType;
import dev.upserter.config.keys.Name;
import dev.upserter.config.keys.NumberOrName;
import dev.upserter.config.keys.OneOf;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Type;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Kinds;
import dev.upserter.kind.SegmentRef;
import dev.upserter.kind.Slot;
import dev.upserter.kind.SlotType;
import dev.upserter.kind.Triggers;
import dev.upserter.mapping.Casting;
import dev.upserter.mapping.UnfitException;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.ObjectId;
import dev.upserter.operation.text.Blanks;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The key {@code type}, the keys that its kinds have, and what of all other keys a kind refuses. */
final class KindKeys {
    static final Section PART = Section.part();

    static final KeySpec<Kind> TYPE = PART.add(KeySpec.<Kind>of(
                    "type", new KindType(), "What the rows become at Customer.io.", "[what the rows become](#types)")
            .defaultsTo(Kinds.PERSON, "\"" + Kinds.PERSON.spelling() + "\"")
            .into(SyncConfigBuilder::kind));

    static {
        Kinds.ALL.stream().flatMap(kind -> kind.slots().stream()).distinct().forEach(slot -> PART.add(key(slot)));
    }

    private KindKeys() {}

    private static <T> KeySpec<T> key(Slot<T> slot) {
        return KeySpec.of(slot.name(), type(slot.type(), slot.hint()), slot.description(), slot.meaning())
                .into((builder, value) -> builder.slot(slot, value));
    }

    @SuppressWarnings("unchecked") // each type says what its slots hold
    private static <T> Type<T> type(SlotType<T> type, String hint) {
        return switch (type) {
            case SlotType.Segment segment -> (Type<T>) new NumberOrName(hint);
            case SlotType.YesNo yesNo -> (Type<T>) new Flag();
            case SlotType.Constant constant ->
                (Type<T>) new Own<>((field, values) -> constant(field, values, hint), new Name().schema(), "text");
            case SlotType.OfTriggers ofTriggers -> (Type<T>) OneOf.of(Triggers.values());
            case SlotType.PerRow perRow -> (Type<T>) perRow(perRow);
            case SlotType.PersonIdentifier identifier ->
                (Type<T>) OneOf.of(identifier.allowed().toArray(IdentifierType[]::new));
            case SlotType.Related ignored -> (Type<T>) RelatedReader.TYPE;
        };
    }

    private static @Nullable String constant(ConfigNode.Field field, KeyValues values, String hint) {
        Resolved text = values.text(field, hint);
        if (text == null || !Blanks.strip(text.text()).isEmpty()) {
            return text == null ? null : text.text();
        }
        values.note(field, field.name() + " must not be empty", hint + ", or remove the key");
        return null;
    }

    private static Type<Expression> perRow(SlotType.PerRow type) {
        String text = type.text() == SlotType.Meaning.ITSELF
                ? "{\"type\": [\"string\", \"integer\"], \"pattern\": \"\\\\S\"}"
                : "{\"type\": \"string\", \"pattern\": \"\\\\S\"}";
        return new Own<>(
                (field, values) -> ExpressionReader.part(field, values, type),
                "\"anyOf\": [" + text + ", {\"$section\": \"part\"}]",
                "text or a rule");
    }

    /** Notes what a configuration of this kind must have and has not, or has and must not have. */
    static void check(GivenKeys given, KeyValues values) {
        Kind kind = given.get(TYPE);
        for (Slot<?> slot : kind.slots()) {
            if (slot.isRequired() && !given.has(named(slot.name()))) {
                given.missing(
                        slot.name(),
                        "the key " + slot.name() + " is missing, which type: " + kind.spelling() + " needs",
                        slot.hint());
            }
        }
        for (KeySpec<?> key : refused(kind)) {
            ConfigNode.Field field = given.field(key);
            if (field != null) {
                values.mistakes()
                        .add(
                                field.place(),
                                field.name() + " says nothing where type is " + kind.spelling(),
                                "remove it, or choose another type");
            }
        }
        checkConstants(given, kind, values);
        checkKey(given, kind, values);
        checkIdentifier(given, kind, values);
    }

    /** Notes constants that no row can be sent with: it is the configuration that is wrong, and not the rows. */
    private static void checkConstants(GivenKeys given, Kind kind, KeyValues values) {
        for (Slot<?> slot : kind.slots()) {
            KeySpec<?> key = named(slot.name());
            ConfigNode.Field field = given.field(key);
            if (field != null && given.find(key) instanceof Expression expression) {
                if (expression.origin() instanceof ValueOrigin.Constant constant) {
                    requireSome(
                            slot, constant.json(), expression.fallback() == null, inner(field, RuleKeys.VALUE), values);
                    checkConstant(
                            given,
                            kind,
                            slot,
                            constant.json(),
                            expression.cast(),
                            inner(field, RuleKeys.VALUE),
                            values);
                }
                if (expression.fallback() != null) {
                    requireSome(slot, expression.fallback(), false, inner(field, RuleKeys.DEFAULT), values);
                    checkConstant(
                            given, kind, slot, expression.fallback(), null, inner(field, RuleKeys.DEFAULT), values);
                }
            }
        }
    }

    /** Requires of a constant that it is something; a null is nothing where there is no other value. */
    private static void requireSome(
            Slot<?> slot, String json, boolean isAlone, ConfigNode.Field field, KeyValues values) {
        JsonValue value = JsonValue.ofJson(json);
        if (isAlone && value.kind() == ValueKind.NULL) {
            values.note(field, slot.name() + " can be right in no row: it is null", slot.hint());
        } else if (value.kind() == ValueKind.TEXT && Blanks.isBlank(value)) {
            values.note(
                    field,
                    slot.name() + " can be right in no row: it is " + (value.isEmptyText() ? "empty" : "blank"),
                    slot.hint());
        }
    }

    private static void checkConstant(
            GivenKeys given,
            Kind kind,
            Slot<?> slot,
            String json,
            @Nullable Cast cast,
            ConfigNode.Field field,
            KeyValues values) {
        JsonValue value = JsonValue.ofJson(json);
        try {
            boolean isNothing =
                    value.kind() == ValueKind.NULL || value.kind() == ValueKind.TEXT && Blanks.isBlank(value);
            if (!isNothing) {
                kind.checkConstant(slot, Casting.constant(slot.name(), value, cast));
            }
        } catch (UnfitException e) {
            Level level =
                    given.get(SyncKeys.GUARDS).getOrDefault(e.code(), e.code().level());
            if (level == Level.ROW || level == Level.STOP) {
                values.note(field, slot.name() + " can be right in no row: " + e.message(), slot.hint());
            }
        }
    }

    /** The key of a rule that holds a constant; the whole where there is no rule. */
    private static ConfigNode.Field inner(ConfigNode.Field field, KeySpec<?> key) {
        return field.value() instanceof ConfigNode.Fields rule
                ? rule.fields().stream()
                        .filter(inner -> inner.name().equals(key.name()))
                        .findFirst()
                        .orElse(field)
                : field;
    }

    /** One key tells what a row is about, and only one. */
    private static void checkKey(GivenKeys given, Kind kind, KeyValues values) {
        List<KeySpec<?>> keys = rowKeys(kind);
        List<KeySpec<?>> found = keys.stream().filter(given::has).toList();
        if (found.isEmpty() && kind.hasUserId()) {
            String names = keys.stream().map(KeySpec::name).collect(Collectors.joining(" or "));
            given.missing(
                    SyncKeys.USER_ID.name(),
                    "the key " + names + " is missing",
                    "name the field that holds the identifier of each row");
        } else if (found.size() > 1) {
            ConfigNode.Field second = Objects.requireNonNull(given.field(found.getLast()));
            values.mistakes()
                    .add(
                            second.place(),
                            second.name() + " is beside " + found.getFirst().name() + ": both say what a row is about",
                            "remove one of the two");
        }
    }

    /** The keys of which one tells what a row is about. */
    static List<KeySpec<?>> rowKeys(Kind kind) {
        var keys = new ArrayList<KeySpec<?>>();
        if (kind.hasUserId()) {
            keys.add(SyncKeys.USER_ID);
        }
        kind.keys().forEach(slot -> keys.add(named(slot.name())));
        return keys;
    }

    private static void checkIdentifier(GivenKeys given, Kind kind, KeyValues values) {
        ConfigNode.Field field = given.field(SyncKeys.IDENTIFY_BY);
        Slot<?> other = kind.keys().stream()
                .filter(slot -> given.has(named(slot.name())))
                .findFirst()
                .orElse(null);
        if (field != null && other != null && !given.has(SyncKeys.USER_ID)) {
            values.mistakes()
                    .add(
                            field.place(),
                            "identifyBy says nothing beside " + other.name(),
                            "remove it. It says what userId is");
        }
        IdentifierType chosen = given.find(SyncKeys.IDENTIFY_BY);
        if (field != null
                && chosen != null
                && !kind.identifiers().isEmpty()
                && !kind.identifiers().contains(chosen)) {
            values.note(
                    field,
                    "identifyBy must not be " + chosen.spelling() + " where type is " + kind.spelling(),
                    "it may be " + String.join(", ", identifiers(kind)));
        }
    }

    /** Names are found by the App API, and new people are known by it or by a state. */
    static void checkAppKey(GivenKeys given, boolean hasAppKey, KeyValues values) {
        given.fields().stream()
                .filter(field -> field.name().equals("segment"))
                .filter(field -> given.find(named("segment")) instanceof SegmentRef segment
                        && !segment.hasNumber()
                        && !hasAppKey)
                .forEach(field -> values.note(
                        field,
                        "segment is a name, and the App API that knows names needs a key",
                        "write the number of the segment, as its page at Customer.io shows it, or set appApiKey or the"
                                + " environment variable CUSTOMERIO_APP_API_KEY"));
        given.fields().stream()
                .filter(field -> field.name().equals("objectType") && !hasAppKey)
                .filter(field -> given.find(named("objectType")) instanceof Expression type && isName(type))
                .forEach(field -> values.note(
                        field,
                        "objectType is a name, and the App API that knows names needs a key",
                        "write the number of the object type, as the workspace's settings show it, or set appApiKey or the"
                                + " environment variable CUSTOMERIO_APP_API_KEY"));
    }

    private static boolean isName(Expression type) {
        return type.origin() instanceof ValueOrigin.Constant constant
                && JsonValue.ofJson(constant.json()).kind() == ValueKind.TEXT
                && ObjectId.isTypeName(JsonValue.ofJson(constant.json()).text());
    }

    private static KeySpec<?> named(String name) {
        return PART.keys().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> modes(Kind kind) {
        return words(kind.modes().toArray(Mode[]::new));
    }

    private static List<String> identifiers(Kind kind) {
        return words(kind.identifiers().toArray(IdentifierType[]::new));
    }

    private static <E extends Enum<E>> List<String> words(E[] constants) {
        return OneOf.of(constants).word().words();
    }

    /** The keys that say nothing about things of this kind. */
    static List<KeySpec<?>> refused(Kind kind) {
        var refused = new ArrayList<KeySpec<?>>(PART.keys());
        Set<String> own = kind.slots().stream().map(Slot::name).collect(Collectors.toSet());
        refused.removeIf(key -> key.name().equals(TYPE.name()) || own.contains(key.name()));
        if (!kind.hasUserId()) {
            refused.add(SyncKeys.USER_ID);
        }
        if (kind.identifiers().isEmpty()) {
            refused.add(SyncKeys.IDENTIFY_BY);
        }
        if (!kind.hasAttributes()) {
            refused.addAll(List.of(SyncKeys.MAPPINGS, SyncKeys.UNMAPPED, SyncKeys.NULLS));
        }
        if (kind.apis().isEmpty()) {
            refused.add(DeliveryKeys.API);
        }
        refused.addAll(IncrementalKeys.refused(kind));
        return refused;
    }

    /** The same for the schema: for each kind what it needs and refuses. */
    static String constraints() {
        return Kinds.ALL.stream().map(KindKeys::constraint).collect(Collectors.joining(", ", "\"allOf\": [", "]"));
    }

    private static String constraint(Kind kind) {
        boolean isDefault = kind.is(Kinds.PERSON);
        List<KeySpec<?>> keys = rowKeys(kind);
        String required = Stream.concat(
                        keys.stream().filter(key -> keys.size() == 1).map(KeySpec::name),
                        kind.slots().stream().filter(Slot::isRequired).map(Slot::name))
                .distinct()
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(", "));
        var properties = new ArrayList<String>();
        forbid("mode", words(Kinds.modes()), modes(kind), properties);
        if (!kind.identifiers().isEmpty()) {
            forbid("identifyBy", words(IdentifierType.values()), identifiers(kind), properties);
        }
        refused(kind).forEach(key -> properties.add("\"" + key.name() + "\": false"));
        return "{\"if\": {\"properties\": {\"type\": {\"const\": \"" + kind.spelling() + "\"}}"
                + (isDefault ? "" : ", \"required\": [\"type\"]") + "}, \"then\": {" + oneOf(keys)
                + (required.isEmpty() ? "" : "\"required\": [" + required + "], ") + "\"properties\": {"
                + String.join(", ", properties) + "}}}";
    }

    /** That exactly one of several keys must be there, and {@code identifyBy} beside {@code userId} alone. */
    private static String oneOf(List<KeySpec<?>> keys) {
        return keys.size() < 2
                ? ""
                : keys.stream()
                        .map(key -> "{\"required\": [\"" + key.name() + "\"]"
                                + (key.equals(SyncKeys.USER_ID) ? "" : ", \"properties\": {\"identifyBy\": false}")
                                + "}")
                        .collect(Collectors.joining(", ", "\"oneOf\": [", "], "));
    }

    private static void forbid(String key, List<String> all, List<String> allowed, List<String> properties) {
        var forbidden = new ArrayList<String>(all);
        forbidden.removeAll(allowed);
        if (!forbidden.isEmpty()) {
            properties.add("\"" + key + "\": {\"not\": {\"enum\": [\"" + String.join("\", \"", forbidden) + "\"]}}");
        }
    }

    /** Whether a kind has a choice of endpoints and goes to v1, where a path names each person. */
    static boolean isSingle(GivenKeys given) {
        return !given.get(TYPE).apis().isEmpty() && given.get(DeliveryKeys.API) == Api.SINGLE;
    }
}
