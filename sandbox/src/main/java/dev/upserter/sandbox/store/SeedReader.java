package dev.upserter.sandbox.store;

import dev.upserter.sandbox.entry.BatchReader;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.entry.EntryIdentifier.Kind;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.RawFields;
import dev.upserter.sandbox.entry.RawJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Puts into the stores what a seed says: {@code batch}, entries as v2 takes them; {@code anonymousEvents}, bodies as v1 takes
 * them; {@code segments}, each with its members. An export has this form.
 */
public final class SeedReader {
    private final Stores stores;

    public SeedReader(Stores stores) {
        this.stores = stores;
    }

    /**
     * Applies a seed, or nothing of it where it says what the service would not take.
     *
     * @return how many entries were applied
     * @throws IllegalArgumentException with a message that says what is wrong, and where
     */
    public int apply(byte[] body) {
        try {
            List<Entry> entries = read(body);
            return Math.toIntExact(
                    stores.apply(entries).stream().filter(Optional::isEmpty).count());
        } catch (IOException e) {
            throw new IllegalArgumentException("the body is not valid JSON", e);
        } catch (EntryRefusedException e) {
            throw new IllegalArgumentException(
                    e.refused().field() + ": " + e.refused().message(), e);
        }
    }

    private List<Entry> read(byte[] body) throws IOException, EntryRefusedException {
        var entries = new ArrayList<Entry>();
        for (RawJson.Span span : BatchReader.spans(body).orElse(List.of())) {
            entries.add(valid("batch", entries.size(), stores.read(body, span)));
        }
        RawFields fields = RawFields.ofBody(body);
        for (RawFields event : fields.list("anonymousEvents")) {
            entries.add(stores.anonymousEvent(event));
        }
        for (RawFields segment : fields.list("segments")) {
            OptionalLong number = segment.number("segment");
            if (number.isEmpty()) {
                throw EntryRefusedException.required("segments.segment");
            }
            for (RawFields member : segment.list("members")) {
                entries.add(stores.member(number.getAsLong(), identifier(member)));
            }
        }
        return entries;
    }

    private static EntryIdentifier identifier(RawFields member) throws EntryRefusedException {
        for (Map.Entry<String, String> field : member.values().entrySet()) {
            var kind = Kind.named(field.getKey());
            if (kind.isPresent()) {
                return new EntryIdentifier(kind.get(), member.text(field.getKey()));
            }
        }
        throw EntryRefusedException.invalid("segments.members", "must be id, email or cio_id");
    }

    private static Entry valid(String list, int index, Entry entry) throws EntryRefusedException {
        if (entry instanceof Entry.Refused refused) {
            throw EntryRefusedException.invalid(
                    list + "[" + index + "]" + (refused.field().isEmpty() ? "" : "." + refused.field()),
                    refused.message());
        }
        return entry;
    }
}
