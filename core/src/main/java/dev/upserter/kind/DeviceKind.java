package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.ChangeDevice;
import dev.upserter.operation.CompoundKey;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Payload;
import dev.upserter.operation.Subject;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.TypedKey;
import dev.upserter.problem.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A device of a person (Track API reference, POST /api/v2/batch, actions add_device and delete_device). */
record DeviceKind() implements Kind {
    private static final Slot<Expression> DEVICE = new Slot<>(
            "device",
            SlotType.PerRow.ofIdentifier(),
            true,
            "name the field that holds the token of each device",
            "With type device: the field that holds the token of the device, or a rule.",
            "with `type: device`, the field that holds the token of the device, or [a rule](mapping.md)");
    private static final Slot<Expression> PLATFORM = new Slot<>(
            "platform",
            new SlotType.PerRow(SlotType.Meaning.ITSELF),
            false,
            "write ios or android, or a rule that makes it",
            "With type device: ios or android, or a rule that makes one of them. Not needed with mode remove.",
            "with `type: device`, `ios` or `android`, or a rule that makes one of them. Not needed with `mode:"
                    + " remove`");
    private static final Slot<Expression> LAST_USED = new Slot<>(
            "lastUsed",
            SlotType.PerRow.ofTime(),
            false,
            "name the field that holds the time",
            "With type device: the field that holds when the device was last used, or a rule. It is made Unix seconds.",
            "with `type: device`, the field that holds when it was last used, or a rule. It is made Unix seconds");

    private static final String PUSH_ENABLED = "push_enabled";
    private static final Set<String> PLATFORMS = Set.of("ios", "android");

    @Override
    public String spelling() {
        return "device";
    }

    @Override
    public String things() {
        return "devices";
    }

    @Override
    public String meaning() {
        return "a device of a person, who gets push messages there: `mappings` become its attributes, as texts."
                + " Without `mappings` it has none";
    }

    @Override
    public List<Slot<?>> slots() {
        return List.of(DEVICE, PLATFORM, LAST_USED);
    }

    @Override
    public Effects effects(Mode mode) {
        return switch (mode) {
            case REMOVE -> new Effects("removed from the person", Effects.NEVER, "stays removed", Effects.SENT_AGAIN);
            case MIRROR -> new Effects("added", "changed", "removed from the person", Effects.NOT_SENT);
            case ADD, UPSERT, UPDATE, CREATE, APPEND -> new Effects("added", "changed", "stays", Effects.SENT_AGAIN);
        };
    }

    @Override
    public boolean ignoresUnknown() {
        return true;
    }

    @Override
    public List<Mode> modes() {
        return List.of(Mode.UPSERT, Mode.REMOVE, Mode.MIRROR);
    }

    @Override
    public boolean hasAttributes() {
        return true;
    }

    @Override
    public boolean sendsAllFields() {
        return false;
    }

    @Override
    public Route route(KindConfig config, Api api, IdentifierType identifyBy) {
        return new Route.Entries();
    }

    @Override
    public Ordering ordering() {
        return Ordering.EXCLUSIVE;
    }

    @Override
    public Operation operation(KindConfig config, RowValues row) throws UnfitException {
        JsonValue token = text(row.get(DEVICE.name()), DEVICE);
        if (config.mode() == Mode.REMOVE) {
            return ChangeDevice.remove(row.person(), token);
        }
        return ChangeDevice.add(
                row.person(),
                token,
                platform(row.get(PLATFORM.name())),
                UnixSeconds.of(row.find(LAST_USED.name()), LAST_USED),
                texts(row.payload()));
    }

    @Override
    public void checkConstant(Slot<?> slot, JsonValue value) throws UnfitException {
        if (slot.equals(PLATFORM)) {
            platform(value);
        } else if (slot.equals(LAST_USED)) {
            UnixSeconds.of(value, slot);
        } else {
            text(value, slot);
        }
    }

    private static JsonValue text(JsonValue value, Slot<?> slot) throws UnfitException {
        if (value.kind() != ValueKind.TEXT && value.kind() != ValueKind.INTEGER
                || value.text().isBlank()) {
            throw new UnfitException(
                    Code.PART_MALFORMED, "the value of " + slot + " is not a text with something in it");
        }
        return value;
    }

    private static boolean isBoolean(JsonValue value) {
        return switch (value.kind()) {
            case TRUE, FALSE -> true;
            case TEXT -> value.text().equals("true") || value.text().equals("false");
            case INTEGER, DECIMAL, OBJECT, ARRAY, NULL -> false;
        };
    }

    private static JsonValue platform(JsonValue value) throws UnfitException {
        String platform = value.text().strip().toLowerCase(Locale.ROOT);
        if (!PLATFORMS.contains(platform)) {
            throw new UnfitException(Code.PART_MALFORMED, "the platform is neither ios nor android");
        }
        return JsonValue.ofText(platform);
    }

    /** Attributes of devices are texts: {@code push_enabled} is "true" or "false", not true or false, and nothing else. */
    private static Payload texts(Payload payload) throws UnfitException {
        for (Attribute attribute : payload.attributes()) {
            if (attribute.name().text().equals(PUSH_ENABLED) && !isBoolean(attribute.value())) {
                throw new UnfitException(
                        Code.PART_MALFORMED,
                        "push_enabled is neither true nor false: as: boolean makes one of other words, and nulls: skip"
                                + " leaves it out where there is none");
            }
        }
        return new Payload(payload.attributes().stream()
                .map(attribute -> isText(attribute.value())
                        ? attribute
                        : new Attribute(
                                attribute.name(),
                                JsonValue.ofText(attribute.value().json())))
                .toList());
    }

    private static boolean isText(JsonValue value) {
        return value.kind() == ValueKind.TEXT || value.kind() == ValueKind.NULL;
    }

    @Override
    public Optional<Operation> about(KindConfig config, RowValues row) throws UnfitException {
        return Optional.of(ChangeDevice.remove(row.person(), text(row.get(DEVICE.name()), DEVICE)));
    }

    @Override
    public String stateScope(KindConfig config, IdentifierType identifyBy) {
        return (config.mode() == Mode.REMOVE ? "no devices by " : "devices by ") + identifyBy.spelling();
    }

    @Override
    public List<Subject> restsOn(KindConfig config, TypedKey key) {
        return config.mode() == Mode.REMOVE
                ? List.of()
                : List.of(
                        new Identifier(key.type(), CompoundKey.split(key.key()).getFirst()));
    }

    @Override
    public List<Removal> removals() {
        return List.of(Removal.DETACH);
    }

    @Override
    public Operation removal(KindConfig config, IdentifierType identifyBy, String key, Removal how, Payload payload) {
        List<JsonValue> parts = CompoundKey.split(key);
        return ChangeDevice.remove(new Identifier(identifyBy, parts.getFirst()), parts.getLast());
    }
}
