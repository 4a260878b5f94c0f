package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Routing;
import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import dev.upserter.mapping.RowToOperation;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.RelatedPerson;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.ObjectId;
import dev.upserter.operation.Operation;
import dev.upserter.operation.text.Role;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Problems;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a sync, and what its configuration says of it.
 *
 * @param kind   what rows become
 * @param mode   one of the kind's modes
 * @param values of the kind's slots, by their names
 */
public record KindConfig(Kind kind, Mode mode, Map<String, Object> values) implements Serializable {
    /** Follows the name of a key, for what identifies the person that it relates. */
    static final String USER_ID = ".userId";

    public KindConfig {
        values = Map.copyOf(values);
        var problems = new Problems().require(kind.modes().contains(mode), "mode", "one of the type's modes");
        for (Slot<?> slot : kind.slots()) {
            problems.require(!slot.isRequired() || values.containsKey(slot.name()), slot.name(), "given");
        }
        for (String name : values.keySet()) {
            boolean isOfKind =
                    kind.slots().stream().anyMatch(slot -> slot.name().equals(name));
            problems.require(isOfKind, name, "absent: the type is " + kind.spelling());
        }
        problems.throwIfAny();
    }

    /** The value of a slot that is there. */
    @SuppressWarnings("unchecked") // it was put there under the slot that says its type
    public <T> T get(Slot<T> slot) {
        return (T) Objects.requireNonNull(values.get(slot.name()), slot.name());
    }

    /** Which of the kind's own keys is the key of its rows; empty where that is {@code userId}. */
    public Optional<Slot<Expression>> key() {
        return kind.keys().stream().filter(this::has).findFirst();
    }

    /** The same, with another value of a slot. */
    public <T> KindConfig with(Slot<T> slot, T value) {
        var others = new TreeMap<>(values);
        others.put(slot.name(), value);
        return new KindConfig(kind, mode, others);
    }

    /** The segment that rows join or leave; empty where the kind has none. */
    public Optional<SegmentRef> segment() {
        return Optional.ofNullable((SegmentRef) values.get(SegmentSlots.SEGMENT.name()));
    }

    /** The name of the segment, as long as its number is not known; empty where it is, or where there is no segment. */
    public Optional<String> segmentName() {
        return segment().filter(segment -> !segment.hasNumber()).map(SegmentRef::name);
    }

    /** The same, with the number of its segment. */
    public KindConfig withSegment(int number) {
        SegmentRef named = segment().orElseThrow();
        return with(SegmentSlots.SEGMENT, new SegmentRef(number, named.name()));
    }

    /** The same, before its segment was made; empty where it makes none. */
    public Optional<KindConfig> withSegmentToMake() {
        return segment()
                .filter(ref -> createsSegment() && !ref.name().isEmpty())
                .map(ref -> with(SegmentSlots.SEGMENT, SegmentRef.named(ref.name())));
    }

    /** Whether a segment is made where none has the name. */
    public boolean createsSegment() {
        return Boolean.TRUE.equals(values.get(SegmentSlots.CREATE.name()));
    }

    /** The object type that is the same for all rows, as the configuration names it; empty where there is none. */
    public Optional<String> objectType() {
        return Optional.ofNullable(constants().get(Things.OBJECT_TYPE.name()));
    }

    /** The object type that is the same for all rows, where its name stands for its number. */
    public Optional<String> objectTypeName() {
        return objectType().filter(ObjectId::isTypeName);
    }

    /** The same, with the number of its object type. */
    public KindConfig withObjectType(String number) {
        String json = new String(JsonText.quote(number), StandardCharsets.UTF_8);
        return with(Things.OBJECT_TYPE, Expression.of(new ValueOrigin.Constant(json)));
    }

    /** Whether a slot has a value. */
    public boolean has(Slot<?> slot) {
        return values.containsKey(slot.name());
    }

    /** Whether each of its rows takes something away, so that nothing is added or changed. */
    public boolean onlyRemoves() {
        return mode == Mode.REMOVE || kind.irreversible().isPresent();
    }

    /** Makes the operations of rows. */
    public RowToOperation maker() {
        return new Maker(this);
    }

    private List<Rule> parts() {
        return kind.slots().stream()
                .filter(slot -> has(slot) && !key().equals(Optional.of(slot)))
                .flatMap(this::part)
                .toList();
    }

