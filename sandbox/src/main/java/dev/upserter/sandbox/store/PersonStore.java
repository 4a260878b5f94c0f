package dev.upserter.sandbox.store;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.entry.Attributes;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryAttribute;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryIdentifier.Kind;
import dev.upserter.sandbox.entry.EntryReader;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.EntryRelationship;
import dev.upserter.sandbox.entry.EntryRules;
import dev.upserter.sandbox.entry.PersonBody;
import dev.upserter.sandbox.entry.RawJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * All people, and what the service does to them (Track API reference, PUT /api/v1/customers/{identifier} and POST
 * /api/v2/entity, August 2026). Thread-safe.
 */
public final class PersonStore implements Store {
    /**
     * Effects that the sender may not have intended and that no answer reports.
     *
     * @param attributeUpdateFailures identifiers that were sent as attributes and belong to somebody else, or cannot change
     * @param missedUpdates           identifies with {@code _update} or an unknown {@code cio_id} that match no person
     * @param suppressed              identifies ignored because an identifier is suppressed
     */
    public record Counts(int people, long attributeUpdateFailures, long missedUpdates, long suppressed) {}

    /** What an identify has to do with other stores. */
    interface Surroundings {
        boolean isSuppressed(EntryIdentifier identifier);

        /** Checks relationships of a person. */
        void check(List<EntryRelationship> given) throws EntryRefusedException;

        /** Adds or removes relationships of a person, which were checked. */
        void relate(EntryIdentifier person, List<EntryRelationship> given, boolean removes);

        /** Hears that a person has this anonymous id. */
        void claim(String anonymousId, EntryIdentifier person);
    }

    static final String CUSTOMERS = "/api/v1/customers/";

    private final ReentrantLock lock;
    private final EntryRules rules;
    private final PersonIndex index = new PersonIndex();
    private final PackedAttributes packing = new PackedAttributes();
    private final Merge merge;
    private final Surroundings surroundings;
    private long missedUpdates;
    private long ignored;

    /**
     * An empty store.
     *
     * @param lock   guards the store
     * @param rules that apply to v1 requests for people
     * @param surroundings the other stores
     */
    PersonStore(ReentrantLock lock, EntryRules rules, Surroundings surroundings) {
        this.lock = lock;
        this.rules = rules;
        this.merge = new Merge(index, packing, rules);
        this.surroundings = surroundings;
    }

    @Override
    public String name() {
        return "people";
    }

    @Override
    public SortedMap<String, String> contents() {
        var contents = new TreeMap<String, String>();
        for (Person person : slice(0, Integer.MAX_VALUE)) {
            contents.put(person.identifier(), new TreeMap<>(person.attributes()).toString());
        }
        return contents;
    }

    /** As identifies that would make the same people. */
    @Override
    public void write(JsonGenerator json) throws IOException {
        for (Person person : slice(0, Integer.MAX_VALUE)) {
            ReadOut.open(json, "identify", person);
            var attributes = new LinkedHashMap<>(person.attributes());
            if (person.id().isPresent() && person.email().isPresent()) {
                attributes.putIfAbsent("email", RawJson.quoted(person.email().get()));
            }
            ReadOut.raw(json, "attributes", attributes);
            json.writeEndObject();
        }
    }

    @Override
    public String type() {
        return "person";
    }

    @Override
    public Set<String> actions() {
        return Set.of("identify", "delete");
    }

    @Override
    public Entry entry(EntryFields fields) throws EntryRefusedException {
        String action = fields.action();
        EntryIdentifier person = fields.person();
        List<EntryRelationship> related = fields.relationships();
        if (!related.isEmpty()) {
            surroundings.check(related);
        }
        return new Entry.Accepted(
                List.of(person),
                switch (action) {
                    case "identify" ->
                        () -> {
                            identify(person, fields.attributes());
                            surroundings.relate(person, related, false);
                        };
                    case "delete" -> () -> delete(person);
                    default ->
                        throw EntryRefusedException.invalid("action", "the sandbox knows no such action for a person");
                });
    }

    @Override
    public List<Resource> resources() {
        return List.of(new Resource(
                CUSTOMERS,
                List.of(
                        new Resource.Method("PUT", this::identifyByV1),
                        new Resource.Method("DELETE", byV1(this::delete)))));
    }

