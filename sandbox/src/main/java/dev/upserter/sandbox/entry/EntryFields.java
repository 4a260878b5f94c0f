package dev.upserter.sandbox.entry;

import org.jspecify.annotations.Nullable;

/** What an entry of a v2 request says. What a kind of things needs of it is required when it is asked for. */
public final class EntryFields {
    private final String type;
    private final @Nullable String action;
    private final @Nullable EntryIdentifier person;
    private final Attributes attributes;

    EntryFields(String type, @Nullable String action, @Nullable EntryIdentifier person, Attributes attributes) {
        this.type = type;
        this.action = action;
        this.person = person;
        this.attributes = attributes;
    }

    /** The type of the thing that it is about. */
    public String type() {
        return type;
    }

    /**
     * What is to be done.
     *
     * @throws EntryRefusedException if it does not say so
     */
    public String action() throws EntryRefusedException {
        return required("action", action);
    }

    /**
     * Whom it names.
     *
     * @throws EntryRefusedException if it names nobody
     */
    public EntryIdentifier person() throws EntryRefusedException {
        return required("identifiers", person);
    }

    /** The attributes; none where there are none. */
    public Attributes attributes() {
        return attributes;
    }

    private static <T> T required(String name, @Nullable T value) throws EntryRefusedException {
        if (value == null) {
            throw EntryRefusedException.required(name);
        }
        return value;
    }
}
