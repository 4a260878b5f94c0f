package dev.upserter.run.change;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfig;
import dev.upserter.guard.Limits;
import dev.upserter.history.RunId;
import dev.upserter.history.Scope;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Payload;
import dev.upserter.plan.ChangeEventNames;
import dev.upserter.plan.ChangeKind;
import dev.upserter.plan.JoinCounts;
import dev.upserter.run.change.PendingEvents.Event;
import dev.upserter.state.diff.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Works out the event that tells of a change, to be kept in the state together with the acknowledgement of the change: so it is
 * sent after the person, once, whatever happens in between. For one thread.
 */
final class EventNotes {
    /** The field of an event's data that holds the values before the change. */
    static final String BEFORE = "before";

    /** "override your campaign settings" (Track API reference, event data). */
    private static final Set<String> OVERRIDING = Set.of("recipient", "from_address", "reply_to");

    /** What an event has in an entry beside identifier, name and data, and some more. */
    private static final int HEAD = 1_000;

    /** "Event data ... 100,000 bytes" (Track API reference, POST /api/v1/customers/{identifier}/events; 2026). */
    private static final int MOST_OF_BODY = 99_000;

    private static final byte[] NOTHING = new byte[0];

    private final @Nullable ChangeEventNames names;
    private final SyncConfig config;
    private final boolean tells;
    private final boolean tellsChanged;
    private final String run;
    private final long start;
    private long lost;

    EventNotes(Basis basis) {
        this.config = basis.config();
        this.names = config.incremental().changeEvents();
        this.tells = basis.tellsWhoIsNew();
        this.tellsChanged = tells && !basis.fit().isOfAnotherMapping();
        this.run = basis.run().id();
        this.start = RunId.start(run).toEpochMilli();
    }

    /** How many events the run sends for what it found. */
    long due(JoinCounts counts) {
        return names == null || !tells ? 0 : others(counts) + (tellsChanged ? changed(counts) : 0);
    }

    /**
     * How many changes have no event, since it is not known whether they are changes.
     *
     * @param same how many of those that count as changed are not
     */
    long untold(JoinCounts counts, long same) {
        return names == null ? 0 : (tells ? 0 : others(counts)) + (tellsChanged ? 0 : changed(counts) - same);
    }

    private long changed(JoinCounts counts) {
        return count(ChangeKind.CHANGED, counts.changed());
    }

    private long others(JoinCounts counts) {
        return count(ChangeKind.ADDED, counts.added() + counts.returned())
                + count(ChangeKind.REMOVED, counts.removed());
    }

    private long count(ChangeKind kind, long people) {
        return names == null || names.of(kind) == null ? 0 : people;
    }

    /** Why changes have no event. */
    static String why(Basis basis) {
        if (basis.use().scope() == Scope.FULL) {
            return "a run with --full sends no events";
        }
        return basis.use().scope() == Scope.BASELINE
                ? "a run with --baseline sends no events"
                : basis.tellsWhoIsNew()
                        ? "the mapping was changed, so that other values need not be a change of the person"
                        : "no run of this sync has completed yet, so that nobody can tell who is new";
    }

    /** How many events were dropped, since their people are removed for good. */
    long lost() {
        return lost;
    }

    /**
     * What the state says beside the values once the change is acknowledged.
     *
     * @param now what Customer.io has then; nothing for somebody who is removed
     */
    byte[] of(Change change, Payload now) throws IOException {
        PendingEvents had = PendingEvents.read(change.more());
        if (isForGood(change)) {
            lost += had.events().size();
            return NOTHING;
        }
        PendingEvents has = names == null ? had : with(change, now, had, names);
        return change.isKept() || !has.events().isEmpty() ? has.write() : NOTHING;
    }

    private PendingEvents with(Change change, Payload now, PendingEvents had, ChangeEventNames named) {
        Event doubtful = change.isUnsure() ? had.ofLast() : null;
        List<Event> events = new ArrayList<>(had.events());
        if (doubtful != null) {
            events.removeLast();
        }
        ChangeKind kind = kind(change, had);
        long generation = Math.max(start, had.generation() + 1);
        String name = named.of(kind);
        if (name != null && !change.isSame() && (kind == ChangeKind.CHANGED ? tellsChanged : tells)) {
            byte[] data = data(now, before(change, kind, doubtful));
            events.add(new Event(name, run, generation, change.fingerprint(), data));
        } else if (doubtful != null && kind == had.last()) {
            events.add(new Event(doubtful.name(), run, generation, doubtful.fingerprint(), doubtful.data()));
        }
        return new PendingEvents(generation, kind, events);
    }

    /** Whether the person does not exist afterwards; an event would add them anew. */
    private boolean isForGood(Change change) {
        return change.kind() == ChangeKind.REMOVED
                && config.incremental().removed().deletes();
    }

    /** Somebody whose arrival is in doubt is still new; of others in doubt, Customer.io has them. */
    private static ChangeKind kind(Change change, PendingEvents had) {
        if (change.kind() == ChangeKind.REMOVED) {
            return ChangeKind.REMOVED;
        }
        boolean isNew = change.isUnsure() ? had.last() == ChangeKind.ADDED : change.kind() != ChangeKind.CHANGED;
        return isNew ? ChangeKind.ADDED : ChangeKind.CHANGED;
    }

    /** The values before a change; null where they are not kept. Of a change in doubt its event has them. */
    private static @Nullable JsonValue before(Change change, ChangeKind kind, @Nullable Event doubtful) {
        if (kind == ChangeKind.ADDED) {
            return null;
        }
        if (doubtful != null) {
            return Nested.find(object(doubtful.data()), BEFORE)
                    .filter(value -> value.kind() == ValueKind.OBJECT)
                    .orElse(null);
        }
        return change.before().length == 0 || change.isUnsure() ? null : object(change.before());
    }

    static JsonValue object(byte[] json) {
        return new JsonValue(json, 0, json.length, ValueKind.OBJECT);
    }

    /** An attribute of the name stays, and so does what leaves no room for more. */
    private byte[] data(Payload now, @Nullable JsonValue before) {
        var fields = new ArrayList<Attribute>();
        for (Attribute attribute : now.attributes()) {
            if (!OVERRIDING.contains(attribute.name().text())) {
                fields.add(attribute);
            }
        }
        byte[] alone = new Payload(fields).json();
        int most = config.delivery().api() == Api.SINGLE ? MOST_OF_BODY : Limits.ENTRY - HEAD;
        boolean isTaken = fields.stream().anyMatch(field -> field.name().text().equals(BEFORE));
        if (before == null || isTaken || alone.length + before.length() > most - BEFORE.length()) {
            return alone;
        }
        fields.add(new Attribute(new AttributeName(BEFORE), before));
        return new Payload(fields).json();
    }
}
