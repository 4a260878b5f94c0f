package dev.upserter.sandbox.entry;

import java.util.List;

/** One operation read from a request, or why it cannot be done. */
public sealed interface Entry {
    /**
     * An operation that can be done.
     *
     * @param people whom it concerns
     * @param effect does it; to be called once, under the lock of the stores
     */
    record Accepted(List<EntryIdentifier> people, Runnable effect) implements Entry {
        public Accepted {
            people = List.copyOf(people);
        }
    }

    /**
     * A refusal, reported to the sender in these words: {@code reason} is {@code required}, {@code invalid} or
     * {@code malformed}.
     */
    record Refused(String reason, String field, String message) implements Entry {}

    /** Whom it concerns; nobody when the entry is refused. */
    default List<EntryIdentifier> about() {
        return switch (this) {
            case Accepted accepted -> accepted.people();
            case Refused ignored -> List.of();
        };
    }
}
