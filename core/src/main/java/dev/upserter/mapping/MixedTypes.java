package dev.upserter.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts of which attributes some values became seconds and others stayed text, by the same rule. For one thread. */
public final class MixedTypes {
    private final Map<String, long[]> counts = new LinkedHashMap<>();

    MixedTypes() {}

    /**
     * An attribute that is a number in some rows and a text in others.
     *
     * @param attribute its name
     * @param numbers   in how many rows it is a number
     * @param texts     in how many rows it is a text
     */
    public record Mixed(String attribute, long numbers, long texts) {}

    void count(String attribute, boolean isNumber) {
        counts.computeIfAbsent(attribute, none -> new long[2])[isNumber ? 0 : 1]++;
    }

    /** The attributes that are both, in the order of the rules. */
    List<Mixed> mixed() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue()[0] > 0 && entry.getValue()[1] > 0)
                .map(entry -> new Mixed(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                .toList();
    }
}
