package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryLimits;
import dev.upserter.sandbox.entry.EntryReader;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.RawFields;
import java.io.IOException;
import java.util.HashMap;
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
    private final Map<String, String> events = new HashMap<>();

    private long withoutId;

    EventStore(EntryLimits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public SortedMap<String, String> contents() {
        return new TreeMap<>(events);
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
        String text = type + " " + who + " " + name + " " + (time.isPresent() ? time.getAsLong() : "now") + " "
                + fields.object(data);
        return new Entry.Accepted(people, () -> add(id, text));
    }

    private void add(Optional<String> id, String event) {
        events.putIfAbsent(id.orElseGet(() -> "without id " + ++withoutId), event);
    }

    @Override
    public void clear() {
        events.clear();
    }
}
