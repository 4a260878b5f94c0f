package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.Attributes;
import dev.upserter.sandbox.entry.EntryAttribute;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryObject;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.EntryRelationship;
import dev.upserter.sandbox.entry.EntryRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * All objects, and which people are related to them (Track API reference, POST /api/v2/entity, August 2026). What the
 * reference does not say: people who do not exist are ignored, and an object that a person is related to comes into being. Guarded
 * by the lock of {@link Stores}.
 */
final class Relationships {
    /** The object types that exist: the sandbox has no page to make some on. */
    static final String TYPES = "1 to 9";

    private final PersonStore people;
    private final EntryRules rules;
    private final Made made;
    /** The attributes of each object: name to JSON as sent. */
    private final Map<EntryObject, Map<String, String>> objects = new LinkedHashMap<>();
    /** The attributes of each relationship. */
    private final Map<Pair, Map<String, String>> pairs = new LinkedHashMap<>();

    /** By anonymous id, the attributes of relationships of somebody who is not known yet. */
    private final Map<String, Map<EntryObject, Map<String, String>>> anonymous = new LinkedHashMap<>();

    /** A person, by their cio_id, and an object. */
    record Pair(String cioId, EntryObject object) {}

    Relationships(PersonStore people, EntryRules rules, Made made) {
        this.people = people;
        this.rules = rules;
        this.made = made;
    }

    /** Refuses an object whose type does not exist. */
    void check(EntryObject object) throws EntryRefusedException {
        boolean exists = made.hasType(object.type())
                || switch (rules.strictness()) {
                    case LENIENT -> object.type().matches("[1-9][0-9]{0,8}");
                    case DOCUMENTED -> object.type().matches("[1-9]");
                    case STRICT -> object.type().equals("1");
                };
        if (!exists) {
            throw EntryRefusedException.invalid(
                    "identifiers.object_type_id",
                    "there is no such object type: the sandbox has "
                            + (rules.isStrict() ? "type 1 and those with a name" : "the types " + TYPES));
        }
    }

    /** Refuses relationships of a person that do not lead to an object of a type that exists. */
    void check(List<EntryRelationship> given) throws EntryRefusedException {
        for (EntryRelationship relationship : given) {
            check(object(relationship));
        }
    }

    /** Adds these relationships of a person, which were checked, or removes them. */
    void change(EntryIdentifier person, List<EntryRelationship> given, boolean removes) {
        for (EntryRelationship relationship : given) {
            EntryObject object = Objects.requireNonNull(relationship.object());
            if (removes) {
                remove(person, object);
            } else if (!rules.isStrict() || objects.containsKey(object)) {
                add(person, object, relationship.attributes());
            }
        }
    }

    /** The relationships of an entry, which must have some that lead to what its action allows. */
    static List<EntryRelationship> required(EntryFields fields) throws EntryRefusedException {
        if (fields.relationships().isEmpty()) {
            throw EntryRefusedException.invalid("cio_relationships", "is required and must not be empty");
        }
        return fields.relationships();
    }

    /** The other end of an object's relationship. */
    static EntryIdentifier person(EntryRelationship relationship) throws EntryRefusedException {
        EntryIdentifier person = relationship.person();
        if (person == null || person.kind() == EntryIdentifier.Kind.PHONE) {
            throw EntryRefusedException.invalid("cio_relationships.identifiers", "must be id, email or cio_id");
        }
        return person;
    }

    /** The other end of a person's relationship. */
    private static EntryObject object(EntryRelationship relationship) throws EntryRefusedException {
        EntryObject object = relationship.object();
        if (object == null) {
            throw EntryRefusedException.invalid(
                    "cio_relationships.identifiers", "must be object_type_id and object_id");
        }
        return object;
    }

    /** Each object with its attributes. */
    Map<EntryObject, Map<String, String>> objects() {
        return objects;
    }

    /** Each relationship with its attributes, whose person may have been deleted since. */
    Map<Pair, Map<String, String>> pairs() {
        return pairs;
    }

    void identify(EntryObject object, Attributes attributes) {
        merge(attributes, objects.computeIfAbsent(object, key -> new TreeMap<>()));
    }

    void delete(EntryObject object) {
        objects.remove(object);
        anonymous.values().forEach(each -> each.remove(object));
        pairs.keySet().removeIf(pair -> pair.object().equals(object));
    }

    void add(EntryIdentifier person, EntryObject object, Attributes attributes) {
        people.find(person).ifPresent(found -> {
            objects.computeIfAbsent(object, key -> new TreeMap<>());
            merge(attributes, pairs.computeIfAbsent(new Pair(found.cioId(), object), key -> new TreeMap<>()));
        });
    }

    /** Each relationship of somebody who is not known yet. */
    Map<String, Map<EntryObject, Map<String, String>>> anonymous() {
        return anonymous;
    }

    /** Relates an object to somebody who has only an anonymous id yet. */
    void add(String anonymousId, EntryObject object, Attributes attributes) {
        merge(
                attributes,
                anonymous
                        .computeIfAbsent(anonymousId, key -> new LinkedHashMap<>())
                        .computeIfAbsent(object, key -> new TreeMap<>()));
    }

    /** Gives a person the relationships of an anonymous id. */
    void claim(String anonymousId, EntryIdentifier person) {
        Map<EntryObject, Map<String, String>> claimed = anonymous.get(anonymousId);
        if (claimed != null) {
            people.find(person).ifPresent(found -> {
                anonymous.remove(anonymousId);
                claimed.forEach((object, attributes) -> give(new Pair(found.cioId(), object), attributes));
            });
        }
    }

    void remove(EntryIdentifier person, EntryObject object) {
        people.find(person).ifPresent(found -> pairs.remove(new Pair(found.cioId(), object)));
    }

    /** Gives a person the relationships of another, and their attributes, where they have none of their own. */
    void merged(String goes, String stays) {
        List<Pair> moved = pairs.keySet().stream()
                .filter(pair -> pair.cioId().equals(goes))
                .toList();
        for (Pair pair : moved) {
            give(new Pair(stays, pair.object()), Objects.requireNonNull(pairs.remove(pair)));
        }
    }

    /** Gives a relationship, which need not be there yet, the attributes that it does not have. */
    private void give(Pair pair, Map<String, String> attributes) {
        Map<String, String> own = pairs.computeIfAbsent(pair, key -> new TreeMap<>());
        attributes.forEach(own::putIfAbsent);
    }

    private static void merge(Attributes attributes, Map<String, String> merged) {
        for (EntryAttribute attribute : attributes.values()) {
            if (attribute.removes()) {
                merged.remove(attribute.name());
            } else {
                merged.put(attribute.name(), attribute.json());
            }
        }
    }

    void clear() {
        objects.clear();
        pairs.clear();
        anonymous.clear();
    }
}
