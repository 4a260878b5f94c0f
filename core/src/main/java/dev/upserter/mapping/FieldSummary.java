package dev.upserter.mapping;

import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.NamedField;
import dev.upserter.mapping.spec.Need;
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
 * @param absent     fields that the mapping names and no record had, the user id's first; each once, without optional ones
 * @param optional   mapped fields that no record had and that are optional, each once
 * @param hasMapped  whether any record had a field that a rule takes its value from
 */
public record FieldSummary(
        List<String> leftBehind,
        Map<String, Long> missing,
        List<Absent> absent,
        List<String> optional,
        boolean hasMapped) {
    /** What a run found that read nothing. */
    public static final FieldSummary NONE = new FieldSummary(List.of(), Map.of(), List.of(), List.of(), false);

    public FieldSummary {
        leftBehind = List.copyOf(leftBehind);
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
        absent = List.copyOf(absent);
        optional = List.copyOf(optional);
    }

    /**
     * A field that no record had.
     *
     * @param field   as the mapping names it
     * @param asked   how many records should have had it
     * @param nearest the name that was probably meant; null if none is near
     */
    public record Absent(
            NamedField field, long asked, @Nullable String nearest) {

        /** The name that was probably meant. */
        public Optional<String> suggestion() {
            return Optional.ofNullable(nearest);
        }
    }

    static FieldSummary of(MappingConfig config, Places places, FieldCounts counts, FieldNames seen) {
        var missing = new LinkedHashMap<String, Long>();
        var absent = new LinkedHashMap<String, Absent>();
        var optional = new LinkedHashSet<String>();
        boolean hasMapped = false;
        if (counts.mapped() > 0 && counts.keyed() == 0) {
            config.userId()
                    .field()
                    .map(field -> new NamedField(field, NamedField.Part.USER_ID, Need.REQUIRED))
                    .ifPresent(field -> absent.put(field.path().text(), absent(field, counts.mapped(), seen)));
        }
        for (int i = 0; i < places.size(); i++) {
            Places.Place place = places.place(i);
            long asked = counts.asked(place.use());
            long found = counts.found(i);
            String name = place.path().text();
            hasMapped |= found > 0 && place.use() == Places.Use.LEAVES;
            if (asked > 0 && found == 0 && place.need() != Need.OPTIONAL) {
                absent.merge(name, absent(place.field(), asked, seen), FieldSummary::needier);
            } else if (found < asked && place.use() == Places.Use.LEAVES) {
                if (found == 0) {
                    optional.add(name);
                }
                missing.put(name, asked - found);
            }
        }
        return new FieldSummary(
                seen.leftBehind(), missing, List.copyOf(absent.values()), List.copyOf(optional), hasMapped);
    }

    private static Absent needier(Absent one, Absent other) {
        return one.field().need().compareTo(other.field().need()) <= 0 ? one : other;
    }

    /** Only the names of top-level fields are known. */
    private static Absent absent(NamedField field, long asked, FieldNames seen) {
        return new Absent(field, asked, field.path().nearest(seen.all()).orElse(null));
    }
}
