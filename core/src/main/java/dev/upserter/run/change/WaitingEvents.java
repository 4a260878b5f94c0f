package dev.upserter.run.change;

import dev.upserter.batch.BatchPool;
import dev.upserter.batch.Packer;
import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Destination;
import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.kind.Kinds;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.EventType;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.Payload;
import dev.upserter.operation.TrackEvent;
import dev.upserter.plan.EventIds;
import dev.upserter.plan.TypedKey;
import dev.upserter.record.SourceRecord;
import dev.upserter.report.ChangeEvents;
import dev.upserter.run.change.PendingEvents.Event;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.pass.Sending;
import dev.upserter.state.EntriesAside;
import dev.upserter.state.EntryKind;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.LastRun;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import dev.upserter.state.file.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Sends the events that the state keeps for people whose changes were acknowledged. Of each person one event is under way at a
 * time, the oldest first: so the entry that acknowledges it says what is left. For one thread, used once.
 */
final class WaitingEvents {
    private final Execution run;
    private final SyncConfig config;
    private final StateStore store;
    private final Path aside;
    private final EventLedger ledger;
    private final EventIds ids = new EventIds();
    private final GrowingBytes note = new GrowingBytes(256);
    private final SourceRecord nowhere = SourceRecord.restored("(an event that tells of a change)");
    private long due = -1;

    /** @param folder of the sync, locked */
    WaitingEvents(Execution run, StateStore store, Path folder) {
        this.run = run;
        this.config = run.config();
        this.store = store;
        this.aside = folder.resolve(FileStore.STAGING).resolve("events");
        this.ledger = new EventLedger(run.account(), store);
        nowhere.restore(0, 0, 0, 0, JsonValue.ofJson("{}"));
    }

    /** How many events wait in a state. */
    static long count(StateStore store) throws IOException {
        long count = 0;
        try (KnownPeople known = store.known()) {
            while (known.next()) {
                count += isReady(known.entry())
                        ? PendingEvents.read(known.entry().more()).events().size()
                        : 0;
            }
        }
        return count;
    }

    /** As long as it is in doubt whether a change arrived, its events wait. */
    private static boolean isReady(StateEntry entry) {
        return entry.saysMore() && !entry.isUnsure();
    }

    /**
     * Sends them, and makes the new state.
     *
     * @param header of the state
     * @param last   the run, as it has ended
     */
    void send(Sending sending, Destination to, StateHeader header, LastRun last)
            throws IOException, InterruptedException {
        try {
            boolean isMore = true;
            while (isMore && run.account().stop().isEmpty()) {
                isMore = round(sending, to, header, last);
            }
        } finally {
            Files.deleteIfExists(aside);
            run.account()
                    .changeEvents(new ChangeEvents(
                            Math.max(due, 0),
                            ledger.sent(),
                            ledger.refused(),
                            Math.max(due, 0) - ledger.sent() - ledger.refused()));
        }
    }

    /** Sends one event of each person; whether there may be more of them. */
    private boolean round(Sending sending, Destination to, StateHeader header, LastRun last)
            throws IOException, InterruptedException {
        Gathered found = gather();
        due = due < 0 ? found.events() : due;
        if (found.people() == 0) {
            return false;
        }
        store.begin(header, run.id());
        boolean isThrough = false;
        try {
            var pool = new BatchPool(Kinds.routingOfEvents(config.delivery().api()), run.memory());
            sending.deliver(to, ledger, pool, (delivery, stopped) -> send(new Packer(pool, delivery), stopped));
            isThrough = run.account().stop().isEmpty();
        } finally {
            store.finish(header, isThrough ? last : new LastRun(run.id(), true));
        }
        return found.isMore();
    }

    /**
     * What was written aside.
     *
     * @param people that have an event to send
     * @param events they have
     * @param isMore whether somebody has several
     */
    private record Gathered(long people, long events, boolean isMore) {}

    /** Writes aside who has events. */
    private Gathered gather() throws IOException {
        long people = 0;
        long events = 0;
        boolean isMore = false;
        try (var out = EntriesAside.make(aside);
                KnownPeople known = store.known()) {
            var bytes = new GrowingBytes(256);
            while (known.next()) {
                int open = isReady(known.entry()) ? open(known.entry()) : 0;
                if (open > 0) {
                    bytes.clear();
                    known.entry().write(bytes);
                    out.add(bytes);
                    people++;
                    events += open;
                    isMore |= open > 1;
                }
            }
        }
        return new Gathered(people, events, isMore);
    }

    private int open(StateEntry entry) throws IOException {
        return PendingEvents.read(entry.more()).events().size() - ledger.refusedOf(entry.key());
    }

    private void send(Packer packer, BooleanSupplier stopped) throws IOException, InterruptedException {
        try (KnownPeople people = EntriesAside.read(aside)) {
            while (!stopped.getAsBoolean() && people.next()) {
                send(people.entry(), packer);
            }
        }
        if (!stopped.getAsBoolean()) {
            packer.flush();
        }
    }

    private void send(StateEntry entry, Packer packer) throws IOException, InterruptedException {
        PendingEvents has = PendingEvents.read(entry.more());
        int index = ledger.refusedOf(entry.key());
        note.clear();
        after(entry, has.without(index)).write(note);
        packer.add(operation(entry.key(), has.events().get(index)), nowhere, note.bytes(), note.length());
    }

    private static StateEntry after(StateEntry entry, PendingEvents left) {
        boolean isForgotten = entry.kind() == EntryKind.GONE && left.events().isEmpty();
        return StateEntry.of(
                isForgotten ? EntryKind.FORGOTTEN : entry.kind(),
                entry.hash(),
                entry.fingerprint(),
                entry.keyBytes(),
                entry.values(),
                isForgotten ? new byte[0] : left.write());
    }

    private TrackEvent operation(String text, Event event) {
        TypedKey key = config.typedKey(text);
        var person = new Identifier(key.type(), JsonValue.ofText(key.key()));
        JsonValue name = JsonValue.ofText(event.name());
        long seconds = event.generation() / 1000;
        String own = HexFormat.of().formatHex(event.fingerprint()) + " " + event.generation() + " " + event.run();
        Payload data = data(event);
        return new TrackEvent(
                person,
                EventType.EVENT,
                name,
                seconds,
                ids.of(person, EventType.EVENT, name, seconds, JsonValue.ofText(own), "", data),
                data);
    }

    private static Payload data(Event event) {
        JsonValue object = EventNotes.object(event.data());
        List<Attribute> fields = new ArrayList<>();
        for (String name : Nested.names(object)) {
            JsonValue value = Nested.find(object, name).orElse(JsonValue.NULL);
            fields.add(new Attribute(new AttributeName(name), value));
        }
        return new Payload(fields);
    }
}
