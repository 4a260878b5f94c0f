package dev.upserter.sandbox.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an entry of a v2 request. Each store reads the fields that it requires; a missing one is refused at that
 * moment.
 */
public final class EntryFields {
    private final String type;
    private final @Nullable String action;
    private final @Nullable EntryIdentifier person;
    private final @Nullable EntryObject object;
    private final Attributes attributes;
    private final List<EntryRelationship> relationships;
    private final RawFields others;

    EntryFields(
            String type,
            @Nullable String action,
            @Nullable EntryIdentifier person,
            @Nullable EntryObject object,
            Attributes attributes,
            List<EntryRelationship> relationships,
            RawFields others) {
        this.type = type;
        this.action = action;
        this.person = person;
        this.object = object;
        this.attributes = attributes;
        this.relationships = List.copyOf(relationships);
        this.others = others;
    }

    /** The type of the object that it concerns. */
    public String type() {
        return type;
    }

    /**
     * The action.
     *
     * @throws EntryRefusedException if the entry has no action
     */
    public String action() throws EntryRefusedException {
        return required("action", action);
    }

    /**
     * The identifier of the person.
     *
     * @throws EntryRefusedException if the entry names no person
     */
    public EntryIdentifier person() throws EntryRefusedException {
        return required("identifiers", person);
    }

    /**
     * What identifies the object.
     *
     * @throws EntryRefusedException if the entry names no object
     */
    public EntryObject object() throws EntryRefusedException {
        return required("identifiers", object);
    }

    /** Its relationships, in order; empty if it has none. */
    public List<EntryRelationship> relationships() {
        return relationships;
    }

    /** The attributes; empty if it has none. */
    public Attributes attributes() {
        return attributes;
    }

    /** All other fields; of an event, its attributes and its timestamp too, which are no person's. */
    public RawFields others() {
        return others;
    }

    private static <T> T required(String name, @Nullable T value) throws EntryRefusedException {
        if (value == null) {
            throw EntryRefusedException.required(name);
        }
        return value;
    }
}
