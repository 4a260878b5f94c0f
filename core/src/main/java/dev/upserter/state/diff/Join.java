package dev.upserter.state.diff;

import dev.upserter.plan.ChangeKind;
import dev.upserter.plan.Duplicates;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.plan.GrowingBytes;
import dev.upserter.problem.Location;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.PersonEntry;
import dev.upserter.state.bucket.Bucket;
import dev.upserter.state.bucket.Buckets;
import dev.upserter.state.bucket.Payloads;
import java.io.IOException;

/** Holds the people of a source, bucket by bucket, against those who are known. For one thread, used once. */
@SuppressWarnings("EnumOrdinal") // what is written is read by the same process
public final class Join {
    /** Behind all places in a bucket. */
    private static final long LAST_PLACE = 1L << 38;

    /** Hears of rows that do not stand. */
    public interface DuplicateListener {
        /**
         * One row.
         *
         * @param wherever where it is
         */
        void duplicate(Where wherever);
    }

    /** Tells a place, if asked; only until the listener returns. */
    public interface Where {
        Location location() throws IOException;
    }

    private final Staging staging;
    private final KnownPeople known;
    private final JoinRules rules;
    private final ChangeList changes;
    private final DuplicateListener listener;
    private final PersonEntry entry = new PersonEntry();
    private final PersonEntry following = new PersonEntry();
    private final Fingerprinter fingerprinter = new Fingerprinter();
    private final byte[] merged = new byte[Fingerprinter.LENGTH];
    private final GrowingBytes note = new GrowingBytes(256);
    private boolean isKnown;
    private long added;
    private long changed;
    private long returned;
    private long unchanged;
    private long removed;
    private long held;
    private long left;
    private long duplicates;
    private long people;

    public Join(Staging staging, KnownPeople known, JoinRules rules, Changes changes, DuplicateListener listener) {
        this.staging = staging;
        this.known = known;
        this.rules = rules;
        this.changes = changes.list();
        this.listener = listener;
    }

    /** Finds all changes. */
    public JoinCounts run() throws IOException {
        advance();
        for (int b = 0; b < Buckets.COUNT; b++) {
            Bucket bucket = staging.buckets().sorted(b);
            try (Payloads payloads = staging.buckets().payloads(b)) {
                for (int i = 0; i < bucket.size(); ) {
                    int end = endOfPerson(bucket, i);
                    passUpTo(bucket.entry(i, entry));
                    person(b, bucket, payloads, i, end);
                    i = end;
                }
            }
            changes.endBucket();
        }
        while (isKnown) {
            absent();
        }
        changes.endBucket();
        return new JoinCounts(added, changed, returned, unchanged, removed, duplicates, people);
    }

    private void advance() throws IOException {
        isKnown = known.next();
        people += isKnown && known.entry().kind() == PersonEntry.PRESENT ? 1 : 0;
    }

    private int endOfPerson(Bucket bucket, int i) {
        bucket.entry(i, entry);
        int end = i + 1;
        while (end < bucket.size() && bucket.entry(end, following).compareTo(entry) == 0) {
            end++;
        }
        return end;
    }

    private void passUpTo(PersonEntry person) throws IOException {
        while (isKnown && known.entry().compareTo(person) < 0) {
            absent();
        }
    }

    private void absent() throws IOException {
        if (known.entry().kind() == PersonEntry.PRESENT) {
            switch (rules.absent()) {
                case KEPT -> {}
                case HELD -> held++;
                case REMOVED -> remove();
            }
        }
        advance();
    }

    private void remove() {
        removed++;
        note.clear();
        known.entry().begin(rules.keepMarked() ? PersonEntry.MARKED : PersonEntry.FORGOTTEN, note);
        write(ChangeKind.REMOVED, rules.sendRemoved(), false, known.entry());
        changes.next().putVarint(0);
        changes.next().putVarint(0);
        changes.add(LAST_PLACE);
    }

    /** How many people would have been removed, had they not been held; known after {@link #run}. */
    public long held() {
        return held;
    }

    /** How many people were left as they are, though they differ; known after {@link #run}. */
    public long left() {
        return left;
    }

