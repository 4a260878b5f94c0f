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
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * What people did (Track API reference, POST /api/v2/entity, actions event, page and screen; POST
 * /api/v1/customers/{identifier}/events; POST /api/v1/events, August 2026). A second event with an id that the workspace has
 * seen is ignored. Anonymous events become those of the person whose attribute {@code anonymous_id} is theirs (Customer.io,
 * anonymous events, August 2026). Guarded by the lock of {@link Stores}.
 */
final class EventStore implements Store {
    private static final Set<String> TYPES = Set.of("event", "page", "screen");
    private static final Set<String> V1_FIELDS = Set.of("name", "type", "id", "timestamp", "data", "anonymous_id");
    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final Duration LATEST = Duration.ofMinutes(5);
    private static final String NOBODY = "nobody";
    private static final String ANONYMOUS = "anonymous_id:";

    private final PersonStore people;
    private final EntryRules rules;
    private final LongSupplier nanos;
    /** By their ids; those without one have a number. */
    private final Map<String, Event> events = new LinkedHashMap<>();
    /** By anonymous id, the person who has it. */
    private final Map<String, Claim> claims = new HashMap<>();

    private long withoutId;

    /**
     * What somebody did.
     *
     * @param who   the key of an identifier, or {@code nobody}
     * @param hasId whether the sender gave it its id
     * @param data  as JSON
     */
    private record Event(String type, String who, boolean hasId, String name, OptionalLong time, String data) {
        boolean isAnonymous() {
            return who.equals(NOBODY) || who.startsWith(ANONYMOUS);
        }

        Map<String, String> identifiers() {
            String[] parts = who.split(":", 2);
            return who.equals(NOBODY) ? Map.of() : Map.of(parts[0], parts[1]);
        }

        Event of(String person) {
            return new Event(type, person, hasId, name, time, data);
        }

        @Override
        public String toString() {
            return type + " " + who + " " + name + " " + (time.isPresent() ? time.getAsLong() : "now") + " " + data;
        }
    }

    /** Who has an anonymous id, and since when. */
    private record Claim(EntryIdentifier person, long since) {}

    EventStore(PersonStore people, EntryRules rules, LongSupplier nanos) {
        this.people = people;
        this.rules = rules;
        this.nanos = nanos;
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

    /** In order of arrival. An anonymous event has an {@code anonymous_id} among its identifiers, or none. */
    @Override
    public void write(JsonGenerator json) throws IOException {
        for (Map.Entry<String, Event> event : events.entrySet()) {
            write(json, event.getKey(), event.getValue());
        }
    }

    private static void write(JsonGenerator json, String id, Event event) throws IOException {
        ReadOut.open(json, "person", event.type(), event.identifiers());
        rest(json, id, event, "attributes");
    }

    private static void rest(JsonGenerator json, String id, Event event, String data) throws IOException {
        if (event.hasId()) {
            json.writeStringField("id", id);
        }
        json.writeStringField("name", event.name());
        if (event.time().isPresent()) {
            json.writeNumberField("timestamp", event.time().getAsLong());
        }
        json.writeFieldName(data);
        json.writeRawValue(event.data());
        json.writeEndObject();
    }

    /** Writes the events of people, as {@link #write} does. */
    void writeOfPeople(JsonGenerator json) throws IOException {
        for (Map.Entry<String, Event> event : events.entrySet()) {
            if (!event.getValue().isAnonymous()) {
                write(json, event.getKey(), event.getValue());
            }
        }
    }

    /** Writes the events that are no person's, as v1 takes them. */
    void writeAnonymous(JsonGenerator json) throws IOException {
        for (Map.Entry<String, Event> each : events.entrySet()) {
            Event event = each.getValue();
            if (event.isAnonymous()) {
                json.writeStartObject();
                json.writeStringField("type", event.type());
                for (Map.Entry<String, String> id : event.identifiers().entrySet()) {
                    json.writeStringField(id.getKey(), id.getValue());
                }
                rest(json, each.getKey(), event, "data");
            }
        }
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
                Resource.of(
                        "/api/v1/events",
                        List.of(new Resource.Method(
                                "POST", (segment, body) -> anonymous(RawFields.ofBody(body.bytes()))))));
    }

    private Entry ofPersonByV1(String segment, Resource.Body body) throws EntryRefusedException, IOException {
        EntryIdentifier person = EntryReader.checked(EntryIdentifier.ofShape(segment), rules);
        RawFields fields = RawFields.ofBody(body.bytes());
        return event(List.of(person), person.key(), byV1(fields), fields, "data");
    }

    /** An event of nobody, or of somebody who has only an anonymous id yet. */
    Entry anonymous(RawFields fields) throws EntryRefusedException {
        String who = fields.optionalText("anonymous_id").map(ANONYMOUS::concat).orElse(NOBODY);
        return event(List.of(), who, byV1(fields), fields, "data");
    }

    private String byV1(RawFields fields) throws EntryRefusedException {
        for (String name : fields.values().keySet()) {
            rules.checkField(name, V1_FIELDS);
        }
        rules.checkEventData(fields.object("data"));
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
        rules.checkEventName(name);
        Optional<String> id = fields.optionalText("id");
        if (id.isPresent() && !rules.isLenient() && !ULID.matcher(id.get()).matches()) {
            throw EntryRefusedException.invalid("id", "must be a ULID");
        }
        var event = new Event(type, who, id.isPresent(), name, fields.seconds("timestamp"), fields.object(data));
        return new Entry.Accepted(people, () -> add(id, event));
    }

    private void add(Optional<String> id, Event event) {
        events.putIfAbsent(
                id.orElseGet(() -> "without id " + ++withoutId),
                owner(event.who()).map(event::of).orElse(event));
    }

    /** Whose an anonymous event is, by {@code SandboxRule.LATE_ANONYMOUS}. */
    private Optional<String> owner(String who) {
        return who.startsWith(ANONYMOUS)
                ? claimant(who.substring(ANONYMOUS.length())).flatMap(this::heir)
                : Optional.empty();
    }

    /** Who gets what arrives with an anonymous id now; empty where nobody has it, or too long since. */
    Optional<EntryIdentifier> claimant(String anonymousId) {
        Claim claim = claims.get(ANONYMOUS + anonymousId);
        if (claim == null) {
            return Optional.empty();
        }
        boolean isInTime = switch (rules.strictness()) {
            case LENIENT -> true;
            case DOCUMENTED -> nanos.getAsLong() - claim.since() <= LATEST.toNanos();
            case STRICT -> false;
        };
        return isInTime ? Optional.of(claim.person()) : Optional.empty();
    }

    private Optional<String> heir(EntryIdentifier person) {
        return people.find(person).map(known -> keys(known).iterator().next());
    }

    /**
     * Gives a person the events of an anonymous id, which nobody else can have after that.
     *
     * @return whether nobody had it before
     */
    boolean claim(String anonymousId, EntryIdentifier person) {
        String who = ANONYMOUS + anonymousId;
        boolean isNew = claims.putIfAbsent(who, new Claim(person, nanos.getAsLong())) == null;
        if (isNew) {
            heir(person)
                    .ifPresent(
                            heir -> events.replaceAll((id, event) -> event.who().equals(who) ? event.of(heir) : event));
        }
        return isNew;
    }

    /** Events older than 29 days follow within an hour, so that all are moved here. */
    @Override
    public void merged(Person goes, Person stays) {
        Set<String> known = keys(goes);
        String heir = keys(stays).iterator().next();
        events.replaceAll((id, event) -> known.contains(event.who()) ? event.of(heir) : event);
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
        withoutId = 0;
        claims.clear();
    }
}
