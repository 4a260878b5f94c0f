package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.Attributes;
import dev.upserter.sandbox.entry.AttributesReader;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryIdentifier.Kind;
import dev.upserter.sandbox.entry.EntryLimits;
import dev.upserter.sandbox.entry.EntryReader;
import dev.upserter.sandbox.entry.EntryRefusedException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All people, and what the service does to them (Track API reference, PUT /api/v1/customers/{identifier} and POST
 * /api/v2/entity, August 2026). Thread-safe.
 */
public final class PersonStore implements Store {
    /**
     * What did not go as the sender may have meant, told by no answer.
     *
     * @param attributeUpdateFailures identifiers that were sent as attributes and belong to somebody else, or cannot change
     * @param missedUpdates           identifies with {@code _update} or an unknown {@code cio_id}, for nobody
     * @param suppressed              identifies ignored for the sake of a suppressed identifier
     */
    public record Counts(int people, long attributeUpdateFailures, long missedUpdates, long suppressed) {}

    private final ReentrantLock lock;
    private final EntryLimits limits;
    private final PersonIndex index = new PersonIndex();
    private final PackedAttributes packing = new PackedAttributes();
    private final Merge merge = new Merge(index, packing);
    private final Set<String> suppressed = new HashSet<>();
    private long missedUpdates;
    private long ignored;

    /**
     * An empty one.
     *
     * @param lock   guards it
     * @param limits of what v1 says of people
     */
    PersonStore(ReentrantLock lock, EntryLimits limits) {
        this.lock = lock;
        this.limits = limits;
    }

    @Override
    public String type() {
        return "person";
    }

    @Override
    public Set<String> actions() {
        return Set.of("identify", "delete", "suppress", "unsuppress");
    }

    @Override
    public Entry entry(EntryFields fields) throws EntryRefusedException {
        String action = fields.action();
        EntryIdentifier person = fields.person();
        return new Entry.Accepted(
                person,
                switch (action) {
                    case "identify" -> () -> identify(person, fields.attributes());
                    case "delete" -> () -> delete(person);
                    case "suppress" -> () -> suppress(person);
                    case "unsuppress" -> () -> suppressed.remove(person.key());
                    default ->
                        throw EntryRefusedException.invalid("action", "the sandbox knows no such action for a person");
                });
    }

    @Override
    public List<Resource> resources() {
        return List.of(new Resource(
                "/api/v1/customers/",
                List.of(
                        new Resource.Method("PUT", this::identifyByV1),
                        new Resource.Method("DELETE", this::deleteByV1))));
    }

    private Entry identifyByV1(String segment, Resource.Body body) throws EntryRefusedException, IOException {
        EntryIdentifier person = EntryReader.checked(EntryIdentifier.ofShape(segment), limits);
        Attributes attributes = AttributesReader.ofBody(body.bytes(), limits);
        return new Entry.Accepted(person, () -> identify(person, attributes));
    }

    private Entry deleteByV1(String segment, Resource.Body body) throws EntryRefusedException {
        EntryIdentifier person = EntryReader.checked(EntryIdentifier.ofShape(segment), limits);
        return new Entry.Accepted(person, () -> delete(person));
    }

    public List<Person> slice(int from, int limit) {
        lock.lock();
        try {
            return index.slice(from, limit).stream()
                    .map(person -> person.person(packing))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    int end() {
        lock.lock();
        try {
            return index.end();
        } finally {
            lock.unlock();
        }
    }

    /** Whom this text identifies: as an id, an email, a phone number or a cio_id, with its prefix or without. */
    public Optional<Person> find(String text) {
        lock.lock();
        try {
            StoredPerson found = null;
            for (Kind kind : Kind.values()) {
                found = found == null ? index.find(new EntryIdentifier(kind, text)) : found;
            }
            found = found == null ? index.find(EntryIdentifier.ofShape(text)) : found;
            return Optional.ofNullable(found).map(person -> person.person(packing));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void clear() {
        index.clear();
        suppressed.clear();
    }

    public Counts counts() {
        lock.lock();
        try {
            return new Counts(index.size(), merge.failures(), missedUpdates, ignored);
        } finally {
            lock.unlock();
        }
    }

    private void identify(EntryIdentifier identifier, Attributes attributes) {
        if (suppressed.contains(identifier.key())) {
            ignored++;
            return;
        }
        StoredPerson person = index.find(identifier);
        if (person == null) {
            person = merge.meant(identifier, attributes);
        }
        if (person == null && (attributes.updateOnly() || identifier.kind() == Kind.CIO_ID)) {
            missedUpdates++;
            return;
        }
        StoredPerson changed = person == null ? index.add() : person;
        index.link(changed, identifier);
        merge.into(changed, attributes, identifier.kind());
    }

    private void delete(EntryIdentifier identifier) {
        StoredPerson person = index.find(identifier);
        if (person != null) {
            index.remove(person);
        }
    }

    private void suppress(EntryIdentifier identifier) {
        suppressed.add(identifier.key());
        StoredPerson person = index.find(identifier);
        if (person == null) {
            return;
        }
        for (Kind kind : Kind.values()) {
            String value = person.get(kind);
            if (value != null) {
                suppressed.add(new EntryIdentifier(kind, value).key());
            }
        }
        index.remove(person);
    }
}
