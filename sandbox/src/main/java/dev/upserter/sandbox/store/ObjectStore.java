package dev.upserter.sandbox.store;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryObject;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.EntryRelationship;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Objects, and their side of relationships. Guarded by the lock of {@link Stores}. */
final class ObjectStore implements Store {
    private final Relationships relationships;

    ObjectStore(Relationships relationships) {
        this.relationships = relationships;
    }

    @Override
    public String name() {
        return "objects";
    }

    /** By type and id, the attributes of each object. */
    @Override
    public SortedMap<String, String> contents() {
        var contents = new TreeMap<String, String>();
        relationships
                .objects()
                .forEach(
                        (object, attributes) -> contents.put(object.type() + "/" + object.id(), attributes.toString()));
        return contents;
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        for (Map.Entry<EntryObject, Map<String, String>> object :
                relationships.objects().entrySet()) {
            ReadOut.open(json, "object", "identify", ReadOut.identifiers(object.getKey()));
            ReadOut.raw(json, "attributes", object.getValue());
            json.writeEndObject();
        }
    }

    @Override
    public String type() {
        return "object";
    }

    @Override
    public Set<String> actions() {
        return Set.of("identify", "delete", "add_relationships", "delete_relationships");
    }

    @Override
    public Entry entry(EntryFields fields) throws EntryRefusedException {
        String action = fields.action();
        EntryObject object = fields.object();
        relationships.check(object);
        return switch (action) {
            case "identify" -> identify(object, fields);
            case "delete" -> new Entry.Accepted(List.of(), () -> relationships.delete(object));
            case "add_relationships" -> {
                Relationships.required(fields);
                List<EntryIdentifier> people = people(fields);
                yield new Entry.Accepted(people, () -> relate(object, people, fields));
            }
            case "delete_relationships" -> {
                Relationships.required(fields);
                List<EntryIdentifier> people = people(fields);
                yield new Entry.Accepted(people, () -> people.forEach(person -> relationships.remove(person, object)));
            }
            default -> throw EntryRefusedException.invalid("action", "the sandbox knows no such action for an object");
        };
    }

    private Entry identify(EntryObject object, EntryFields fields) throws EntryRefusedException {
        List<EntryIdentifier> people = people(fields);
        return new Entry.Accepted(people, () -> {
            relationships.identify(object, fields.attributes());
            relate(object, people, fields);
        });
    }

    private static List<EntryIdentifier> people(EntryFields fields) throws EntryRefusedException {
        var people = new ArrayList<EntryIdentifier>();
        for (EntryRelationship relationship : fields.relationships()) {
            people.add(Relationships.person(relationship));
        }
        return people;
    }

    private void relate(EntryObject object, List<EntryIdentifier> people, EntryFields fields) {
        for (int i = 0; i < people.size(); i++) {
            relationships.add(
                    people.get(i), object, fields.relationships().get(i).attributes());
        }
    }

    @Override
    public List<Resource> resources() {
        return List.of();
    }

    @Override
    public void clear() {
        relationships.clear();
    }
}
