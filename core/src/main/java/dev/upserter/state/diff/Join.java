package dev.upserter.state.diff;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.RowValues;
import dev.upserter.plan.ChangeKind;
import dev.upserter.plan.Duplicates;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Location;
import dev.upserter.record.SourceRecord;
import dev.upserter.state.EntryKind;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.StateEntry;
import dev.upserter.state.bucket.Bucket;
import dev.upserter.state.bucket.Buckets;
import dev.upserter.state.bucket.Payloads;
import dev.upserter.state.diff.Takeovers.Holder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Compares the people of a source with those of the state, bucket by bucket. For one thread, used once. */
public final class Join {
    /** Greater than all places in a bucket. */
    private static final long LAST_PLACE = 1L << 38;

    private static final byte[] NO_VALUES = new byte[0];
    private static final int[] NO_ROWS = new int[0];

    /** Hears of rows that become no change. */
    public interface UnsentListener {
        /** A row that is not used, because another row of the same person is. */
        void duplicate(Where row);

        /** A row that says what is known. */
        default void unchanged(Where row) {}

        /** A row that differs from what is known, which stays. */
        default void left(Where row) {}
    }

    /** Reads a row on request; only until the listener returns. */
    public interface Where {
        SourceRecord record() throws IOException;

        /** Where it is. */
        default Location location() throws IOException {
            return record().location();
        }
    }

    private final Staging staging;
    private final KnownPeople known;
    private final JoinRules rules;
    private final byte[] forgottenBefore;
    private final ChangeList changes;
    private final UnsentListener listener;
    private final StateEntry entry = new StateEntry();
    private final StateEntry following = new StateEntry();
    private final Fingerprinter fingerprinter = new Fingerprinter();
    private final byte[] merged = new byte[Fingerprinter.LENGTH];
    /** Of a person with one row, which most people are. */
    private final int[] one = new int[1];
    /** The head of the entry to acknowledge once the current person is delivered. */
    private final GrowingBytes head = new GrowingBytes(256);

    private LongPredicate lost = hash -> false;
    private Takeovers takeovers = Takeovers.none();
    private boolean isKnown;
    private long again;
    private long added;
    private long changed;
    private long returned;
    private long unchanged;
    private long removed;
    private long held;
    private long left;
    private long forgotten;
    private long same;
    private long duplicates;
    private long people;
    private long untold;

    public Join(Staging staging, KnownPeople known, JoinRules rules, Changes changes, UnsentListener listener) {
        this.staging = staging;
        this.known = known;
        this.rules = rules;
        this.forgottenBefore = rules.forgotten().getBytes(StandardCharsets.UTF_8);
        this.changes = changes.list();
        this.listener = listener;
    }

    /** Counts of what it finds, too, how much was lost before by hashes of keys. */
    public void counting(LongPredicate hashesOfLost) {
        lost = hashesOfLost;
    }

    /** Tells whose identifiers others take. */
    public void telling(Takeovers others) {
        takeovers = others;
    }

    /** How many changes are of what was lost, and is in the source; known after {@link #run}. */
    public long again() {
        return again;
    }

    /** Finds all changes. */
    public void run() throws IOException {
        advance();
        takeovers = isKnown ? takeovers : Takeovers.none();
        for (int b = 0; b < Buckets.COUNT; b++) {
            Bucket bucket = staging.buckets().sorted(b);
            try (Payloads payloads = staging.buckets().payloads(b)) {
                var staged = new StagedBucket(staging, b, bucket, payloads);
                for (int i = 0; i < bucket.size(); ) {
                    bucket.entry(i, entry);
                    int end = endOfPerson(bucket, i);
                    passUpTo(entry);
                    person(staged, i, end);
                    i = end;
                }
            }
            changes.endBucket();
        }
        while (isKnown) {
            absent();
        }
        changes.endBucket();
    }

    private void advance() throws IOException {
        isKnown = known.next();
        people += isKnown && known.entry().kind() == EntryKind.PRESENT ? 1 : 0;
    }

    private int endOfPerson(Bucket bucket, int i) {
        int end = i + 1;
        while (end < bucket.size() && bucket.entry(end, following).compareWith(entry) == 0) {
            end++;
        }
        return end;
    }

    private void passUpTo(StateEntry person) throws IOException {
        while (isKnown && known.entry().compareWith(person) < 0) {
            absent();
        }
    }

