package dev.upserter.kind;

import dev.upserter.batch.Api;
import dev.upserter.batch.Routing;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.RowToOperation;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Problems;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
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

    /** Makes the operations of rows. */
    public RowToOperation maker() {
        return (who, payload) -> kind.operation(this, who, payload);
    }

    /** How the operations reach Customer.io. */
    public Routing routing(Api api, IdentifierType identifyBy) {
        return Routing.of(kind.route(this, api, identifyBy), kind.ordering());
    }

    /** What of it decides what is sent. */
    @Override
    public String toString() {
        return kind.spelling() + " " + mode + " " + new TreeMap<>(values);
    }
}
