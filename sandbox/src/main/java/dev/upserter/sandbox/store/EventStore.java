package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryIdentifier.Kind;
import dev.upserter.sandbox.entry.EntryLimits;
import dev.upserter.sandbox.entry.EntryReader;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.RawFields;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What people did (Track API reference, POST /api/v2/entity, actions event, page and screen; POST
 * /api/v1/customers/{identifier}/events; POST /api/v1/events, August 2026). A second event with an id that the workspace has
 * seen is ignored. Guarded by the lock of {@link Stores}.
 */
final class EventStore implements Store {
    private static final Set<String> TYPES = Set.of("event", "page", "screen");
    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    private final EntryLimits limits;
    /** By their ids; those without one have a number. */
    private final Map<String, Event> events = new HashMap<>();

    private long withoutId;

    /**
     * What somebody did.
     *
     * @param who  the key of an identifier
     * @param what its name, time and data
     */
    private record Event(String type, String who, String what) {
        @Override
        public String toString() {
            return type + " " + who + " " + what;
        }
    }

    EventStore(EntryLimits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public SortedMap<String, String> contents() {
        var contents = new TreeMap<String, String>();
        events.forEach((id, event) -> contents.put(id, event.toString()));
        return contents;
    }

    @Override
    public String type() {
        return "person";
    }

    @Override
    public Set<String> actions() {
        return TYPES;
    }

    @Override
    public Entry entry(EntryFields fields) throws EntryRefusedException {
        EntryIdentifier person = fields.person();
        return event(List.of(person), person.key(), fields.action(), fields.others(), "attributes");
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                new Resource("/api/v1/customers/", "/events", List.of(new Resource.Method("POST", this::ofPersonByV1))),
                new Resource("/api/v1/events", "", List.of(new Resource.Method("POST", this::anonymous))));
    }

    private Entry ofPersonByV1(String segment, Resource.Body body) throws EntryRefusedException, IOException {
        EntryIdentifier person = EntryReader.checked(EntryIdentifier.ofShape(segment), limits);
        RawFields fields = RawFields.ofBody(body.bytes());
        return event(List.of(person), person.key(), byV1(fields), fields, "data");
    }

    private Entry anonymous(String segment, Resource.Body body) throws EntryRefusedException, IOException {
        if (!segment.isEmpty()) {
            throw EntryRefusedException.invalid("", "there is nothing below this path");
        }
        RawFields fields = RawFields.ofBody(body.bytes());
        String who =
                fields.optionalText("anonymous_id").map("anonymous_id:"::concat).orElse("nobody");
        return event(List.of(), who, byV1(fields), fields, "data");
    }

    private String byV1(RawFields fields) throws EntryRefusedException {
        limits.checkEventData(fields.object("data"));
        String type = fields.optionalText("type").orElse("event");
        if (!TYPES.contains(type)) {
            throw EntryRefusedException.invalid("type", "must be event, page or screen");
        }
        return type;
    }

    /** @param data the name of its data, which v1 and v2 call each by another */
    private Entry event(List<EntryIdentifier> people, String who, String type, RawFields fields, String data)
            throws EntryRefusedException {
        String name = fields.text("name").strip();
        limits.checkEventName(name);
        Optional<String> id = fields.optionalText("id");
        if (id.isPresent() && !ULID.matcher(id.get()).matches()) {
            throw EntryRefusedException.invalid("id", "must be a ULID");
        }
        OptionalLong time = fields.seconds("timestamp");
        String what = name + " " + (time.isPresent() ? time.getAsLong() : "now") + " " + fields.object(data);
        var event = new Event(type, who, what);
        return new Entry.Accepted(people, () -> add(id, event));
    }

    private void add(Optional<String> id, Event event) {
        events.putIfAbsent(id.orElseGet(() -> "without id " + ++withoutId), event);
    }

    /** Events older than 29 days follow within an hour, so that all are moved here. */
    @Override
    public void merged(Person goes, Person stays) {
        Set<String> known = keys(goes);
        String heir = keys(stays).iterator().next();
        events.replaceAll(
                (id, event) -> known.contains(event.who()) ? new Event(event.type(), heir, event.what()) : event);
    }

    /** By what a person is known, first by what they are called. */
    private static Set<String> keys(Person person) {
        var keys = new LinkedHashSet<String>();
        person.id().ifPresent(id -> keys.add(new EntryIdentifier(Kind.ID, id).key()));
        person.email().ifPresent(email -> keys.add(new EntryIdentifier(Kind.EMAIL, email).key()));
        person.phone().ifPresent(phone -> keys.add(new EntryIdentifier(Kind.PHONE, phone).key()));
        keys.add(new EntryIdentifier(Kind.CIO_ID, person.cioId()).key());
        return keys;
    }

    @Override
    public void clear() {
        events.clear();
    }
}