    private void absent() throws IOException {
        tellHolder(rules.absent() == Absent.REMOVED ? Holder.GOES : Holder.STAYS);
        if (known.entry().kind() == EntryKind.PRESENT) {
            switch (rules.absent()) {
                case KEPT -> {}
                case HELD -> held++;
                case REMOVED -> remove();
                case DROPPED -> write(ChangeKind.DROPPED, EntryKind.FORGOTTEN, false);
            }
        }
        advance();
    }

    private void tellHolder(Holder how) {
        StateEntry person = known.entry();
        if (person.kind() == EntryKind.PRESENT || person.kind() == EntryKind.MARKED) {
            takeovers.holds(person.other(), person.hash(), person.kind() == EntryKind.MARKED ? Holder.STAYS : how);
        }
    }

    private void remove() {
        removed++;
        write(ChangeKind.REMOVED, rules.keepMarked() ? EntryKind.MARKED : EntryKind.FORGOTTEN, rules.sendRemoved());
    }

    /** Writes a change of somebody who is not in the source. */
    private void write(ChangeKind kind, EntryKind becomes, boolean isSent) {
        head.clear();
        known.entry().writeHead(becomes, head);
        Change.write(
                kind,
                isSent,
                false,
                known.entry().isUnsure(),
                head,
                known.entry().values(),
                known.entry().more(),
                changes.next());
        changes.add(LAST_PLACE);
    }

    /** The result; known after {@link #run}. */
    public JoinCounts counts() {
        return new JoinCounts(added, changed, returned, unchanged, removed, duplicates, people);
    }

    /** How many people would have been removed, but were held; known after {@link #run}. */
    public long held() {
        return held;
    }

    /** How many people were left unchanged, though they differ; known after {@link #run}. */
    public long left() {
        return left;
    }

    /** How many would be sent whose first values the state did not keep; known after {@link #run}. */
    public long untold() {
        return untold;
    }

    /** How many are unchanged only since the state may have forgotten them; known after {@link #run}. */
    public long forgotten() {
        return forgotten;
    }

    /** How many changes are of people whose values are as they were delivered; known after {@link #run}. */
    public long same() {
        return same;
    }

    /** The rows of the person of {@link #entry}, in the order of the source, including rows that are not sent. */
    private void person(StagedBucket staged, int from, int to) throws IOException {
        boolean matches = isKnown && known.entry().compareWith(entry) == 0;
        int[] rows = to - from == 1 ? row(from) : ordered(staged, rows(staged.bucket, from, to));
        if (rows.length > 0) {
            int standing = rules.duplicates() == Duplicates.FIRST ? rows[0] : rows[rows.length - 1];
            if (rows.length > 1) {
                superseded(staged, rows, standing);
            }
            if (standing != from) {
                staged.bucket.entry(standing, entry);
            }
            head.clear();
            if (rows.length > 1 && rules.duplicates() == Duplicates.MERGE) {
                fingerprint(staged, rows, null);
                compare(staged, rows, matches);
            } else {
                entry.writeHead(EntryKind.PRESENT, head);
                compare(staged, only(standing), matches);
            }
        } else if (matches) {
            tellHolder(Holder.STAYS);
        }
        if (matches) {
            advance();
        }
    }

    private int[] row(int i) {
        return entry.kind() == EntryKind.SEEN ? NO_ROWS : only(i);
    }

    private int[] only(int row) {
        one[0] = row;
        return one;
    }

