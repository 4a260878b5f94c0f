package dev.upserter.operation;

import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.operation.text.KeyHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is about that is no person, or a person together with something else: an object, a relationship, a device,
 * somebody anonymous. As good as the bytes of its values; for one thread.
 *
 * @param keyName what it is, as {@link Subject#keyName} has it
 * @param person  who is part of it; null for nobody
 * @param parts   texts or whole numbers that tell it from others of its kind, in an order that is always the same; the person
 *     is one of them
 */
public record CompoundKey(String keyName, @Nullable Identifier person, List<JsonValue> parts) implements Subject {
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    public CompoundKey {
        parts = List.copyOf(parts);
    }

    /**
     * The key of something that belongs to a person. The same for one person: letter case does not count in an e-mail address.
     *
     * @param others what tells it from other things of the person
     */
    public static CompoundKey of(String keyName, Identifier person, JsonValue... others) {
        var parts = new ArrayList<JsonValue>();
        parts.add(folded(person));
        parts.addAll(List.of(others));
        return new CompoundKey(keyName, person, parts);
    }

    /** The identifier of a person, with an e-mail address in lower case. */
    static JsonValue folded(Identifier person) {
        return person.type() == IdentifierType.EMAIL
                ? JsonValue.ofText(person.text().toLowerCase(Locale.ROOT))
                : person.value();
    }

    /** The parts of a key, as {@link #text} tells it where there are several. */
    public static List<JsonValue> split(String text) {
        JsonValue list = JsonValue.ofJson(text);
        var parts = new ArrayList<JsonValue>();
        Optional<JsonValue> part = Nested.element(list, 0);
        while (part.isPresent()) {
            parts.add(part.get());
            part = Nested.element(list, parts.size());
        }
        return parts;
    }

    @Override
    public long subjectHash() {
        long hash = 0;
        for (JsonValue part : parts) {
            hash = hash * FACTOR + hash(part);
        }
        return hash;
    }

    /** One spelling of the person's e-mail address is as good as another. */
    private long hash(JsonValue part) {
        return person != null && part.equals(person.value()) ? person.subjectHash() : KeyHash.of(part.text());
    }

    /** The only part, or a text that holds the texts of all parts as a JSON list. */
    @Override
    public JsonValue value() {
        return parts.size() == 1 ? parts.getFirst() : JsonValue.ofText(text());
    }

    @Override
    public String text() {
        return parts.size() == 1
                ? parts.getFirst().text()
                : parts.stream()
                        .map(part -> new String(JsonText.quote(part.text()), StandardCharsets.UTF_8))
                        .collect(Collectors.joining(",", "[", "]"));
    }

    /** What it is; never the parts, which may be personal data. */
    @Override
    public String toString() {
        return "CompoundKey[" + keyName + "]";
    }
}
