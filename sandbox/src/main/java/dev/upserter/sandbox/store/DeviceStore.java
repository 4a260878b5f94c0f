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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The devices of people (Track API reference, POST /api/v2/entity, actions add_device and delete_device; PUT
 * /api/v1/customers/{identifier}/devices and DELETE of one of them, August 2026). What becomes of a device of nobody is
 * {@code SandboxRule.DEVICE_OF_NOBODY}. Devices of a person who is merged into another are gone with the person, since no page says otherwise. Guarded by the lock of {@link Stores}.
 */
final class DeviceStore implements Store {
    private static final Set<String> PLATFORMS = Set.of("ios", "android");
    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private final PersonStore people;
    private final EntryRules rules;
    /** By the cio_id of the person: what is known of each device, by its token. */
    private final Map<String, SortedMap<String, Map<String, String>>> devices = new LinkedHashMap<>();

    DeviceStore(PersonStore people, EntryRules rules) {
        this.people = people;
        this.rules = rules;
    }

    @Override
    public String name() {
        return "devices";
    }

    /** Of each person who has devices what is known of these; whoever was deleted has none. */
    @Override
    public SortedMap<String, String> contents() {
        var contents = new TreeMap<String, String>();
        devices.forEach((cioId, ofPerson) -> people.find(new EntryIdentifier(Kind.CIO_ID, cioId))
                .filter(person -> !ofPerson.isEmpty())
                .ifPresent(person -> contents.put(person.identifier(), ofPerson.toString())));
        return contents;
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        for (Map.Entry<String, SortedMap<String, Map<String, String>>> ofPerson : devices.entrySet()) {
            Optional<Person> person = people.find(new EntryIdentifier(Kind.CIO_ID, ofPerson.getKey()));
            for (Map.Entry<String, Map<String, String>> device :
                    ofPerson.getValue().entrySet()) {
                if (person.isPresent()) {
                    ReadOut.open(json, "add_device", person.get());
                    var said = new LinkedHashMap<>(device.getValue());
                    said.remove("id"); // as v1 names the token
                    said.remove("token");
                    json.writeObjectFieldStart("device");
                    json.writeStringField("token", device.getKey());
                    ReadOut.values(json, said);
                    json.writeEndObject();
                    json.writeEndObject();
                }
            }
        }
    }

    @Override
    public String type() {
        return "person";
    }

    @Override
    public Set<String> actions() {
        return Set.of("add_device", "delete_device");
    }

    @Override
    public Entry entry(EntryFields fields) throws EntryRefusedException {
        EntryIdentifier person = fields.person();
        RawFields device = fields.others().nested("device");
        return fields.action().equals("add_device")
                ? add(person, device, "token")
                : remove(person, device.text("token"));
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                new Resource(PersonStore.CUSTOMERS, "/devices", List.of(new Resource.Method("PUT", this::addByV1))),
                Resource.within(
                        PersonStore.CUSTOMERS, "/devices/", List.of(new Resource.Method("DELETE", this::removeByV1))));
    }

    private Entry addByV1(String segment, Resource.Body body) throws EntryRefusedException, IOException {
        EntryIdentifier person = EntryReader.checked(EntryIdentifier.ofShape(segment), rules);
        return add(person, RawFields.ofBody(body.bytes()).nested("device"), "id");
    }

    /** @param name of the token, which v1 and v2 call each by another */
    private Entry add(EntryIdentifier person, RawFields device, String name) throws EntryRefusedException {
        String token = device.text(name);
        String platform = device.text("platform");
        if (!PLATFORMS.contains(platform)) {
            throw EntryRefusedException.invalid("device.platform", "must be ios or android");
        }
        RawFields attributes = device.nested("attributes");
        Optional<String> enabled = attributes.optionalText("push_enabled");
        if (enabled.isPresent() && !BOOLEANS.contains(enabled.get())) {
            throw EntryRefusedException.invalid("device.attributes.push_enabled", "must be \"true\" or \"false\"");
        }
        device.seconds("last_used");
        var known = new TreeMap<>(device.values());
        return new Entry.Tried(List.of(person), () -> {
            if (people.find(person).isEmpty() && rules.isStrict()) {
                return Optional.of(new Entry.Refused("invalid", "identifiers", "there is no such person"));
            }
            if (rules.isLenient()) {
                people.require(person);
            }
            of(person).ifPresent(mine -> mine.put(token, known));
            return Optional.empty();
        });
    }

    private Entry removeByV1(String segment, Resource.Body body) throws EntryRefusedException {
        if (body.second().isBlank()) {
            throw EntryRefusedException.required("device.id");
        }
        return remove(EntryReader.checked(EntryIdentifier.ofShape(segment), rules), body.second());
    }

    private Entry remove(EntryIdentifier person, String token) {
        return new Entry.Accepted(List.of(person), () -> of(person).ifPresent(mine -> mine.remove(token)));
    }

    private Optional<SortedMap<String, Map<String, String>>> of(EntryIdentifier person) {
        return people.find(person).map(known -> devices.computeIfAbsent(known.cioId(), cioId -> new TreeMap<>()));
    }

    @Override
    public void clear() {
        devices.clear();
    }
}
