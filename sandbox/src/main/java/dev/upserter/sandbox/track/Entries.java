package dev.upserter.sandbox.track;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.http.Reply;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.fault.Script;
import dev.upserter.sandbox.store.Stores;
import dev.upserter.sandbox.traffic.Call;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Applies the accepted entries of a request and reports the refused ones. Thread-safe. */
public final class Entries {
    /** A refused entry with its 0-based position in the batch. */
    private record Place(int index, Entry.Refused refused) {}

    private final Stores stores;
    private final Script script;
    private final LongAdder refusals = new LongAdder();

    public Entries(Stores stores, Script script) {
        this.stores = stores;
        this.script = script;
    }

    /** Counts refused entries from zero. */
    public void reset() {
        refusals.reset();
    }

    public long refusals() {
        return refusals.sum();
    }

    Call batch(List<Entry> entries) {
        return new Call(Call.Kind.BATCH, people(entries), isUnknown(entries), () -> applyBatch(entries));
    }

    /** A request of one entry; {@code refusal} words the refusal for its endpoint, {@code success} is its answer. */
    Call single(Entry entry, Function<Entry.Refused, Reply> refusal, Reply success) {
        return new Call(
                Call.Kind.SINGLE,
                people(List.of(entry)),
                isUnknown(List.of(entry)),
                () -> applySingle(entry, refusal, success));
    }

    private static boolean isUnknown(List<Entry> entries) {
        return entries.stream().anyMatch(entry -> entry instanceof Entry.Refused refused && refused.isUnknown());
    }

    static Reply metaErrors(Entry.Refused refused) {
        return TrackReplies.metaErrors(
                refused.reason().equals(Entry.Refused.NOT_FOUND) ? 404 : 400,
                refused.field().isEmpty() ? refused.message() : refused.field() + ": " + refused.message());
    }

    private Reply applyBatch(List<Entry> entries) {
        Script.Screening screening = script.screening(entries);
        if (screening.whole().isPresent()) {
            refusals.add(entries.size());
            return TrackReplies.refused(screening.whole().get());
        }
        var accepted = new ArrayList<Entry>(entries.size());
        var places = new ArrayList<Integer>();
        var refused = new ArrayList<Place>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = screening.entries().get(i);
            if (entry instanceof Entry.Refused refusal) {
                refused.add(new Place(i, refusal));
            } else {
                accepted.add(entry);
                places.add(i);
            }
        }
        List<Optional<Entry.Refused>> refusedNow = stores.apply(accepted);
        for (int i = 0; i < refusedNow.size(); i++) {
            int place = places.get(i);
            refusedNow.get(i).ifPresent(refusal -> refused.add(new Place(place, refusal)));
        }
        refused.sort(Comparator.comparingInt(Place::index));
        refusals.add(refused.size());
        return refused.isEmpty() ? TrackReplies.OK : TrackReplies.json(207, json -> write(refused, json));
    }

    private Reply applySingle(Entry entry, Function<Entry.Refused, Reply> refusal, Reply success) {
        Entry screened = script.screened(entry);
        Optional<Entry.Refused> refused = screened instanceof Entry.Refused before
                ? Optional.of(before)
                : stores.apply(List.of(screened)).getFirst();
        if (refused.isPresent()) {
            refusals.increment();
            return refusal.apply(refused.get());
        }
        return success;
    }

    private static void write(List<Place> refused, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("errors");
        for (Place place : refused) {
            json.writeStartObject();
            json.writeNumberField("batch_index", place.index());
            TrackReplies.fields(place.refused(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static List<EntryIdentifier> people(List<Entry> entries) {
        return entries.stream().flatMap(entry -> entry.about().stream()).toList();
    }
}
