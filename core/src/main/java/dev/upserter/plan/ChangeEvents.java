package dev.upserter.plan;

import dev.upserter.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The events that tell Customer.io of changes of people: their names.
 *
 * @param added   of people who are new, or back; null for no such event
 * @param changed of people whose values differ; null for no such event
 * @param removed of people who are gone; null for no such event
 */
public record ChangeEvents(
        @Nullable String added,
        @Nullable String changed,
        @Nullable String removed) {
    public ChangeEvents {
        new Problems()
                .require(added != null || changed != null || removed != null, "changeEvents", "the name of an event")
                .require(isName(added), "changeEvents.added", "a name")
                .require(isName(changed), "changeEvents.changed", "a name")
                .require(isName(removed), "changeEvents.removed", "a name")
                .throwIfAny();
    }

    private static boolean isName(@Nullable String name) {
        return name == null || !name.isBlank();
    }

    /** What the event of a change is called; null for none. */
    public @Nullable String name(ChangeKind kind) {
        return switch (kind) {
            case ADDED, RETURNED -> added;
            case CHANGED -> changed;
            case REMOVED -> removed;
        };
    }
}
