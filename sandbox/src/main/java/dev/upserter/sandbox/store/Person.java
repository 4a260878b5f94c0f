package dev.upserter.sandbox.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot of a person in the sandbox. Immutable.
 *
 * @param id         the id, case-sensitive
 * @param email      the email, as last sent
 * @param phone      the phone number that identifies them (a plain {@code phone} attribute does not)
 * @param cioId      the identifier that the sandbox assigned, without the {@code cio_} prefix
 * @param attributes name to JSON text exactly as sent ({@code "1.10"}, {@code "\"Ana\""}), in order of first appearance;
 *     {@code id} and {@code email} only if they were sent as attributes
 * @param updates    how many identify calls have changed or confirmed this person, including the first
 */
public record Person(
        Optional<String> id,
        Optional<String> email,
        Optional<String> phone,
        String cioId,
        Map<String, String> attributes,
        long updates) {
    /** Copies the attributes. */
    public Person {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The identifier that {@link #identifier} is, by its kind, as the API names it: {@code id}, {@code email} … */
    Map<String, String> best() {
        return id.map(text -> Map.of("id", text))
                .or(() -> email.map(text -> Map.of("email", text)))
                .or(() -> phone.map(text -> Map.of("phone", text)))
                .orElseGet(() -> Map.of("cio_id", cioId));
    }

    /** The id; without an id, the email, then the phone number, then the {@code cio_id}. */
    public String identifier() {
        return id.or(() -> email).or(() -> phone).orElse(cioId);
    }
}
