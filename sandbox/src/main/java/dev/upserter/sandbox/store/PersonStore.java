package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.Attributes;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.Identifier;
import dev.upserter.sandbox.entry.Identifier.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All people, and what the service does to them (Track API reference, PUT /api/v1/customers/{identifier} and POST
 * /api/v2/entity, August 2026). Safe for many threads: a request's entries are applied together, in their order.
 */
public final class PersonStore {
    /**
     * What did not go as the sender may have meant, told by no answer.
     *
     * @param attributeUpdateFailures identifiers that were sent as attributes and belong to somebody else, or cannot change
     * @param missedUpdates           identifies with {@code _update} or an unknown {@code cio_id}, for nobody
     * @param suppressed              identifies ignored for the sake of a suppressed identifier
     */
    public record Counts(int people, long applied, long attributeUpdateFailures, long missedUpdates, long suppressed) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final PersonIndex index = new PersonIndex();
    private final PackedAttributes packing = new PackedAttributes();
    private final Merge merge = new Merge(index, packing);
    private final Set<String> suppressed = new HashSet<>();
    private long applied;
    private long missedUpdates;
    private long ignored;

    public void apply(List<Entry> entries) {
        lock.lock();
        try {
            entries.forEach(this::apply);
        } finally {
            lock.unlock();
        }
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
                found = found == null ? index.find(new Identifier(kind, text)) : found;
            }
            found = found == null ? index.find(Identifier.ofShape(text)) : found;
            return Optional.ofNullable(found).map(person -> person.person(packing));
        } finally {
            lock.unlock();
        }
    }

    public void clear() {
        lock.lock();
        try {
            index.clear();
            suppressed.clear();
        } finally {
            lock.unlock();
        }
    }

    public Counts counts() {
        lock.lock();
        try {
            return new Counts(index.size(), applied, merge.failures(), missedUpdates, ignored);
        } finally {
            lock.unlock();
        }
    }

    private void apply(Entry entry) {
        switch (entry) {
            case Entry.Identify identify -> identify(identify.person(), identify.attributes());
            case Entry.Delete delete -> delete(delete.person());
            case Entry.Suppress suppress -> suppress(suppress.person());
            case Entry.Unsuppress unsuppress ->
                suppressed.remove(unsuppress.person().key());
            case Entry.Refused refused -> throw new IllegalArgumentException("refused: " + refused.message());
        }
        applied++;
    }

    private void identify(Identifier identifier, Attributes attributes) {
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

    private void delete(Identifier identifier) {
        StoredPerson person = index.find(identifier);
        if (person != null) {
            index.remove(person);
        }
    }

    private void suppress(Identifier identifier) {
        suppressed.add(identifier.key());
        StoredPerson person = index.find(identifier);
        if (person == null) {
            return;
        }
        for (Kind kind : Kind.values()) {
            String value = person.get(kind);
            if (value != null) {
                suppressed.add(new Identifier(kind, value).key());
            }
        }
        index.remove(person);
    }
}
