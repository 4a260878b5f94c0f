package dev.upserter.kind;

import org.jspecify.annotations.Nullable;

/**
 * A key of a configuration that belongs to a kind: all that its reader, the schema and the documentation know of it.
 * Immutable.
 *
 * @param name        as configurations spell it
 * @param type        what its value may be
 * @param isRequired  whether a configuration of the kind must have it
 * @param hint        what to do where it is missing
 * @param description for the schema; one or more sentences
 * @param meaning     for the documentation, in Markdown
 */
public record Slot<T>(
        String name, SlotType<T> type, boolean isRequired, String hint, String description, String meaning) {
    /** As a record's own, which would be made at run time: at the start of the program, that takes long. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Slot<?> slot
                && name.equals(slot.name)
                && isRequired == slot.isRequired
                && type.equals(slot.type)
                && hint.equals(slot.hint)
                && description.equals(slot.description)
                && meaning.equals(slot.meaning);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
