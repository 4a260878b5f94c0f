package dev.upserter.sandbox.store;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryIdentifier.Kind;
import dev.upserter.sandbox.entry.EntryReader;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.EntryRules;
import dev.upserter.sandbox.entry.RawFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Which people were merged into which (Track API reference, POST /api/v2/entity, action merge; POST /api/v1/merge_customers,
 * August 2026): the primary gets what it lacks of the secondary, who is deleted. Where either is not there, nothing happens.
 * Of what the sandbox keeps, the primary gets attributes, events, manual segments, and relationships with their attributes
 * (Customer.io, Resolve duplicate people, July 2026); the page names no devices. Guarded by the lock of {@link Stores}.
 */
final class MergeStore implements Store {
    private final PersonStore people;
    private final EntryRules rules;
    private final BiConsumer<Person, Person> others;
    private final List<Merged> merged = new ArrayList<>();

    private record Merged(EntryIdentifier stays, EntryIdentifier goes) {}

    /** @param others hears who goes, and who stays, so that what others keep of a person is moved */
    MergeStore(PersonStore people, EntryRules rules, BiConsumer<Person, Person> others) {
        this.people = people;
        this.rules = rules;
        this.others = others;
    }

    @Override
    public String name() {
        return "merges";
    }

    /** Of each person who is gone, the one who stayed. */
    @Override
    public SortedMap<String, String> contents() {
        var contents = new TreeMap<String, String>();
        merged.forEach(pair -> contents.put(pair.goes().value(), pair.stays().value()));
        return contents;
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        for (Merged pair : merged) {
            json.writeStartObject();
            json.writeStringField("type", "person");
            json.writeStringField("action", "merge");
            identifier(json, "primary", pair.stays());
            identifier(json, "secondary", pair.goes());
            json.writeEndObject();
        }
    }

    private static void identifier(JsonGenerator json, String field, EntryIdentifier person) throws IOException {
        json.writeFieldName(field);
        ReadOut.texts(json, Map.of(person.kind().field(), person.value()));
    }

    @Override
    public String type() {
        return "person";
    }

    @Override
    public Set<String> actions() {
        return Set.of("merge");
    }

    @Override
    public Entry entry(EntryFields fields) throws EntryRefusedException {
        return merge(fields.others());
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.of(
                "/api/v1/merge_customers",
                List.of(new Resource.Method("POST", (segment, body) -> merge(RawFields.ofBody(body.bytes()))))));
    }

    private Entry merge(RawFields fields) throws EntryRefusedException {
        EntryIdentifier primary = person(fields, "primary");
        EntryIdentifier secondary = person(fields, "secondary");
        return new Entry.Tried(List.of(primary, secondary), () -> {
            Optional<Person> goes = people.find(secondary);
            if (people.merge(primary, secondary)) {
                merged.add(new Merged(primary, secondary));
                others.accept(goes.orElseThrow(), people.find(primary).orElseThrow());
            } else if (rules.isStrict()) {
                String absent = goes.isEmpty() ? "secondary" : "primary";
                return Optional.of(new Entry.Refused("invalid", absent, "there is no such person, or both are one"));
            }
            return Optional.empty();
        });
    }

    private EntryIdentifier person(RawFields fields, String name) throws EntryRefusedException {
        RawFields object = fields.nested(name);
        Set<String> named = object.values().keySet();
        if (named.isEmpty()) {
            throw EntryRefusedException.required(name);
        }
        if (named.size() > 1) {
            throw EntryRefusedException.invalid(name, "must hold exactly one identifier");
        }
        String field = named.iterator().next();
        Kind kind = Kind.named(field)
                .filter(found -> found != Kind.PHONE)
                .orElseThrow(() -> EntryRefusedException.invalid(name, "must be id, email or cio_id"));
        return EntryReader.checked(new EntryIdentifier(kind, object.text(field)), rules);
    }

    @Override
    public void clear() {
        merged.clear();
    }
}
