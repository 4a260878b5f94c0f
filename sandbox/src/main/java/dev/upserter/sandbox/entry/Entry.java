package dev.upserter.sandbox.entry;

import java.util.Optional;

/** One thing to do for one person, read from a request; or why it cannot be done. */
public sealed interface Entry {
    record Identify(Identifier person, Attributes attributes) implements Entry {}

    record Delete(Identifier person) implements Entry {}

    record Suppress(Identifier person) implements Entry {}

    record Unsuppress(Identifier person) implements Entry {}

    /** Told to the sender in these words: {@code reason} is {@code required}, {@code invalid} or {@code malformed}. */
    record Refused(String reason, String field, String message) implements Entry {}

    /** Whom it concerns; nobody when the entry is refused. */
    default Optional<Identifier> about() {
        return switch (this) {
            case Identify identify -> Optional.of(identify.person());
            case Delete delete -> Optional.of(delete.person());
            case Suppress suppress -> Optional.of(suppress.person());
            case Unsuppress unsuppress -> Optional.of(unsuppress.person());
            case Refused ignored -> Optional.empty();
        };
    }
}
