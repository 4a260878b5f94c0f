package dev.upserter.operation;

import dev.upserter.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that Customer.io is asked to do. No switch over it has a {@code default}: a new kind must not compile unhandled.
 *
 * <p>An operation is good as long as the values in it are: until the source moves on.
 */
public sealed interface Operation
        permits IdentifyPerson,
                TrackEvent,
                IdentifyObject,
                DeleteObject,
                ChangeRelationship,
                ChangeMembership,
                ChangeDevice,
                ActOnPerson,
                MergePeople {

    /** What it is about. */
    Subject subject();

    /** Whom it is about too, of two people; null for nobody. */
    default @Nullable Identifier other() {
        return null;
    }

    /** Whom it relates to what it is about; null for nobody. */
    default @Nullable Identifier related() {
        return null;
    }

    /** What a state knows it by. */
    default Subject stateKey() {
        return subject();
    }

    /** What it says of that; {@link Payload#NONE} where it says all by itself. */
    default Payload payload() {
        return Payload.NONE;
    }

    /** What else it says, beside the person and the payload, each under its key of a configuration: for people to read. */
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