    private Entry identifyByV1(String segment, Resource.Body body) throws EntryRefusedException, IOException {
        EntryIdentifier person = EntryReader.checked(EntryIdentifier.ofShape(segment), rules);
        PersonBody said = PersonBody.read(body.bytes(), rules);
        surroundings.check(said.relationships());
        return new Entry.Accepted(List.of(person), () -> {
            identify(person, said.attributes());
            surroundings.relate(person, said.relationships(), said.removes());
        });
    }

    /** What is done to the person whom the path names. */
    Resource.Reader byV1(Consumer<EntryIdentifier> effect) {
        return (segment, body) -> {
            EntryIdentifier person = EntryReader.checked(EntryIdentifier.ofShape(segment), rules);
            return new Entry.Accepted(List.of(person), () -> effect.accept(person));
        };
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

    /** Finds a person by id, email, phone number or cio_id, with or without its prefix. */
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

    /** Whom this identifier means. */
    Optional<Person> find(EntryIdentifier identifier) {
        lock.lock();
        try {
            return Optional.ofNullable(index.find(identifier)).map(person -> person.person(packing));
        } finally {
            lock.unlock();
        }
    }

    /** Those whom these identifiers mean and who are there, each once, in the order of the identifiers. */
    public List<Person> find(List<EntryIdentifier> identifiers) {
        lock.lock();
        try {
            var found = new LinkedHashSet<StoredPerson>();
            for (EntryIdentifier identifier : identifiers) {
                StoredPerson person = index.find(identifier);
                if (person != null) {
                    found.add(person);
                }
            }
            return found.stream().map(person -> person.person(packing)).toList();
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        return counts().people();
    }

    @Override
    public void clear() {
        index.clear();
    }

    /** Counts from zero, and numbers people from the first number. Under the lock. */
    void resetCounts() {
        index.restart();
        merge.resetFailures();
        missedUpdates = 0;
        ignored = 0;
    }

    public Counts counts() {
        lock.lock();
        try {
            return new Counts(index.size(), merge.failures(), missedUpdates, ignored);
        } finally {
            lock.unlock();
        }
    }

    /** Adds this person, if nobody has the identifier. */
    void require(EntryIdentifier identifier) {
        if (index.find(identifier) == null) {
            identify(identifier, new Attributes(List.of(), false, OptionalLong.empty()));
        }
    }

    void identify(EntryIdentifier identifier, Attributes attributes) {
        if (surroundings.isSuppressed(identifier)) {
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
        if (person != null && merge.isDropped(person, attributes)) {
            return;
        }
        StoredPerson changed = person == null ? index.add() : person;
        index.link(changed, identifier);
        merge.into(changed, attributes, identifier.kind());
        for (EntryAttribute attribute : attributes.values()) {
            if (attribute.name().equals("anonymous_id") && !attribute.removes()) {
                surroundings.claim(RawJson.textOf(attribute.json()), identifier);
            }
        }
    }

    private void delete(EntryIdentifier identifier) {
        remove(identifier);
    }

    /**
     * Makes one person of two: the first gets what it lacks of the second, who is deleted.
     *
     * @return false where either is not there, or both are one
     */
    boolean merge(EntryIdentifier primary, EntryIdentifier secondary) {
        StoredPerson stays = index.find(primary);
        StoredPerson goes = index.find(secondary);
        if (stays == null || goes == null || stays == goes) {
            return false;
        }
        var attributes = packing.unpack(goes.attributes);
        attributes.putAll(packing.unpack(stays.attributes));
        List<EntryIdentifier> known = remove(secondary);
        known.stream()
                .filter(identifier -> identifier.kind() != Kind.CIO_ID && stays.get(identifier.kind()) == null)
                .forEach(identifier -> index.link(stays, identifier));
        stays.attributes = packing.pack(attributes);
        stays.updates++;
        return true;
    }

    /** Deletes a person, if there is one, and tells by what they were known. */
    List<EntryIdentifier> remove(EntryIdentifier identifier) {
        StoredPerson person = index.find(identifier);
        if (person == null) {
            return List.of();
        }
        var known = new ArrayList<EntryIdentifier>();
        for (Kind kind : Kind.values()) {
            String value = person.get(kind);
            if (value != null) {
                known.add(new EntryIdentifier(kind, value));
            }
        }
        index.remove(person);
        return known;
    }
}
