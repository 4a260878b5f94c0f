package dev.upserter.state.diff;

import dev.upserter.operation.IdentifyPerson;
import dev.upserter.plan.ChangeKind;
import dev.upserter.plan.GrowingBytes;
import dev.upserter.record.SourceRecord;
import dev.upserter.state.PersonEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** One difference between a source and what was last delivered. Good until the next is looked at. */
public final class Change {
    static final int SENT = 1;
    static final int SAME = 2;
    private static final ChangeKind[] KINDS = ChangeKind.values();
    private static final byte[] NO_VALUES = new byte[0];

    private final Changes changes;
    private final byte[] bytes;
    private final int noteStart;
    private final int noteEnd;
    private final byte[] before;
    private int at = 2;

    Change(Changes changes, byte[] bytes) {
        this.changes = changes;
        this.bytes = bytes;
        int length = (int) number();
        this.noteStart = at;
        this.noteEnd = at + length;
        at = noteEnd;
        int values = (int) number();
        this.before = values == 0 ? NO_VALUES : Arrays.copyOfRange(bytes, at, at + values);
        at += values;
    }

    private long number() {
        long number = 0;
        int shift = 0;
        while (bytes[at] < 0) {
            number |= (long) (bytes[at++] & 0x7F) << shift;
            shift += 7;
        }
        return number | (long) bytes[at++] << shift;
    }

    /** How the person differs. */
    public ChangeKind kind() {
        return KINDS[bytes[0]];
    }

    /** Whether something is sent; otherwise the change is only written down. */
    public boolean isSent() {
        return (bytes[1] & SENT) != 0;
    }

    /** Whether the person was delivered as the row says. */
    public boolean isSame() {
        return (bytes[1] & SAME) != 0;
    }

    /** The values that were sent last, a JSON object; empty where they are not kept. */
    public byte[] before() {
        return before;
    }

    /** What the person is known by. */
    public String key() {
        int keyAt = noteStart + 25;
        int length = (int) PersonEntry.varint(bytes, keyAt, noteEnd);
        int start = keyAt + PersonEntry.varintLength(length);
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    /** Writes what is to be acknowledged once the change is delivered. */
    public void note(byte[] values, GrowingBytes out) {
        out.put(bytes, noteStart, noteEnd);
        out.putVarint(values.length);
        out.put(values);
    }

    void update(MessageDigest digest) {
        digest.update(bytes, 0, noteEnd);
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
        int bucket = (int) number();
        int rows = (int) number();
        RowCodec.StagedRow row = row(bucket);
        if (rows == 1) {
            return new Now(row.operation(), row.record());
        }
        var merge = new Merge();
        merge.add(row.operation());
        for (int i = 1; i < rows; i++) {
            row = row(bucket);
            merge.add(row.operation());
        }
        return new Now(merge.operation(), row.record());
    }

    private RowCodec.StagedRow row(int bucket) throws IOException {
        long place = number();
        return changes.row(bucket, place, (int) number());
    }
}
