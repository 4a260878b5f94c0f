package dev.upserter.state.file;

import dev.upserter.state.EntryKind;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.StateEntry;
import dev.upserter.state.bucket.Bucket;
import dev.upserter.state.bucket.Buckets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Merges what was acknowledged into what was known: of each person, the last entry is kept. For one thread. */
final class Compaction {
    private final KnownPeople known;
    private final Buckets acknowledged;
    private final StateWriter writer;
    private final byte[] forgotten;
    private boolean isKnown;

    /** @param forgotten whose key comes before this is left out */
    Compaction(KnownPeople known, Buckets acknowledged, StateWriter writer, String forgotten) {
        this.forgotten = forgotten.getBytes(StandardCharsets.UTF_8);
        this.known = known;
        this.acknowledged = acknowledged;
        this.writer = writer;
    }

    void run() throws IOException {
        isKnown = known.next();
        var entry = new StateEntry();
        var following = new StateEntry();
        for (int b = 0; b < Buckets.COUNT; b++) {
            Bucket bucket = acknowledged.sorted(b);
            for (int i = 0; i < bucket.size(); i++) {
                bucket.entry(i, entry);
                boolean isLast =
                        i + 1 == bucket.size() || bucket.entry(i + 1, following).compareWith(entry) != 0;
                if (isLast && entry.kind() != EntryKind.SEEN) {
                    copyUpTo(entry);
                    write(entry);
                }
            }
        }
        while (isKnown) {
            write(known.entry());
            isKnown = known.next();
        }
    }

    /** Copies the people before the entry; leaves out the one with its key. */
    private void copyUpTo(StateEntry entry) throws IOException {
        int order = isKnown ? known.entry().compareWith(entry) : 1;
        while (order < 0) {
            write(known.entry());
            isKnown = known.next();
            order = isKnown ? known.entry().compareWith(entry) : 1;
        }
        if (order == 0) {
            isKnown = known.next();
        }
    }

    private void write(StateEntry entry) throws IOException {
        if (entry.kind() != EntryKind.FORGOTTEN && !entry.isKeyBefore(forgotten)) {
            writer.add(entry);
        }
    }
}
