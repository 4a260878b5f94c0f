package dev.upserter.state.diff;

import dev.upserter.json.GrowingBytes;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.plan.ChangeKind;
import dev.upserter.record.SourceRecord;
import dev.upserter.state.StateEntry;
import dev.upserter.state.bucket.Bucket;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * One difference between a source and what was last delivered, in some bytes whose layout no other class knows: kind, flags,
 * the head of the {@link StateEntry} that is to be acknowledged, the values before, and where the rows are. Good until the
 * next is looked at.
 */
@SuppressWarnings("EnumOrdinal") // what is written is read by the same process
public final class Change {
    private static final int KIND = 0;
    private static final int FLAGS = 1;
    private static final int HEAD = 2;
    private static final int SENT = 1;
    private static final int SAME = 2;
    private static final ChangeKind[] KINDS = ChangeKind.values();
    private static final byte[] NO_VALUES = new byte[0];

    private final Changes changes;
    private final byte[] bytes;
    private final int headStart;
    private final int headEnd;
    private final byte[] before;
    private final ByteCursor rest;

    Change(Changes changes, byte[] bytes) {
        this.changes = changes;
        this.bytes = bytes;
        this.rest = new ByteCursor(bytes, HEAD);
        int length = (int) rest.number();
        this.headStart = rest.pass(length);
        this.headEnd = rest.at();
        int values = (int) rest.number();
        int start = rest.pass(values);
        this.before = values == 0 ? NO_VALUES : Arrays.copyOfRange(bytes, start, start + values);
    }

    /**
     * Writes a change but for its rows.
     *
     * @param isSent whether something is sent; otherwise the change is only written down
     * @param isSame whether the person was delivered as the row says
     * @param head   of the entry that is acknowledged once the change is delivered
     * @param before the values that were sent last; empty where they are not kept
     */
    static void write(
            ChangeKind kind, boolean isSent, boolean isSame, GrowingBytes head, byte[] before, GrowingBytes out) {
        out.put(kind.ordinal());
        out.put((isSent ? SENT : 0) | (isSame ? SAME : 0));
        out.putVarint(head.length());
        out.put(head.bytes(), 0, head.length());
        out.putVarint(before.length);
        out.put(before);
    }

    /** Writes where the rows are that say it, behind the rest of a change; one of people who are gone has none. */
    static void writeRows(int inBucket, Bucket bucket, int[] rows, GrowingBytes out) {
        out.putVarint(inBucket);
        out.putVarint(rows.length);
        for (int row : rows) {
            out.putVarint(bucket.place(row));
            out.putVarint(bucket.length(row));
        }
    }

    /** How the person differs. */
    public ChangeKind kind() {
        return KINDS[bytes[KIND]];
    }

    /** Whether something is sent; otherwise the change is only written down. */
    public boolean isSent() {
        return (bytes[FLAGS] & SENT) != 0;
    }

    /** Whether the person was delivered as the row says. */
    public boolean isSame() {
        return (bytes[FLAGS] & SAME) != 0;
    }

    /** The values that were sent last, a JSON object; empty where they are not kept. */
    public byte[] before() {
        return before;
    }

    /** What the person is known by. */
    public String key() {
        return StateEntry.keyOfHead(bytes, headStart, headEnd);
    }

    /**
     * Writes the entry that is to be acknowledged once the change is delivered.
     *
     * @param values that are sent; empty where they are not kept
     */
    public void writeEntry(byte[] values, GrowingBytes out) {
        out.put(bytes, headStart, headEnd);
        StateEntry.writeValues(values, out);
    }

    void update(MessageDigest digest) {
        digest.update(bytes, 0, headEnd);
        digest.update(before);
    }

    /**
     * The row that says it, for all kinds but {@link ChangeKind#REMOVED}.
     *
     * @param operation the person as mapped; of several rows, merged
     * @param record    where it comes from: the last of several
     */
    public record Now(IdentifyPerson operation, SourceRecord record) {}

    /** Reads the row, or the rows; to be called once. */
    public Now now() throws IOException {
        int bucket = (int) rest.number();
        int rows = (int) rest.number();
        StagedRowFormat.StagedRow row = row(bucket);
        if (rows == 1) {
            return new Now(row.operation(), row.record());
        }
        var merge = new MergedRows();
        merge.add(row.operation());
        for (int i = 1; i < rows; i++) {
            row = row(bucket);
            merge.add(row.operation());
        }
        return new Now(merge.operation(), row.record());
    }

    private StagedRowFormat.StagedRow row(int bucket) throws IOException {
        long place = rest.number();
        return changes.row(bucket, place, (int) rest.number());
    }
}