    private Stream<Rule> part(Slot<?> slot) {
        return switch (slot.type()) {
            case SlotType.PerRow ignored -> Stream.of(new Rule(slot.name(), (Expression) get(slot)));
            case SlotType.Related ignored ->
                Stream.of(new Rule(slot.name() + USER_ID, ((RelatedPerson) get(slot)).userId()));
            case SlotType.Segment ignored -> Stream.empty();
            case SlotType.YesNo ignored -> Stream.empty();
            case SlotType.Constant ignored -> Stream.empty();
            case SlotType.PersonIdentifier ignored -> Stream.empty();
            case SlotType.OfTriggers ignored -> Stream.empty();
        };
    }

    /** Whether its rows are about people, and Customer.io ignores those whom it does not have. */
    public boolean needsPeople() {
        return kind.ignoresUnknown() && (kind.hasUserId() || related() != null);
    }

    /** Whom each row relates to what it is about; null for nobody. */
    public @Nullable RelatedPerson related() {
        return kind.slots().stream()
                .filter(slot -> slot.type() instanceof SlotType.Related && has(slot))
                .map(slot -> (RelatedPerson) get(slot))
                .findFirst()
                .orElse(null);
    }

    /** A row that relates nobody, though it names somebody. */
    public RowValues relatingNobody(RowValues row) {
        return kind.slots().stream()
                .filter(slot -> slot.type() instanceof SlotType.Related && has(slot))
                .findFirst()
                .map(slot -> row.relatingNobody(slot.name() + USER_ID))
                .orElse(row);
    }

    private record Maker(KindConfig config) implements RowToOperation {
        @Override
        public Operation of(RowValues row) throws UnfitException {
            return config.kind.operation(config, row);
        }

        @Override
        public Optional<Operation> about(RowValues row) {
            try {
                return config.kind.about(config, row);
            } catch (UnfitException untold) {
                return Optional.empty();
            }
        }

        @Override
        public List<Rule> parts() {
            return config.parts();
        }

        @Override
        public Set<String> identifying() {
            return config.kind.slots().stream()
                    .filter(slot -> slot.type() instanceof SlotType.PerRow type && type.identifies()
                            || slot.type() instanceof SlotType.Related)
                    .map(slot -> slot.type() instanceof SlotType.Related ? slot.name() + USER_ID : slot.name())
                    .collect(Collectors.toSet());
        }

        @Override
        public Role role(String attribute) {
            return config.kind.role(attribute);
        }

        @Override
        public String time() {
            return config.kind.time().filter(config::has).map(Slot::name).orElse("");
        }

        @Override
        public String key() {
            return config.key().map(slot -> "the key " + slot.name()).orElse("the user id");
        }
    }

    /** How the operations reach Customer.io. */
    public Routing routing(Api api, IdentifierType identifyBy) {
        return kind.routing(this, api, identifyBy);
    }

    /** The texts that stand for themselves, by the names of their keys. */
    public Map<String, String> constants() {
        var constants = new TreeMap<String, String>();
        for (Slot<?> slot : kind.slots()) {
            if (slot.type() instanceof SlotType.PerRow type
                    && type.text() == SlotType.Meaning.ITSELF
                    && values.get(slot.name()) instanceof Expression expression
                    && expression.origin() instanceof ValueOrigin.Constant constant) {
                constants.put(slot.name(), JsonValue.ofJson(constant.json()).text());
            }
        }
        return constants;
    }

    /** Whether a key says what makes two rows the same event, so that their data do not. */
    public boolean hasOwnIds() {
        return values.containsKey(EventKind.EVENT_ID.name());
    }

    /** Whether rows say what somebody did whom Customer.io does not know yet. */
    public boolean isAnonymous() {
        return values.containsKey(EventKind.ANONYMOUS_ID.name());
    }

    /** What becomes of events that may start campaigns, where it says so. */
    public Optional<Triggers> triggers() {
        return Optional.ofNullable((Triggers) values.get(EventKind.TRIGGERS.name()));
    }

    /** What of it decides what is sent. */
    @Override
    public String toString() {
        var deciding = new TreeMap<>(values);
        deciding.remove(EventKind.TRIGGERS.name());
        deciding.remove(SegmentSlots.CREATE.name());
        return kind.spelling() + " " + mode + " " + deciding;
    }
}
