package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.Attributes;
import dev.upserter.sandbox.entry.EntryAttribute;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryIdentifier.Kind;
import dev.upserter.sandbox.entry.EntryRules;
import dev.upserter.sandbox.entry.RawJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies the attributes of an identify to a person. Guarded by the store's lock. */
final class Merge {
    private final PersonIndex index;
    private final PackedAttributes packing;
    private final EntryRules rules;
    private long failures;

    Merge(PersonIndex index, PackedAttributes packing, EntryRules rules) {
        this.index = index;
        this.packing = packing;
        this.rules = rules;
    }

    /** How many identifiers sent as attributes were not set, because they belong to somebody else or cannot be changed. */
    long failures() {
        return failures;
    }

    void resetFailures() {
        failures = 0;
    }

    /**
     * The person that a new identifier identifies when the attributes hold a known one. According to the reference, the
     * person with that email gets the new id, even if they have an id already.
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

    /** Whether an identify comes too late to change anything, by {@code SandboxRule.LATE_TIMESTAMP}. */
    boolean isDropped(StoredPerson person, Attributes attributes) {
        return rules.isStrict() && isLate(person, attributes);
    }

    private boolean isLate(StoredPerson person, Attributes attributes) {
        return attributes.timestamp().orElse(Long.MAX_VALUE) < person.changedAt;
    }

    /** {@code by} is the kind of identifier that names the person: only a cio_id may change an id that is set. */
    void into(StoredPerson person, Attributes attributes, Kind by) {
        Map<String, String> merged = packing.unpack(person.attributes);
        boolean isLate = !rules.isLenient() && isLate(person, attributes);
        for (EntryAttribute attribute : attributes.values()) {
            if (!(isLate && merged.containsKey(attribute.name())) && accepted(person, attribute, by)) {
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

    /** The identifier that an attribute holds: an id or email. A phone attribute is not an identifier. */
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