    private int[] rows(Bucket bucket, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += bucket.entry(i, following).kind() == EntryKind.SEEN ? 0 : 1;
        }
        int[] rows = new int[count];
        int next = 0;
        for (int i = from; i < to; i++) {
            if (bucket.entry(i, following).kind() != EntryKind.SEEN) {
                rows[next++] = i;
            }
        }
        return rows;
    }

    /** The newest last, where rows say when they were changed; in the order of the source otherwise. */
    private int[] ordered(StagedBucket staged, int[] rows) throws IOException {
        boolean inOrder = !staging.layout().hasTime() || rules.duplicates() == Duplicates.FIRST;
        if (rows.length < 2 || inOrder) {
            return rows;
        }
        var times = new HashMap<Integer, Long>();
        for (int row : rows) {
            times.put(row, staged.read(row).values().time());
        }
        return Arrays.stream(rows)
                .boxed()
                .sorted(Comparator.comparing(times::get))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void superseded(StagedBucket staged, int[] rows, int standing) {
        for (int row : rows) {
            if (row != standing) {
                duplicates++;
                listener.duplicate(staged.at(row));
            }
        }
    }

    /** Writes a head of merged rows. A value that is held back, or gone while the first one stays, makes nobody another. */
    private void fingerprint(StagedBucket staged, int[] rows, @Nullable JsonValue last) throws IOException {
        var merge = new MergedRows();
        for (int row : rows) {
            merge.add(staged.read(row).values());
        }
        RowValues row = merge.row();
        fingerprinter.write(
                staging.first().compared(row.payload(), last), row.compared(), row.relationship(), merged, 0);
        staging.tellOther(row, merged);
        head.clear();
        entry.writeHead(merged, head);
    }

    /** Whether Customer.io may have a first value that the state did not keep. */
    private boolean lacksValues(boolean matches, byte[] values) {
        EntryKind kind = matches ? known.entry().kind() : EntryKind.FORGOTTEN;
        boolean isThere = kind == EntryKind.PRESENT || kind == EntryKind.MARKED;
        return isThere && values.length == 0 && !staging.first().isEmpty();
    }

    /** Compares the person whose head was written with what is known of them. */
    private void compare(StagedBucket staged, int[] rows, boolean matches) throws IOException {
        boolean isThere = matches && known.entry().kind() != EntryKind.GONE;
        boolean isUnsure = matches && known.entry().isUnsure();
        boolean isPresent =
                matches && !(isUnsure && rules.keepMarked()) && known.entry().kind() == EntryKind.PRESENT;
        boolean isSame = isPresent && known.entry().hasFingerprintOf(head);
        byte[] values = isThere ? known.entry().values() : NO_VALUES;
        if (isThere && !isSame && !staging.first().isEmpty() && values.length > 0) {
            fingerprint(staged, rows, new JsonValue(values, 0, values.length, ValueKind.OBJECT));
            isSame = isPresent && known.entry().hasFingerprintOf(head);
        }
        int standing = rows[rows.length - 1];
        boolean lacksValues = lacksValues(matches, values);
        boolean isToldNow = lacksValues && !rules.send();
        if (isSame && !rules.everybody() && !isToldNow) {
            unchanged++;
            listener.unchanged(staged.at(standing));
            return;
        }
        if (!isThere && !rules.everybody() && entry.isKeyBefore(forgottenBefore)) {
            unchanged++;
            forgotten++;
            listener.unchanged(staged.at(standing));
            return;
        }
        if (rules.leaveKnown() && isThere && !isUnsure) {
            left++;
            tellHolder(Holder.STAYS);
            listener.left(staged.at(standing));
            return;
        }
        ChangeKind kind = isPresent ? ChangeKind.CHANGED : isThere ? ChangeKind.RETURNED : ChangeKind.ADDED;
        switch (kind) {
            case ADDED -> added++;
            case CHANGED -> changed++;
            case RETURNED -> returned++;
            case REMOVED, DROPPED -> throw new IllegalStateException("the person is in the source");
        }
        again += lost.test(entry.hash()) ? 1 : 0;
        boolean send = isPresent && !isUnsure ? rules.sendKnown() : rules.send();
        untold += lacksValues && send ? 1 : 0;
        tellTaker(matches, send, isPresent);
        boolean isTold = !isUnsure || !staging.first().isEmpty();
        byte[] before = isTold ? values : NO_VALUES;
        byte[] more = matches ? known.entry().more() : NO_VALUES;
        same += isSame ? 1 : 0;
        Change.write(kind, send, isSame, isUnsure, head, before, more, changes.next());
        Change.writeRows(staged.number, staged.bucket, rows, changes.next());
        changes.add(staged.bucket.place(rows[0]));
    }

    /** Tells that the person whose head was written is sent; somebody in doubt is known only with an identifier. */
    private void tellTaker(boolean matches, boolean isSent, boolean isPresent) {
        long now = StateEntry.otherOfHead(head);
        long before = matches ? known.entry().other() : 0;
        if (isSent) {
            takeovers.takes(
                    now, entry.hash(), before, isPresent && !(known.entry().isUnsure() && before == 0));
        }
        if (matches && now != before) {
            tellHolder(isSent ? Holder.CHANGES : Holder.STAYS);
        }
    }
}
