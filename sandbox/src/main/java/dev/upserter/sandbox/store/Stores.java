package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryLimits;
import dev.upserter.sandbox.entry.EntryReader;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.RawJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All that the sandbox keeps, one store for each kind of object. Thread-safe: the entries of a request are applied
 * together, in order.
 */
public final class Stores {
    private final ReentrantLock lock = new ReentrantLock();
    private final EntryLimits limits;
    private final PersonStore people;
    private final SuppressionStore suppressed;
    private final SegmentStore segments;
    private final List<Store> all;
    private long applied;

    /** Empty stores, whose entries obey these limits. */
    public Stores(EntryLimits limits) {
        this.limits = limits;
        this.people = new PersonStore(lock, limits, this::isSuppressed);
        this.suppressed = new SuppressionStore(people);
        this.segments = new SegmentStore(people, limits);
        var relationships = new Relationships(people);
        this.all = List.of( // resources with longer paths first; a kind that the sandbox learns is added here
                suppressed,
                new DeviceStore(people, limits),
                new MergeStore(people, limits, this::merged),
                people,
                new EventStore(limits),
                new ObjectStore(relationships),
                new RelationshipStore(relationships, people),
                segments,
                new FormStore(people, limits),
                new DeliveryStore());
    }

    private void merged(Person goes, Person stays) {
        all.forEach(store -> store.merged(goes, stays));
    }

    private boolean isSuppressed(EntryIdentifier identifier) {
        return suppressed.contains(identifier);
    }

    /** The people. */
    public PersonStore people() {
        return people;
    }

    /** The numbers of the segments to which a request added people, or from which one removed some. */
    public List<Integer> segments() {
        lock.lock();
        try {
            return segments.numbers();
        } finally {
            lock.unlock();
        }
    }

    /** The members of a segment, as they are known now. */
    public List<Person> members(int segment) {
        lock.lock();
        try {
            return segments.members(segment);
        } finally {
            lock.unlock();
        }
    }

    /** What the store of this name keeps; empty where there is none. */
    public Optional<SortedMap<String, String>> contents(String name) {
        lock.lock();
        try {
            return all.stream()
                    .filter(store -> store.name().equals(name))
                    .map(Store::contents)
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }

    /** What each store keeps, by its name. */
    public SortedMap<String, SortedMap<String, String>> contents() {
        lock.lock();
        try {
            var contents = new TreeMap<String, SortedMap<String, String>>();
            all.forEach(store -> contents.put(store.name(), store.contents()));
            return contents;
        } finally {
            lock.unlock();
        }
    }

    /** What v1 offers of all stores. */
    public List<Resource> resources() {
        return all.stream().flatMap(store -> store.resources().stream()).toList();
    }

    /**
     * Reads the v2 entry at {@code span}, which is well-formed. Returns a refusal for what the service would not accept.
     */
    public Entry read(byte[] body, RawJson.Span span) throws IOException {
        try {
            return entry(EntryReader.read(body, span, limits));
        } catch (EntryRefusedException e) {
            return e.refused();
        }
    }

    private Entry entry(EntryFields fields) throws EntryRefusedException {
        List<Store> ofType =
                all.stream().filter(store -> store.type().equals(fields.type())).toList();
        if (ofType.isEmpty()) {
            throw EntryRefusedException.invalid("type", "the sandbox knows persons, objects and deliveries only");
        }
        String action = fields.action();
        return ofType.stream()
                .filter(store -> store.actions().contains(action))
                .findFirst()
                .orElseThrow(() -> EntryRefusedException.invalid(
                        "action", "the sandbox knows no such action for a " + fields.type()))
                .entry(fields);
    }

    /** Applies these entries, none of which is refused. */
    public void apply(List<Entry> entries) {
        lock.lock();
        try {
            entries.forEach(this::apply);
        } finally {
            lock.unlock();
        }
    }

    private void apply(Entry entry) {
        switch (entry) {
            case Entry.Accepted accepted -> accepted.effect().run();
            case Entry.Refused refused -> throw new IllegalArgumentException("refused: " + refused.message());
        }
        applied++;
    }

    /** How many entries were applied. */
    public long applied() {
        lock.lock();
        try {
            return applied;
        } finally {
            lock.unlock();
        }
    }

    /** Removes everything; the counts are kept. */
    public void clear() {
        lock.lock();
        try {
            all.forEach(Store::clear);
        } finally {
            lock.unlock();
        }
    }
}
