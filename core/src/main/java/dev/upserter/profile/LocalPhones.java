package dev.upserter.profile;

import dev.upserter.json.JsonValue;
import dev.upserter.mapping.spec.Cast;
import java.util.List;

/**
 * Phone numbers of one column that name no country, and whatever else is no number that names one.
 *
 * @param count how many there are
 * @param first the first of them; personal data
 */
public record LocalPhones(long count, List<String> first) {
    static final LocalPhones NONE = new LocalPhones(0, List.of());

    public LocalPhones {
        first = List.copyOf(first);
    }

    /** How many of them are numbers of a country, by the share of the first. */
    public long of(String country) {
        var cast = new Cast.Phone(country);
        long some = first.stream()
                .filter(text -> cast.reads(JsonValue.ofText(text)))
                .count();
        return first.isEmpty() ? 0 : count * some / first.size();
    }

    /** Never the numbers. */
    @Override
    public String toString() {
        return "LocalPhones[" + count + "]";
    }
}
