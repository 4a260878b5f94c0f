package dev.upserter.sandbox.store;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.entry.Attributes;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryObject;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.EntryRelationship;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Objects, and their side of relationships. Guarded by the lock of {@link Stores}. */
final class ObjectStore implements Store {
    private final Relationships relationships;
    private final Function<String, Optional<EntryIdentifier>> owner;

    /** @param owner who has an anonymous id, and gets what arrives with it now */
    ObjectStore(Relationships relationships, Function<String, Optional<EntryIdentifier>> owner) {
        this.relationships = relationships;
        this.owner = owner;
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
        return Set.of("identify", "identify_anonymous", "delete", "add_relationships", "delete_relationships");
    }

    @Override
    public Entry entry(EntryFields fields) throws EntryRefusedException {
        String action = fields.action();
        EntryObject object = fields.object();
        relationships.check(object);
        return switch (action) {
            case "identify" -> identify(object, fields);
            case "identify_anonymous" -> identifyAnonymous(object, fields);
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

    /** Both forms are documented: one {@code anonymous_id} of the entry, and those of its relationships. */
    private Entry identifyAnonymous(EntryObject object, EntryFields fields) throws EntryRefusedException {
        var related = new LinkedHashMap<String, Attributes>();
        fields.others().optionalText("anonymous_id").ifPresent(id -> related.put(id, Attributes.NONE));
        for (EntryRelationship relationship : fields.relationships()) {
            String id = relationship.anonymous();
            if (id == null) {
                throw EntryRefusedException.invalid("cio_relationships.identifiers", "must be anonymous_id");
            }
            related.put(id, relationship.attributes());
        }
        return new Entry.Accepted(List.of(), () -> {
            relationships.identify(object, fields.attributes());
            related.forEach((id, attributes) -> owner.apply(id)
                    .ifPresentOrElse(
                            person -> relationships.add(person, object, attributes),
                            () -> relationships.add(id, object, attributes)));
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
