package dev.upserter.state.diff;

import dev.upserter.mapping.RowValues;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merges several rows about one thing: of each attribute, the last value is kept, and of all else the last row's. For one thread. */
final class MergedRows {
    private final Map<AttributeName, Attribute> attributes = new LinkedHashMap<>();
    private @Nullable RowValues last;

    /** Adds the next row; its values are copied. */
    void add(RowValues row) {
        last = row.copy();
        for (Attribute attribute : row.payload().attributes()) {
            attributes.put(
                    attribute.name(),
                    new Attribute(attribute.name(), attribute.value().copy()));
        }
    }

    RowValues row() {
        if (last == null) {
            throw new IllegalStateException("nothing to merge");
        }
        return last.with(new Payload(new ArrayList<>(attributes.values())));
    }
}
