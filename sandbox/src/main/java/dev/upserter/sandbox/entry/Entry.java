package dev.upserter.sandbox.entry;

import java.util.Optional;

/** One operation read from a request, or why it cannot be done. */
public sealed interface Entry {
    /**
     * An operation that can be done.
     *
     * @param person the person it concerns
     * @param effect does it; to be called once, under the lock of the stores
     */
    record Accepted(EntryIdentifier person, Runnable effect) implements Entry {}

    /**
     * A refusal, reported to the sender in these words: {@code reason} is {@code required}, {@code invalid} or
     * {@code malformed}.
     */
    record Refused(String reason, String field, String message) implements Entry {}

    /** The person it concerns; empty when the entry is refused. */
    default Optional<EntryIdentifier> about() {
        return switch (this) {
            case Accepted accepted -> Optional.of(accepted.person());
            case Refused ignored -> Optional.empty();
        };
    }
}
