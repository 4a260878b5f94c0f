package dev.upserter.operation;

import dev.upserter.json.JsonValue;
import java.util.Map;

/**
 * One thing Customer.io can be told. No switch over it has a {@code default}: a new kind must not compile unhandled.
 *
 * <p>An operation is good as long as the values in it are: until the source moves on.
 */
public sealed interface Operation permits IdentifyPerson, TrackEvent, RemovePerson, ChangeMembership {

    /** What it is about. */
    Subject subject();

    /** What it says of that; {@link Payload#NONE} where it says all by itself. */
    default Payload payload() {
        return Payload.NONE;
    }

    /** What else it says that a preview shows, by names of the configuration; nothing where subject and payload say all. */
    default Map<String, JsonValue> parts() {
        return Map.of();
    }

    /** The exact length of what {@link #write} writes in this form, bytes. */
    int length(Form form);

    /**
     * Writes the operation.
     *
     * @return the index after the last byte written
     */
    int write(Form form, byte[] target, int at);
}
