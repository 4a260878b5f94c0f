package dev.upserter.mapping;

import dev.upserter.problem.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run found of the fields.
 *
 * @param leftBehind fields that occurred and were not sent, in order of first appearance, a thousand at most
 * @param missing    mapped fields that some records did not have, with the number of those records
 * @param absent     mapped fields that no record had
 */
public record FieldSummary(List<String> leftBehind, Map<String, Long> missing, List<Absent> absent) {

    /**
     * A mapped field that no record had.
     *
     * @param field   its name in the mapping
     * @param nearest the name that was probably meant; null if none is near
     */
    public record Absent(String field, @Nullable String nearest) {

        /** The name that was probably meant. */
        public Optional<String> suggestion() {
            return Optional.ofNullable(nearest);
        }
    }

    static FieldSummary of(MappingConfig config, long[] found, long mapped, FieldNames seen) {
        var missing = new LinkedHashMap<String, Long>();
        var absent = new ArrayList<Absent>();
        for (int i = 0; i < found.length && mapped > 0; i++) {
            String field = config.mappings().get(i).from().text();
            if (found[i] == 0) {
                absent.add(new Absent(field, Nearest.to(field, seen.all()).orElse(null)));
            } else if (found[i] < mapped) {
                missing.put(field, mapped - found[i]);
            }
        }
        return new FieldSummary(seen.leftBehind(), missing, absent);
    }
}