    private void write(ChangeKind kind, boolean send, boolean isSame, PersonEntry before) {
        GrowingBytes out = changes.next();
        out.put(kind.ordinal());
        out.put((send ? Change.SENT : 0) | (isSame ? Change.SAME : 0));
        out.putVarint(note.length());
        out.put(note.bytes(), 0, note.length());
        byte[] values = before.values();
        out.putVarint(values.length);
        out.put(values);
    }

    /** One person's rows, in the order of the source; those that are not sent stand among them. */
    private void person(int b, Bucket bucket, Payloads payloads, int from, int to) throws IOException {
        boolean matches = isKnown && known.entry().compareTo(entry) == 0;
        int[] rows = rows(bucket, from, to);
        if (rows.length > 0) {
            int standing = rules.duplicates() == Duplicates.FIRST ? rows[0] : rows[rows.length - 1];
            if (rows.length > 1) {
                superseded(bucket, payloads, rows, standing);
            }
            bucket.entry(standing, entry);
            note.clear();
            if (rows.length > 1 && rules.duplicates() == Duplicates.MERGE) {
                fingerprint(bucket, payloads, rows);
                entry.begin(merged, note);
                note.putVarint(0);
                following.look(note.bytes(), 0, note.length());
                note.cut(note.length() - 1);
                compare(b, bucket, rows, following, matches);
            } else {
                entry.begin(PersonEntry.PRESENT, note);
                compare(b, bucket, new int[] {standing}, entry, matches);
            }
        }
        if (matches) {
            advance();
        }
    }

    private int[] rows(Bucket bucket, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += bucket.entry(i, following).kind() == PersonEntry.SEEN ? 0 : 1;
        }
        int[] rows = new int[count];
        int next = 0;
        for (int i = from; i < to; i++) {
            if (bucket.entry(i, following).kind() != PersonEntry.SEEN) {
                rows[next++] = i;
            }
        }
        return rows;
    }

    private void superseded(Bucket bucket, Payloads payloads, int[] rows, int standing) {
        for (int row : rows) {
            if (row != standing) {
                duplicates++;
                listener.duplicate(() -> staged(bucket, payloads, row).record().location());
            }
        }
    }

    private RowCodec.StagedRow staged(Bucket bucket, Payloads payloads, int row) throws IOException {
        long place = bucket.place(row);
        byte[] bytes = payloads.bytes(place, bucket.length(row));
        return staging.codec().read(bytes, payloads.start(place));
    }

    private void fingerprint(Bucket bucket, Payloads payloads, int[] rows) throws IOException {
        var merge = new Merge();
        for (int row : rows) {
            merge.add(staged(bucket, payloads, row).operation());
        }
        fingerprinter.write(merge.operation(), merged, 0);
    }

    private void compare(int b, Bucket bucket, int[] rows, PersonEntry now, boolean matches) {
        boolean isUnsure = matches && known.entry().isUnsure();
        boolean isPresent =
                matches && !(isUnsure && rules.keepMarked()) && known.entry().kind() == PersonEntry.PRESENT;
        boolean isSame = isPresent && known.entry().sameFingerprint(now);
        if (isSame && !rules.everybody()) {
            unchanged++;
            return;
        }
        if (rules.leaveKnown() && matches && !isUnsure) {
            left++;
            return;
        }
        ChangeKind kind = isPresent ? ChangeKind.CHANGED : matches ? ChangeKind.RETURNED : ChangeKind.ADDED;
        switch (kind) {
            case ADDED -> added++;
            case CHANGED -> changed++;
            case RETURNED -> returned++;
            case REMOVED -> throw new IllegalStateException("the person is in the source");
        }
        write(kind, isPresent && !isUnsure ? rules.sendKnown() : rules.send(), isSame, matches ? known.entry() : entry);
        GrowingBytes out = changes.next();
        out.putVarint(b);
        out.putVarint(rows.length);
        for (int row : rows) {
            out.putVarint(bucket.place(row));
            out.putVarint(bucket.length(row));
        }
        changes.add(bucket.place(rows[0]));
    }
}
