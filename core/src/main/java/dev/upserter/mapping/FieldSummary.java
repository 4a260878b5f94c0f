package dev.upserter.mapping;

import dev.upserter.problem.Nearest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run found of the fields.
 *
 * @param leftBehind fields that occurred and were not sent, in order of first appearance, a thousand at most
 * @param missing    mapped fields that some records did not have, with the number of those records
 * @param absent     mapped fields that no record had, the user id's first
 */
public record FieldSummary(List<String> leftBehind, Map<String, Long> missing, List<Absent> absent) {
    public FieldSummary {
        leftBehind = List.copyOf(leftBehind);
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
        absent = List.copyOf(absent);
    }

    /**
     * A mapped field, or the user id's, that no record had.
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

    static FieldSummary of(MappingConfig config, Places places, FieldCounts counts, FieldNames seen) {
        var missing = new LinkedHashMap<String, Long>();
        var absent = new LinkedHashSet<Absent>();
        if (counts.mapped() > 0 && counts.keyed() == 0) {
            absent.add(absent(config.userId(), seen));
        }
        for (int i = 0; i < places.size(); i++) {
            Places.Place place = places.place(i);
            long asked = counts.asked(place.use());
            long found = counts.found(i);
            if (asked > 0 && found == 0) {
                absent.add(absent(place.path(), seen));
            } else if (found < asked && place.use() == Places.Use.LEAVES) {
                missing.put(place.path().text(), asked - found);
            }
        }
        return new FieldSummary(seen.leftBehind(), missing, List.copyOf(absent));
    }

    /** Only the names of top-level fields are known, so it is the first step of a path that may be misspelt. */
    private static Absent absent(FieldPath field, FieldNames seen) {
        String first = field.first();
        Optional<String> nearest = Nearest.to(field.text(), seen.all());
        if (nearest.isEmpty() && !first.equals(field.text()) && !seen.all().contains(first)) {
            String rest = field.text().substring(first.length());
            nearest = Nearest.to(first, seen.all()).map(name -> name + rest);
        }
        return new Absent(field.text(), nearest.orElse(null));
    }
}
