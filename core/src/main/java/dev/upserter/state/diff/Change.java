package dev.upserter.state.diff;

import dev.upserter.json.GrowingBytes;
import dev.upserter.mapping.RowValues;
import dev.upserter.plan.ChangeKind;
import dev.upserter.record.SourceRecord;
import dev.upserter.state.EntryKind;
import dev.upserter.state.StateEntry;
import dev.upserter.state.bucket.Bucket;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * One difference between a source and what was last delivered, as some bytes whose layout only this class knows: kind,
 * flags, the head of the {@link StateEntry} to acknowledge, the values before, and where the rows are. Valid until the next
 * change is read.
 */
@SuppressWarnings("EnumOrdinal") // the same process writes and reads it
public final class Change {
    private static final int KIND = 0;
    private static final int FLAGS = 1;
    private static final int HEAD = 2;
    private static final int SENT = 1;
    private static final int SAME = 2;
    private static final int UNSURE = 4;
    private static final ChangeKind[] KINDS = ChangeKind.values();
    private static final byte[] NO_VALUES = new byte[0];

    private final Changes changes;
    private final byte[] bytes;
    private final int headStart;
    private final int headEnd;
    private final byte[] before;
    private final byte[] more;
    private final ByteCursor rest;

    Change(Changes changes, byte[] bytes) {
        this.changes = changes;
        this.bytes = bytes;
        this.rest = new ByteCursor(bytes, HEAD);
        int length = (int) rest.number();
        this.headStart = rest.pass(length);
        this.headEnd = rest.at();
        this.before = part();
        this.more = part();
    }

    private byte[] part() {
        int partLength = (int) rest.number();
        int start = rest.pass(partLength);
        return partLength == 0 ? NO_VALUES : Arrays.copyOfRange(bytes, start, start + partLength);
    }

    /**
     * Writes a change without its rows.
     *
     * @param isSent whether something is sent; otherwise the change is only recorded
     * @param isSame whether the person was last delivered with the values of the row
     * @param isUnsure whether it is in doubt what the person was last delivered with
     * @param head   of the entry to acknowledge once the change is delivered
     * @param before the values sent last; empty if they are not kept
     * @param more   what else the state says of the person; empty for nothing
     */
    static void write(
            ChangeKind kind,
            boolean isSent,
            boolean isSame,
            boolean isUnsure,
            GrowingBytes head,
            byte[] before,
            byte[] more,
            GrowingBytes out) {
        out.put(kind.ordinal());
        out.put((isSent ? SENT : 0) | (isSame ? SAME : 0) | (isUnsure ? UNSURE : 0));
        out.putVarint(head.length());
        out.put(head.bytes(), 0, head.length());
        out.putVarint(before.length);
        out.put(before);
        out.putVarint(more.length);
        out.put(more);
    }

    /** Writes where the change's rows are, after its other parts; a change about a person who is gone has none. */
    static void writeRows(int inBucket, Bucket bucket, int[] rows, GrowingBytes out) {
        out.putVarint(inBucket);
        out.putVarint(rows.length);
        for (int row : rows) {
            out.putVarint(bucket.place(row));
            out.putVarint(bucket.length(row));
        }
    }

    /** The kind of difference. */
    public ChangeKind kind() {
        return KINDS[bytes[KIND]];
    }

    /** Whether something is sent; otherwise the change is only recorded. */
    public boolean isSent() {
        return (bytes[FLAGS] & SENT) != 0;
    }

    /** Whether the person was last delivered with the values of the row. */
    public boolean isSame() {
        return (bytes[FLAGS] & SAME) != 0;
    }

    /** Whether it is in doubt that the values sent last have arrived. */
    public boolean isUnsure() {
        return (bytes[FLAGS] & UNSURE) != 0;
    }

    /** The values sent last, a JSON object; empty if they are not kept. */
    public byte[] before() {
        return before;
    }

    /** The person's key. */
    public String key() {
        return StateEntry.keyOfHead(bytes, headStart, headEnd);
    }

    /** The hash of the person's key. */
    public long hash() {
        return StateEntry.hashOfHead(bytes, headStart);
    }

    /** What else the state says of the person; empty for nothing. */
    public byte[] more() {
        return more;
    }

    /** Whether the state keeps the person once the change is delivered. */
    public boolean isKept() {
        return StateEntry.kindOfHead(bytes, headStart) != EntryKind.FORGOTTEN;
    }

    /** The fingerprint of the entry to acknowledge. */
    public byte[] fingerprint() {
        return StateEntry.fingerprintOfHead(bytes, headStart);
    }

    /**
     * Writes the entry to acknowledge once the change is delivered. Of somebody who is forgotten it is recorded that they are gone,
     * where more is said of them.
     *
     * @param values that are sent; empty where they are not kept
     * @param said   what else is said then; empty for nothing
     */
    public void writeEntry(byte[] values, byte[] said, GrowingBytes out) {
        int at = out.length();
        out.put(bytes, headStart, headEnd);
        if (said.length > 0 && !isKept()) {
            StateEntry.setKind(EntryKind.GONE, at, out);
        }
        StateEntry.writeRest(at, values, said, out);
    }

    void update(MessageDigest digest) {
        digest.update(bytes, 0, headEnd);
        digest.update(before);
    }

    /**
     * The row of the change, if {@link ChangeKind#hasRow}.
     *
     * @param values what was made of it; several rows are merged
     * @param record the record it comes from; of several, the last
     */
    public record Now(RowValues values, SourceRecord record) {}

    /** The number of the last of its rows; that of nobody who is gone is 0. Nothing else of the change is read then. */
    public long number() throws IOException {
        return kind().hasRow() ? now().record().number() : 0;
    }

    /** Reads the row or rows; to be called once. */
    public Now now() throws IOException {
        int bucket = (int) rest.number();
        int rows = (int) rest.number();
        StagedRowFormat.StagedRow row = row(bucket);
        if (rows == 1) {
            return new Now(row.values(), row.record());
        }
        var merge = new MergedRows();
        merge.add(row.values());
        for (int i = 1; i < rows; i++) {
            row = row(bucket);
            merge.add(row.values());
        }
        return new Now(merge.row(), row.record());
    }

    private StagedRowFormat.StagedRow row(int bucket) throws IOException {
        long place = rest.number();
        return changes.row(bucket, place, (int) rest.number());
    }
}
