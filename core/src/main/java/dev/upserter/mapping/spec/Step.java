package dev.upserter.mapping.spec;

import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import java.util.Optional;

/** One step of a path into a value. */
public sealed interface Step {

    /** To the field of an object. */
    record Field(String name) implements Step {
        @Override
        public Optional<JsonValue> in(JsonValue value) {
            return Nested.find(value, name);
        }
    }

    /**
     * To the element of a list.
     *
     * @param place from 0; from the end where it is negative, -1 for the last
     */
    record Element(int place) implements Step {
        @Override
        public Optional<JsonValue> in(JsonValue value) {
            return Nested.element(value, place);
        }
    }

    /** Where the step leads; empty if the value has no such part. */
    Optional<JsonValue> in(JsonValue value);
}
