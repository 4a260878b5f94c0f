package dev.upserter.state.diff;

import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifyPerson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merges several operations on one person: of each attribute, the last value is kept. For one thread. */
final class MergedRows {
    private final Map<AttributeName, Attribute> attributes = new LinkedHashMap<>();
    private @Nullable Identifier identifier;
    private boolean updateOnly;

    /** Adds the next operation; its values are copied. */
    void add(IdentifyPerson operation) {
        identifier = new Identifier(
                operation.identifier().type(), operation.identifier().value().copy());
        updateOnly = operation.updateOnly();
        for (Attribute attribute : operation.attributes()) {
            attributes.put(
                    attribute.name(),
                    new Attribute(attribute.name(), attribute.value().copy()));
        }
    }

    IdentifyPerson operation() {
        if (identifier == null) {
            throw new IllegalStateException("nothing to merge");
        }
        return new IdentifyPerson(identifier, new ArrayList<>(attributes.values()), updateOnly);
    }
}
