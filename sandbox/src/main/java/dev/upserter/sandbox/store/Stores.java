package dev.upserter.sandbox.store;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryReader;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.EntryRelationship;
import dev.upserter.sandbox.entry.EntryRules;
import dev.upserter.sandbox.entry.RawFields;
import dev.upserter.sandbox.entry.RawJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * All that the sandbox keeps, one store for each kind of object. Thread-safe: the entries of a request are applied
 * together, in order.
 */
public final class Stores {
    private final ReentrantLock lock = new ReentrantLock();
    private final EntryRules rules;
    private final PersonStore people;
    private final SuppressionStore suppressed;
    private final SegmentStore segments;
    private final EventStore events;
    private final Relationships relationships;
    private final List<Store> all;
    private long applied;

    /**
     * Empty stores.
     *
     * @param rules that entries obey
     * @param made  what people made on Customer.io's pages
     * @param nanos a clock in nanoseconds, from any origin
     */
    public Stores(EntryRules rules, Made made, LongSupplier nanos) {
        this.rules = rules;
        this.people = new PersonStore(lock, rules, new Around());
        this.suppressed = new SuppressionStore(people);
        this.segments = new SegmentStore(people, rules, made);
        this.relationships = new Relationships(people, rules, made);
        this.events = new EventStore(people, rules, nanos);
        this.all = List.of( // resources with longer paths first; a kind that the sandbox learns is added here
                suppressed,
                new DeviceStore(people, rules),
                new MergeStore(people, rules, this::merged),
                people,
                events,
                new ObjectStore(relationships, events::claimant),
                new RelationshipStore(relationships, people),
                segments,
                new FormStore(people, rules),
                new DeliveryStore());
    }

    private void merged(Person goes, Person stays) {
        all.forEach(store -> store.merged(goes, stays));
    }

    /** What an identify has to do with other stores. */
    private final class Around implements PersonStore.Surroundings {
        @Override
        public boolean isSuppressed(EntryIdentifier identifier) {
            return suppressed.contains(identifier);
        }

        @Override
        public void check(List<EntryRelationship> given) throws EntryRefusedException {
            relationships.check(given);
        }

        @Override
        public void relate(EntryIdentifier person, List<EntryRelationship> given, boolean removes) {
            relationships.change(person, given, removes);
        }

        @Override
        public void claim(String anonymousId, EntryIdentifier person) {
            if (events.claim(anonymousId, person)) {
                relationships.claim(anonymousId, person);
            }
        }
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

    /**
     * Writes what the store of this name keeps into a list that is open: each thing as an entry of v2 would say it, where
     * there is such an entry.
     *
     * @return false where there is no such store
     */
    public boolean write(String name, JsonGenerator json) throws IOException {
        lock.lock();
        try {
            for (Store store : all) {
                if (store.name().equals(name)) {
                    store.write(json);
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Writes everything that a seed can bring back, in the form of a seed. */
    public void export(JsonGenerator json) throws IOException {
        lock.lock();
        try {
            json.writeStartObject();
            json.writeArrayFieldStart("batch");
            for (String name : List.of("people", "objects", "relationships", "devices")) {
                write(name, json);
            }
            events.writeOfPeople(json);
            suppressed.write(json);
            json.writeEndArray();
            json.writeArrayFieldStart("anonymousEvents");
            events.writeAnonymous(json);
            json.writeEndArray();
            json.writeArrayFieldStart("segments");
            segments.write(json);
            json.writeEndArray();
            json.writeEndObject();
        } finally {
            lock.unlock();
        }
    }

    /** The names of the stores. */
    public List<String> names() {
        return all.stream().map(Store::name).sorted().toList();
    }

    /** Makes this person a member of this segment. */
    Entry member(long segment, EntryIdentifier person) {
        return segments.member(segment, person);
    }

    /** An event that has no person, as v1 takes it. */
    Entry anonymousEvent(RawFields fields) throws EntryRefusedException {
        return events.anonymous(fields);
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
            return entry(EntryReader.read(body, span, rules));
        } catch (EntryRefusedException e) {
            return e.refused();
        }
    }

    private Entry entry(EntryFields fields) throws EntryRefusedException {
        List<Store> ofType =
                all.stream().filter(store -> store.type().equals(fields.type())).toList();
        if (ofType.isEmpty()) {
            throw EntryRefusedException.unknown("type", "the sandbox knows persons, objects and deliveries only");
        }
        String action = fields.action();
        return ofType.stream()
                .filter(store -> store.actions().contains(action))
                .findFirst()
                .orElseThrow(() -> EntryRefusedException.unknown(
                        "action", "the sandbox knows no such action for a " + fields.type()))
                .entry(fields);
    }

    /** Applies these entries, none of which is refused yet. Returns of each, in order, why it was refused now; mostly empty. */
    public List<Optional<Entry.Refused>> apply(List<Entry> entries) {
        lock.lock();
        try {
            return entries.stream().map(this::apply).toList();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Entry.Refused> apply(Entry entry) {
        Optional<Entry.Refused> refusal = switch (entry) {
            case Entry.Accepted accepted -> {
                accepted.effect().run();
                yield Optional.empty();
            }
            case Entry.Tried tried -> tried.effect().get();
            case Entry.Refused refused -> throw new IllegalArgumentException("refused: " + refused.message());
        };
        applied += refusal.isPresent() ? 0 : 1;
        return refusal;
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

    /** Removes everything, and counts from zero. */
    public void reset() {
        lock.lock();
        try {
            all.forEach(Store::clear);
            people.resetCounts();
            applied = 0;
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
