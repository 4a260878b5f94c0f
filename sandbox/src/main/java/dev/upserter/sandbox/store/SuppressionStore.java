package dev.upserter.sandbox.store;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryRefusedException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The identifiers that are suppressed (Track API reference, POST /api/v2/entity, actions suppress and unsuppress; POST
 * /api/v1/customers/{identifier}/suppress and unsuppress, August 2026): the person is deleted, and what is sent of any of
 * their identifiers is ignored. Guarded by the lock of {@link Stores}.
 */
final class SuppressionStore implements Store {
    private final Map<String, EntryIdentifier> suppressed = new LinkedHashMap<>();
    private final PersonStore people;

    /** @param people whose identifies it lets be ignored */
    SuppressionStore(PersonStore people) {
        this.people = people;
    }

    boolean contains(EntryIdentifier identifier) {
        return suppressed.containsKey(identifier.key());
    }

    @Override
    public String name() {
        return "suppressed";
    }

    /** Each identifier, and its kind. */
    @Override
    public SortedMap<String, String> contents() {
        var contents = new TreeMap<String, String>();
        suppressed.values().stream()
                .filter(identifier -> identifier.kind() != EntryIdentifier.Kind.CIO_ID) // drawn anew in each sandbox
                .forEach(identifier ->
                        contents.put(identifier.value(), identifier.kind().field()));
        return contents;
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        for (EntryIdentifier identifier : suppressed.values()) {
            if (identifier.kind() != EntryIdentifier.Kind.CIO_ID) {
                ReadOut.open(
                        json, "person", "suppress", Map.of(identifier.kind().field(), identifier.value()));
                json.writeEndObject();
            }
        }
    }

    @Override
    public String type() {
        return "person";
    }

    @Override
    public Set<String> actions() {
        return Set.of("suppress", "unsuppress");
    }

    @Override
    public Entry entry(EntryFields fields) throws EntryRefusedException {
        EntryIdentifier person = fields.person();
        boolean isSuppress = fields.action().equals("suppress");
        return new Entry.Accepted(List.of(person), isSuppress ? () -> suppress(person) : () -> unsuppress(person));
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                new Resource(
                        PersonStore.CUSTOMERS,
                        "/suppress",
                        List.of(new Resource.Method("POST", people.byV1(this::suppress)))),
                new Resource(
                        PersonStore.CUSTOMERS,
                        "/unsuppress",
                        List.of(new Resource.Method("POST", people.byV1(this::unsuppress)))));
    }

    private void suppress(EntryIdentifier person) {
        suppressed.put(person.key(), person);
        people.remove(person).forEach(known -> suppressed.put(known.key(), known));
    }

    private void unsuppress(EntryIdentifier person) {
        suppressed.remove(person.key());
    }

    @Override
    public void clear() {
        suppressed.clear();
    }
}
