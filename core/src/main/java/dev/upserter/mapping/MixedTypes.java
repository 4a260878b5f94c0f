package dev.upserter.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts of which attributes some values became seconds and others stayed text, and which amounts were in several currencies, by
 * the same rule. For one thread.
 */
public final class MixedTypes {
    private static final int MOST_CURRENCIES = 5;

    private final Map<String, long[]> counts = new LinkedHashMap<>();
    private final Map<String, Set<String>> currencies = new LinkedHashMap<>();

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

    /** Takes note of the currency of an amount that has become a number. */
    void count(String attribute, String currency) {
        Set<String> its = currencies.computeIfAbsent(attribute, none -> new TreeSet<>());
        if (its.size() < MOST_CURRENCIES) {
            its.add(currency);
        }
    }

    /** The first currencies of each attribute whose amounts were in several, in the order of the rules. */
    Map<String, Set<String>> currencies() {
        var several = new LinkedHashMap<>(currencies);
        several.values().removeIf(its -> its.size() < 2);
        return several;
    }

    /** The attributes that are both, in the order of the rules. */
    List<Mixed> mixed() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue()[0] > 0 && entry.getValue()[1] > 0)
                .map(entry -> new Mixed(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                .toList();
    }
}
