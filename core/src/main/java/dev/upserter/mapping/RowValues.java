package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Payload;
import dev.upserter.problem.Code;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one row says, for its kind to make an operation of: its key, the values of the kind's own keys, and what the mapping
 * adds. Filled anew for each row, so that it is good until the next one. For one thread.
 */
public final class RowValues {
    private final IdentifierType identifyBy;
    private final String[] names;
    private final @Nullable JsonValue[] values;
    private @Nullable JsonValue key;
    private Payload payload = Payload.NONE;
    private Payload relationship = Payload.NONE;

    /**
     * Of no row yet.
     *
     * @param identifyBy what the key is, where it identifies a person
     * @param names      of the kind's own keys, in the order in which their values are put
     */
    RowValues(IdentifierType identifyBy, List<String> names) {
        this.identifyBy = identifyBy;
        this.names = names.toArray(String[]::new);
        this.values = new JsonValue[this.names.length];
    }

    void put(int place, @Nullable JsonValue value) {
        values[place] = value;
    }

    void putAll(JsonValue newKey, Payload newPayload, Payload newRelationship) {
        key = newKey;
        payload = newPayload;
        relationship = newRelationship;
    }

    /** What the row is about: a text or a whole number. */
    public JsonValue key() {
        return Objects.requireNonNull(key);
    }

    /** The person whom the key identifies. */
    public Identifier person() {
        return new Identifier(identifyBy, key());
    }

    /** What the mapping makes of the row. */
    public Payload payload() {
        return payload;
    }

    /** What the mapping says of the relationship to whom the row relates; {@link Payload#NONE} where it relates nobody. */
    public Payload relationship() {
        return relationship;
    }

    /** The value of one of the kind's own keys; null where the row has none, or a null. */
    public @Nullable JsonValue find(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    /**
     * The value of one of the kind's own keys that each row must have.
     *
     * @throws UnfitException if the row has none, a null or an empty text
     */
    public JsonValue get(String name) throws UnfitException {
        JsonValue value = find(name);
        if (value == null || value.isEmptyText()) {
            throw new UnfitException(
                    Code.PART_MISSING, "the row has no value for " + name + (value == null ? "" : ": it is empty"));
        }
        return value;
    }
}
