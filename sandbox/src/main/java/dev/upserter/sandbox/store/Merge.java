package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.Attributes;
import dev.upserter.sandbox.entry.EntryAttribute;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryIdentifier.Kind;
import dev.upserter.sandbox.entry.RawJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the attributes of an identify to a person. Guarded by the store's lock. */
final class Merge {
    private final PersonIndex index;
    private final PackedAttributes packing;
    private long failures;

    Merge(PersonIndex index, PackedAttributes packing) {
        this.index = index;
        this.packing = packing;
    }

    /** Identifiers among attributes that the service took for nobody or somebody else, and so did not set. */
    long failures() {
        return failures;
    }

    /**
     * Who is meant by a new identifier when the attributes hold a known one: the reference says that the person with that
     * email gets the new id, even in place of an id they have.
     */
    @Nullable
    StoredPerson meant(EntryIdentifier identifier, Attributes attributes) {
        if (identifier.kind() == Kind.CIO_ID) {
            return null;
        }
        for (EntryAttribute attribute : attributes.values()) {
            EntryIdentifier other = identifierIn(attribute);
            StoredPerson person = other == null ? null : index.find(other);
            if (person != null) {
                return person;
            }
        }
        return null;
    }

    /** {@code by} is the kind of identifier that names the person: only a cio_id may change an id that is set. */
    void into(StoredPerson person, Attributes attributes, Kind by) {
        Map<String, String> merged = packing.unpack(person.attributes);
        long time = attributes.timestamp().orElse(Long.MAX_VALUE);
        for (EntryAttribute attribute : attributes.values()) {
            // The reference does not say what a late change does to attributes it alone knows; here it sets those.
            boolean late = time < person.changedAt && merged.containsKey(attribute.name());
            if (!late && accepted(person, attribute, by)) {
                merge(attribute, merged);
            }
        }
        person.attributes = packing.pack(merged);
        person.changedAt = Math.max(person.changedAt, attributes.timestamp().orElse(Long.MIN_VALUE));
        person.updates++;
    }

    private static void merge(EntryAttribute attribute, Map<String, String> merged) {
        if (attribute.removes()) {
            merged.remove(attribute.name());
        } else {
            merged.put(attribute.name(), attribute.json());
        }
    }

    private boolean accepted(StoredPerson person, EntryAttribute attribute, Kind by) {
        if (attribute.removes()) {
            removeIdentifier(person, attribute);
            return true;
        }
        EntryIdentifier identifier = identifierIn(attribute);
        if (identifier == null) {
            return true;
        }
        StoredPerson owner = index.find(identifier);
        String known = person.get(identifier.kind());
        boolean changesId = identifier.kind() == Kind.ID && known != null && !known.equals(identifier.value());
        if ((owner != null && owner != person) || (changesId && by != Kind.CIO_ID)) {
            failures++;
            return false;
        }
        index.link(person, identifier);
        return true;
    }

    private void removeIdentifier(StoredPerson person, EntryAttribute attribute) {
        if (attribute.name().equals(Kind.EMAIL.field()) && person.id != null) {
            index.unlink(person, Kind.EMAIL);
        }
    }

    /** The identifier that an attribute is: its id or email. A phone attribute is a mere value. */
    private static @Nullable EntryIdentifier identifierIn(EntryAttribute attribute) {
        if (attribute.removes()) {
            return null;
        }
        return switch (attribute.name()) {
            case "id" -> new EntryIdentifier(Kind.ID, RawJson.textOf(attribute.json()));
            case "email" -> new EntryIdentifier(Kind.EMAIL, RawJson.textOf(attribute.json()));
            default -> null;
        };
    }
}
