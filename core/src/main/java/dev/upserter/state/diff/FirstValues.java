package dev.upserter.state.diff;

import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Attributes whose first value stays: a later one is not sent, and changes nothing. What was sent last is a JSON object, or
 * null where nothing is known. Immutable.
 */
public final class FirstValues {
    /** All values are sent as they come. */
    public static final FirstValues NONE = new FirstValues(List.of());

    private static final JsonValue ANY =
            new JsonValue("true".getBytes(StandardCharsets.US_ASCII), 0, 4, ValueKind.TRUE);

    private final Set<String> names;

    public FirstValues(List<String> names) {
        this.names = new LinkedHashSet<>(names);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    private boolean has(Attribute attribute) {
        return names.contains(attribute.name().text());
    }

    private static boolean isNothing(JsonValue value) {
        return value.kind() == ValueKind.NULL || value.isEmptyText();
    }

    private static Optional<JsonValue> first(String name, @Nullable JsonValue last) {
        return last == null ? Optional.empty() : Nested.find(last, name).filter(value -> !isNothing(value));
    }

    /** What makes a person another than before: of these attributes, only whether they have a value. */
    Payload compared(Payload payload, @Nullable JsonValue last) {
        if (names.isEmpty()) {
            return payload;
        }
        var compared = new ArrayList<Attribute>();
        for (Attribute attribute : payload.attributes()) {
            if (!has(attribute)) {
                compared.add(attribute);
            }
        }
        for (String name : names) {
            boolean isFilled = first(name, last).isPresent()
                    || payload.attributes().stream()
                            .anyMatch(
                                    attribute -> attribute.name().text().equals(name) && !isNothing(attribute.value()));
            if (isFilled) {
                compared.add(new Attribute(new AttributeName(name), ANY));
            }
        }
        return new Payload(compared);
    }

    /**
     * What is sent.
     *
     * @param isUnsure whether it is in doubt that what was sent last has arrived: first values are sent again
     */
    public Payload sent(Payload payload, @Nullable JsonValue last, boolean isUnsure) {
        return isUnsure ? kept(payload, last) : with(payload, last, false);
    }

    /** What Customer.io has then. */
    public Payload kept(Payload payload, @Nullable JsonValue last) {
        return with(payload, last, true);
    }

    private Payload with(Payload payload, @Nullable JsonValue last, boolean keepsFirst) {
        if (names.isEmpty() || last == null) {
            return payload;
        }
        var attributes = new ArrayList<Attribute>();
        for (Attribute attribute : payload.attributes()) {
            if (!has(attribute) || first(attribute.name().text(), last).isEmpty()) {
                attributes.add(attribute);
            }
        }
        for (String name : keepsFirst ? names : Set.<String>of()) {
            first(name, last).ifPresent(value -> attributes.add(new Attribute(new AttributeName(name), value)));
        }
        return new Payload(attributes);
    }
}
