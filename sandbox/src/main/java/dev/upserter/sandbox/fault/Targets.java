package dev.upserter.sandbox.fault;

import dev.upserter.sandbox.entry.EntryIdentifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * What was ordered for certain people, by an identifier or by a pattern of identifiers in which {@code *} stands for any
 * text. An identifier takes precedence over patterns, an older pattern over a newer one. Guarded by the lock of {@link Script}.
 */
final class Targets<T> {
    private final Map<String, T> exact = new LinkedHashMap<>();
    private final Map<String, Matched<T>> patterns = new LinkedHashMap<>();

    private record Matched<T>(Pattern pattern, T order) {}

    void put(String identifier, T order) {
        exact.put(EntryIdentifier.folded(identifier), order);
    }

    void putPattern(String pattern, T order) {
        String folded = EntryIdentifier.folded(pattern);
        String[] parts = folded.split("\\*", -1);
        var regex = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            regex.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
        }
        patterns.put(folded, new Matched<>(Pattern.compile(regex.toString(), Pattern.DOTALL), order));
    }

    boolean isEmpty() {
        return exact.isEmpty() && patterns.isEmpty();
    }

    Optional<T> of(String identifier) {
        String folded = EntryIdentifier.folded(identifier);
        T order = exact.get(folded);
        if (order != null || patterns.isEmpty()) {
            return Optional.ofNullable(order);
        }
        return patterns.values().stream()
                .filter(matched -> matched.pattern().matcher(folded).matches())
                .map(Matched::order)
                .findFirst();
    }

    /** Each identifier with its order, then each pattern with its order. */
    void forEach(BiConsumer<String, T> identifier, BiConsumer<String, T> pattern) {
        exact.forEach(identifier);
        patterns.forEach((text, matched) -> pattern.accept(text, matched.order()));
    }

    /** Forgets what was ordered for this identifier, or for this pattern. */
    void remove(String identifierOrPattern) {
        String folded = EntryIdentifier.folded(identifierOrPattern);
        exact.remove(folded);
        patterns.remove(folded);
    }

    void clear() {
        exact.clear();
        patterns.clear();
    }
}
