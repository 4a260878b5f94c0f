package dev.upserter.config;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says must become of one row: a test that users write. Immutable.
 *
 * @param name     what is tested
 * @param place    where the test is
 * @param row      the row, as JSON
 * @param expected what must become of it
 */
public record MappingTest(String name, Location place, String row, Expected expected) {

    /** What must become of a row. */
    public sealed interface Expected {}

    /**
     * It is sent.
     *
     * @param id         the identifier; null where any will do
     * @param parts      what else is said, as far as it matters: key of the configuration and JSON
     * @param attributes exactly these, in any order: name and JSON
     */
    public record Sent(@Nullable String id, Map<String, String> parts, Map<String, String> attributes)
            implements Expected {
        public Sent {
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        }
    }

    /** It is rejected, for this. */
    public record Rejected(Code code) implements Expected {}

    /** The filter leaves it out. */
    public record FilteredOut() implements Expected {}
}
