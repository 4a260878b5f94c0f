package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryIdentifier.Kind;
import dev.upserter.sandbox.entry.EntryObject;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.EntryRelationship;
import java.util.ArrayList;
import java.util.List;
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
        return contents;
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
        var objects = new ArrayList<EntryObject>();
        for (EntryRelationship relationship : given) {
            objects.add(Relationships.object(relationship));
        }
        return new Entry.Accepted(List.of(person), () -> {
            for (int i = 0; i < objects.size(); i++) {
                if (adds) {
                    relationships.add(person, objects.get(i), given.get(i).attributes());
                } else {
                    relationships.remove(person, objects.get(i));
                }
            }
        });
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
