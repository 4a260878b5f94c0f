package dev.upserter.sandbox.store;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryIdentifier.Kind;
import dev.upserter.sandbox.entry.EntryObject;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.EntryRelationship;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The person's side of relationships. Guarded by the lock of {@link Stores}. */
final class RelationshipStore implements Store {
    private final Relationships relationships;
    private final PersonStore people;

    RelationshipStore(Relationships relationships, PersonStore people) {
        this.relationships = relationships;
        this.people = people;
    }

    @Override
    public String name() {
        return "relationships";
    }

    /** By person and object, the attributes of each relationship; whoever was deleted has none. */
    @Override
    public SortedMap<String, String> contents() {
        var contents = new TreeMap<String, String>();
        relationships
                .pairs()
                .forEach((pair, attributes) -> people.find(new EntryIdentifier(Kind.CIO_ID, pair.cioId()))
                        .ifPresent(person -> contents.put(
                                person.identifier() + " - " + pair.object().type() + "/"
                                        + pair.object().id(),
                                attributes.toString())));
        relationships
                .anonymous()
                .forEach((id, objects) -> objects.forEach((object, attributes) -> contents.put(
                        "anonymous_id:" + id + " - " + object.type() + "/" + object.id(), attributes.toString())));
        return contents;
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        for (Map.Entry<Relationships.Pair, Map<String, String>> pair :
                relationships.pairs().entrySet()) {
            Optional<Person> person =
                    people.find(new EntryIdentifier(Kind.CIO_ID, pair.getKey().cioId()));
            if (person.isPresent()) {
                ReadOut.open(json, "add_relationships", person.get());
                related(json, ReadOut.identifiers(pair.getKey().object()), pair.getValue());
            }
        }
        for (var somebody : relationships.anonymous().entrySet()) {
            for (Map.Entry<EntryObject, Map<String, String>> related :
                    somebody.getValue().entrySet()) {
                ReadOut.open(json, "object", "identify_anonymous", ReadOut.identifiers(related.getKey()));
                related(json, Map.of("anonymous_id", somebody.getKey()), related.getValue());
            }
        }
    }

    /** Closes an open entry with the relationship to what has these identifiers. */
    private static void related(JsonGenerator json, Map<String, String> identifiers, Map<String, String> attributes)
            throws IOException {
        json.writeArrayFieldStart("cio_relationships");
        json.writeStartObject();
        json.writeFieldName("identifiers");
        ReadOut.texts(json, identifiers);
        ReadOut.raw(json, "relationship_attributes", attributes);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public String type() {
        return "person";
    }

    @Override
    public Set<String> actions() {
        return Set.of("add_relationships", "delete_relationships");
    }

    @Override
    public Entry entry(EntryFields fields) throws EntryRefusedException {
        boolean adds = fields.action().equals("add_relationships");
        EntryIdentifier person = fields.person();
        List<EntryRelationship> given = Relationships.required(fields);
        relationships.check(given);
        return new Entry.Accepted(List.of(person), () -> relationships.change(person, given, !adds));
    }

    @Override
    public List<Resource> resources() {
        return List.of();
    }

    @Override
    public void merged(Person goes, Person stays) {
        relationships.merged(goes.cioId(), stays.cioId());
    }

    /** Objects and relationships are cleared together. */
    @Override
    public void clear() {
        relationships.clear();
    }
}
