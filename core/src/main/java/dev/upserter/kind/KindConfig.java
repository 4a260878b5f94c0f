package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Routing;
import dev.upserter.mapping.RowToOperation;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Problems;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The kind of a sync, and what its configuration says of it.
 *
 * @param kind   what rows become
 * @param mode   one of the kind's modes
 * @param values of the kind's slots, by their names
 */
public record KindConfig(Kind kind, Mode mode, Map<String, Object> values) implements Serializable {
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

    /** Whether a slot has a value. */
    public boolean has(Slot<?> slot) {
        return values.containsKey(slot.name());
    }

    /** Makes the operations of rows. */
    public RowToOperation maker() {
        return new Maker(this);
    }

    private List<Rule> parts() {
        return kind.slots().stream()
                .filter(slot -> slot.type() instanceof SlotType.PerRow && has(slot))
                .filter(slot -> !key().equals(Optional.of(slot)))
                .map(slot -> new Rule(slot.name(), (Expression) get(slot)))
                .toList();
    }

    private record Maker(KindConfig config) implements RowToOperation {
        @Override
        public Operation of(RowValues row) throws UnfitException {
            return config.kind.operation(config, row);
        }

        @Override
        public List<Rule> parts() {
            return config.parts();
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

    /** What of it decides what is sent. */
    @Override
    public String toString() {
        return kind.spelling() + " " + mode + " " + new TreeMap<>(values);
    }
}
