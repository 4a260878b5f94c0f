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
import dev.upserter.sandbox.entry.EntryRules;
import dev.upserter.sandbox.entry.RawFields;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who submitted which form (Track API reference, POST /api/v1/forms/{form_id}/submit, August 2026): the fields become
 * attributes of the person, who is added if need be. Guarded by the lock of {@link Stores}.
 */
final class FormStore implements Store {
    private static final Set<String> IGNORED =
            Set.of("form_id", "form_name", "form_type", "form_url", "form_url_param");

    private final PersonStore people;
    private final EntryRules rules;
    /** By the id of the form. */
    private final SortedMap<String, Set<String>> submitters = new TreeMap<>();

    FormStore(PersonStore people, EntryRules rules) {
        this.people = people;
        this.rules = rules;
    }

    @Override
    public String name() {
        return "forms";
    }

    /** Of each form, who submitted it. */
    @Override
    public SortedMap<String, String> contents() {
        var contents = new TreeMap<String, String>();
        submitters.forEach((form, who) -> contents.put(form, String.join(" ", who)));
        return contents;
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        for (Map.Entry<String, Set<String>> form : submitters.entrySet()) {
            json.writeStartObject();
            json.writeStringField("form", form.getKey());
            json.writeArrayFieldStart("submitters");
            for (String person : form.getValue()) {
                json.writeString(person);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    @Override
    public String type() {
        return "form";
    }

    /** There are no v2 entries of forms. */
    @Override
    public Set<String> actions() {
        return Set.of();
    }

    @Override
    public Entry entry(EntryFields fields) throws EntryRefusedException {
        throw EntryRefusedException.invalid("type", "a form is submitted by v1");
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                new Resource("/api/v1/forms/", "/submit", List.of(new Resource.Method("POST", 204, this::submission))));
    }

    private Entry submission(String form, Resource.Body body) throws EntryRefusedException, IOException {
        RawFields data = RawFields.ofBody(body.bytes()).nested("data");
        for (String name : data.values().keySet()) {
            data.optionalText(name);
        }
        List<Kind> named = Stream.of(Kind.ID, Kind.EMAIL)
                .filter(kind -> data.values().containsKey(kind.field()))
                .toList();
        if (named.size() != 1) {
            throw EntryRefusedException.invalid("data", "must hold either id or email");
        }
        Kind kind = named.getFirst();
        EntryIdentifier person = EntryReader.checked(new EntryIdentifier(kind, data.text(kind.field())), rules);
        Attributes attributes = new Attributes(
                data.values().entrySet().stream()
                        .filter(field -> !field.getKey().equals(kind.field()) && !IGNORED.contains(field.getKey()))
                        .sorted(Map.Entry.comparingByKey())
                        .map(field -> new EntryAttribute(field.getKey(), field.getValue()))
                        .toList(),
                false,
                OptionalLong.empty());
        return new Entry.Accepted(List.of(person), () -> {
            people.identify(person, attributes);
            submitters.computeIfAbsent(form, unknown -> new TreeSet<>()).add(person.value());
        });
    }

    @Override
    public void clear() {
        submitters.clear();
    }
}
