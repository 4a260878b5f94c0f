package dev.upserter.sandbox.entry;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
     * An operation that can be tried: what is there when it is its turn decides.
     *
     * @param people whom it concerns
     * @param effect does it, or says why not; to be called once, under the lock of the stores
     */
    record Tried(List<EntryIdentifier> people, Supplier<Optional<Refused>> effect) implements Entry {
        public Tried {
            people = List.copyOf(people);
        }
    }

    /**
     * A refusal, reported to the sender in these words: {@code reason} is {@code required}, {@code invalid} or
     * {@code malformed}.
     *
     * @param isUnknown whether it asks for what the sandbox does not know
     */
    record Refused(String reason, String field, String message, boolean isUnknown) implements Entry {
        /** The reason of a refusal by v1 of a thing that is not there: its answer is a 404. */
        public static final String NOT_FOUND = "not_found";

        /** One that the service would make. */
        public Refused(String reason, String field, String message) {
            this(reason, field, message, false);
        }
    }

    /** Whom it concerns; nobody when the entry is refused. */
    default List<EntryIdentifier> about() {
        return switch (this) {
            case Accepted accepted -> accepted.people();
            case Tried tried -> tried.people();
            case Refused ignored -> List.of();
        };
    }
}
