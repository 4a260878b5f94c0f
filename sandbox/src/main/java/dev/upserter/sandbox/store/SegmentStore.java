package dev.upserter.sandbox.store;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryIdentifier.Kind;
import dev.upserter.sandbox.entry.EntryReader;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.EntryRules;
import dev.upserter.sandbox.entry.IdsReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The members of manual segments (Track API reference, POST /api/v1/segments/{segment_id}/add_customers and
 * remove_customers, August 2026). Which segments and people must exist is
 * {@code SandboxRule.SEGMENT_MISSING} and {@code SEGMENT_PEOPLE}. Guarded by the
 * lock of {@link Stores}.
 */
final class SegmentStore implements Store {
    private static final String PREFIX = "/api/v1/segments/";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,9}");
    private static final Pattern ID_TYPE = Pattern.compile("(?:|id_type=(id|email|cio_id))");

    private final PersonStore people;
    private final EntryRules rules;
    private final Made made;
    /** By the number of the segment, the cio_ids of its members. */
    private final Map<Long, Set<String>> members = new TreeMap<>();

    SegmentStore(PersonStore people, EntryRules rules, Made made) {
        this.people = people;
        this.rules = rules;
        this.made = made;
    }

    @Override
    public String name() {
        return "segments";
    }

    /** Of each segment its members, as they are known now; whoever was deleted is a member no more. */
    @Override
    public SortedMap<String, String> contents() {
        var contents = new TreeMap<String, String>();
        members.forEach((segment, ids) -> {
            var known = new TreeSet<String>();
            people(ids).forEach(person -> known.add(person.identifier()));
            contents.put(String.valueOf(segment), String.join(" ", known));
        });
        return contents;
    }

    /** The segments that there are. */
    List<Integer> numbers() {
        return members.keySet().stream()
                .filter(number -> number <= Integer.MAX_VALUE)
                .map(Math::toIntExact)
                .toList();
    }

    /** The members of a segment. */
    List<Person> members(int segment) {
        return people(members.getOrDefault((long) segment, Set.of()));
    }

    private List<Person> people(Set<String> ids) {
        return people.find(
                ids.stream().map(id -> new EntryIdentifier(Kind.CIO_ID, id)).toList());
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        for (Map.Entry<Long, Set<String>> segment : members.entrySet()) {
            json.writeStartObject();
            json.writeNumberField("segment", segment.getKey());
            json.writeArrayFieldStart("members");
            for (Person member : people(segment.getValue())) {
                ReadOut.identifiers(json, member);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** Makes this person a member. */
    Entry member(long segment, EntryIdentifier person) {
        return new Entry.Accepted(List.of(person), () -> change(segment, person, true));
    }

    @Override
    public String type() {
        return "segment";
    }

    /** There are no v2 entries of segments. */
    @Override
    public Set<String> actions() {
        return Set.of();
    }

    @Override
    public Entry entry(EntryFields fields) throws EntryRefusedException {
        throw EntryRefusedException.invalid("type", "a segment is changed by v1");
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                new Resource(
                        PREFIX,
                        "/add_customers",
                        List.of(new Resource.Method("POST", (segment, body) -> change(segment, body, true)))),
                new Resource(
                        PREFIX,
                        "/remove_customers",
                        List.of(new Resource.Method("POST", (segment, body) -> change(segment, body, false)))));
    }

    private Entry change(String segment, Resource.Body body, boolean joins) throws EntryRefusedException, IOException {
        Matcher type = ID_TYPE.matcher(body.query());
        if (!NUMBER.matcher(segment).matches() || !type.matches()) {
            throw EntryRefusedException.invalid("", "the segment must be a number, and id_type id, email or cio_id");
        }
        Kind kind = Optional.ofNullable(type.group(1)).flatMap(Kind::named).orElse(Kind.ID);
        var who = new ArrayList<EntryIdentifier>();
        for (String id : IdsReader.read(body.bytes())) {
            who.add(EntryReader.checked(new EntryIdentifier(kind, id), rules));
        }
        long number = Long.parseLong(segment);
        return new Entry.Tried(who, () -> {
            if (rules.isStrict() && !made.hasSegment(number)) {
                return Optional.of(new Entry.Refused(Entry.Refused.NOT_FOUND, "", "there is no segment " + number));
            }
            Optional<EntryIdentifier> nobody =
                    who.stream().filter(person -> people.find(person).isEmpty()).findFirst();
            if (rules.isStrict() && joins && nobody.isPresent()) {
                return Optional.of(new Entry.Refused("invalid", "ids", "there is nobody with one of these ids"));
            }
            if (rules.isLenient() && joins) {
                who.forEach(people::require);
            }
            who.forEach(person -> change(number, person, joins));
            return Optional.empty();
        });
    }

    private void change(long segment, EntryIdentifier identifier, boolean joins) {
        Set<String> ids = members.computeIfAbsent(segment, number -> new TreeSet<>());
        people.find(identifier).ifPresent(person -> {
            if (joins) {
                ids.add(person.cioId());
            } else {
                ids.remove(person.cioId());
            }
        });
    }

    @Override
    public void merged(Person goes, Person stays) {
        members.values().stream().filter(ids -> ids.remove(goes.cioId())).forEach(ids -> ids.add(stays.cioId()));
    }

    @Override
    public void clear() {
        members.clear();
    }
}
