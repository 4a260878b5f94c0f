package dev.upserter.kind;

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
    @Override
    public String toString() {
        return name;
    }
}
