package dev.upserter.plan;

import dev.upserter.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of the events that tell of changes of people; null where a kind of change has no event. At least one has.
 *
 * @param added   tells that a person was added, or is back
 * @param changed tells that other values were delivered
 * @param removed tells that a person is no longer in the source
 */
public record ChangeEventNames(
        @Nullable String added,
        @Nullable String changed,
        @Nullable String removed) {
    /** "name ... 100 bytes" (Track API reference, POST /api/v1/customers/{identifier}/events; 2026). */
    public static final int MOST_BYTES = 100;

    /** What a name must be. */
    public static final String MUST_BE =
            "the name of an event: 1 to " + MOST_BYTES + " bytes, without blanks around it";

    public ChangeEventNames {
        new Problems()
                .require(
                        Stream.of(added, changed, removed).anyMatch(Objects::nonNull),
                        "changeEvents",
                        "added, changed or removed, or several of them")
                .require(added == null || isName(added), "changeEvents.added", MUST_BE)
                .require(changed == null || isName(changed), "changeEvents.changed", MUST_BE)
                .require(removed == null || isName(removed), "changeEvents.removed", MUST_BE)
                .throwIfAny();
    }

    /** Whether Customer.io takes a text as the name of an event, and keeps it as it is. */
    public static boolean isName(String text) {
        return !text.isEmpty()
                && text.strip().equals(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    /** The name for a kind of change; null for none. Somebody who is back was added. */
    public @Nullable String of(ChangeKind kind) {
        return switch (kind) {
            case ADDED, RETURNED -> added;
            case CHANGED -> changed;
            case REMOVED -> removed;
            case DROPPED -> null;
        };
    }
}
