package dev.upserter.report;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All problems of one code in one run.
 *
 * @param code     the stable code
 * @param level    its consequence
 * @param count    how many there were
 * @param fields   how many by attribute or field name, if the problem is about one; in order of first appearance
 * @param examples the first few, in order of appearance
 * @param help     what to do, in one line
 */
public record Finding(
        Code code, Level level, long count, Map<String, Long> fields, List<Example> examples, String help) {

    public Finding {
        fields = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fields));
        examples = List.copyOf(examples);
    }

    /**
     * One occurrence.
     *
     * @param location the place, as messages show it; null if it has none
     * @param message  what happened; never an attribute value
     */
    public record Example(@Nullable String location, String message) {}
}
