package dev.upserter.sandbox.entry;

import java.util.Locale;
import java.util.Optional;

/** An identifier of one person, of exactly one of the kinds that Customer.io knows. */
public record EntryIdentifier(Kind kind, String value) {
    /** The kinds of identifier (Track API reference, POST /api/v2/entity, August 2026). */
    public enum Kind {
        ID("id"),
        EMAIL("email"),
        PHONE("phone"),
        CIO_ID("cio_id");

        private final String field;

        Kind(String field) {
            this.field = field;
        }

        public String field() {
            return field;
        }

        /**
         * The kind of this name.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Kind ofName(String field) {
            return named(field)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no identifier '" + field + "'. There are id, email, phone and cio_id"));
        }

        public static Optional<Kind> named(String field) {
            for (Kind kind : values()) {
                if (kind.field.equals(field)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    static final String CIO_ID_PREFIX = "cio_";

    /** Derives the kind from the shape of the text, as v1 paths do; a phone number in a path is an id there. */
    public static EntryIdentifier ofShape(String text) {
        if (text.startsWith(CIO_ID_PREFIX)) {
            return new EntryIdentifier(Kind.CIO_ID, text.substring(CIO_ID_PREFIX.length()));
        }
        return new EntryIdentifier(text.contains("@") ? Kind.EMAIL : Kind.ID, text);
    }

    /** An email in lower case; any other text unchanged. */
    public static String folded(String text) {
        return text.contains("@") ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** Equal for two identifiers of one kind that identify the same person. */
    public String key() {
        return kind.field + ":" + (kind == Kind.EMAIL ? folded(value) : value);
    }
}
