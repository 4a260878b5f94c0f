package dev.upserter.sandbox.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A person as the sandbox holds them at one moment. Immutable.
 *
 * @param id         the id, case-sensitive
 * @param email      the email, spelled as it was last sent
 * @param phone      the phone number that identifies them (a plain {@code phone} attribute does not)
 * @param cioId      the identifier that the sandbox gave them, without the {@code cio_} prefix
 * @param attributes name to JSON text exactly as sent ({@code "1.10"}, {@code "\"Ana\""}), in order of first appearance;
 *                   {@code id} and {@code email} are among them only when they were sent as attributes
 * @param updates    how many identify calls have changed or confirmed this person, first one included
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

    /** The id where there is one, else the email, else the phone number, else the {@code cio_id}. */
    public String identifier() {
        return id.or(() -> email).or(() -> phone).orElse(cioId);
    }
}
