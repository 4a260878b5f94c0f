package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.RawJson;
import java.math.BigDecimal;
import java.time.Instant;
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

    /**
     * The attribute as text: a text without its quotes and escapes, any other value as it was sent. Empty where the person
     * does not have it.
     */
    public Optional<String> text(String attribute) {
        return Optional.ofNullable(attributes.get(attribute))
                .map(json -> json.startsWith("{") || json.startsWith("[") ? json : RawJson.textOf(json));
    }

    /**
     * The attribute as a number, with all its digits. Empty where the person does not have it.
     *
     * @throws NumberFormatException if it was not sent as a number
     */
    public Optional<BigDecimal> number(String attribute) {
        return Optional.ofNullable(attributes.get(attribute)).map(BigDecimal::new);
    }

    /**
     * The attribute as true or false. Empty where the person does not have it.
     *
     * @throws IllegalArgumentException if it was sent as something else
     */
    public Optional<Boolean> flag(String attribute) {
        return Optional.ofNullable(attributes.get(attribute)).map(json -> switch (json) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(attribute + " is neither true nor false, but " + json);
        });
    }

    /**
     * The attribute as a time, which Customer.io takes in Unix seconds. Empty where the person does not have it.
     *
     * @throws NumberFormatException if it was not sent as a whole number
     */
    public Optional<Instant> time(String attribute) {
        return Optional.ofNullable(attributes.get(attribute)).map(json -> Instant.ofEpochSecond(Long.parseLong(json)));
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
