package dev.upserter.state.diff;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.mapping.RowValues;
import dev.upserter.memory.MemoryShare;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.Payload;
import dev.upserter.operation.Subject;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.plan.PersonKey;
import dev.upserter.record.SourceRecord;
import dev.upserter.state.EntryKind;
import dev.upserter.state.StateEntry;
import dev.upserter.state.bucket.Buckets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What the rows of a source say, staged while they are read, so that they can be compared with the state. For one thread. */
public final class Staging implements AutoCloseable {
    private static final int FIRST_ROOM = 1024;
    /** In bytes; the larger buffer for a huge row is not kept. */
    private static final int MAX_ROOM = 1 << 20;

    private final Buckets buckets;
    private final RowValues.Layout layout;
    private final StagedRowFormat codec;
    private final Fingerprinter fingerprinter = new Fingerprinter();
    private PersonKey key = new PersonKey();
    private final byte[] fingerprint = new byte[Fingerprinter.LENGTH];
    private final GrowingBytes entry = new GrowingBytes(256);
    private GrowingBytes payload = new GrowingBytes(FIRST_ROOM);
    private final boolean keysSayAll;
    private final FirstValues first;
    private boolean tellsOthers;
    private long people;

    /**
     * Creates an empty staging area.
     *
     * @param folder     for files, if there are many people; removed at the end
     * @param layout     of the rows
     * @param fewAreRead whether few of the rows will be read again; rows that are unchanged in files on disk are then not
     *     staged, but read there
     */
    public Staging(Path folder, RowValues.Layout layout, boolean fewAreRead) throws IOException {
        this(folder, layout, fewAreRead, false, FirstValues.NONE, MemoryShare.UNLIMITED);
    }

    /**
     * Creates an empty staging area.
     *
     * @param first      attributes whose first value stays
     * @param keysSayAll whether rows with one key are the same, whatever else they say
     * @param memory     of the run, which may grant less
     */
    public Staging(
            Path folder,
            RowValues.Layout layout,
            boolean fewAreRead,
            boolean keysSayAll,
            FirstValues first,
            MemoryShare memory)
            throws IOException {
        this.first = first;
        this.keysSayAll = keysSayAll;
        if (keysSayAll) {
            fingerprinter.write(Payload.NONE, new JsonValue[0], Payload.NONE, fingerprint, 0);
        }
        this.layout = layout;
        this.buckets = new Buckets(folder, memory);
        this.codec = new StagedRowFormat(layout, fewAreRead);
    }

    /** Lets fingerprints tell the {@link OtherIdentifier} of people, too. */
    public Staging tellingOthers() {
        tellsOthers = true;
        return this;
    }

    /** Tells beside the values in a fingerprint who a row is about. */
    void tellOther(RowValues row, byte[] of) {
        if (tellsOthers) {
            StateEntry.putOther(OtherIdentifier.of(row, layout.isMixed()), of, 0);
        }
    }

    /**
     * Adds what may be sent.
     *
     * @param subject what it is about
     */
    public void add(Subject subject, RowValues row, SourceRecord record) {
        if (!keysSayAll) {
            fingerprinter.write(
                    first.compared(row.payload(), null), row.compared(), row.relationship(), fingerprint, 0);
            tellOther(row, fingerprint);
        }
        people++;
        payload.clear();
        codec.write(row, record, payload);
        put(EntryKind.PRESENT, subject);
        if (payload.room() > MAX_ROOM) {
            payload = new GrowingBytes(FIRST_ROOM);
        }
    }

    /** Records that something is in the source, in a row that is not sent. */
    public void seen(Subject subject) {
        payload.clear();
        put(EntryKind.SEEN, subject);
    }

    private void put(EntryKind kind, Subject subject) {
        entry.clear();
        key.of(subject);
        Identifier person = subject.person();
        if (layout.isMixed() && person != null) {
            key.ofType(person.type());
        }
        StateEntry.writeHead(kind, key.hash(), fingerprint, key.bytes(), key.start(), key.end(), entry);
        StateEntry.writeNoValues(entry);
        try {
            buckets.add(entry, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the adding; frees the rows' memory, if there are many. */
    public void settle() {
        try {
            key = new PersonKey(); // the last row had bytes of its own
            buckets.settle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many rows were added that may be sent. */
    public long people() {
        return people;
    }

    Buckets buckets() {
        return buckets;
    }

    FirstValues first() {
        return first;
    }

    RowValues.Layout layout() {
        return layout;
    }

    StagedRowFormat codec() {
        return codec;
    }

    @Override
    public void close() throws IOException {
        try (codec) {
            buckets.close();
        }
    }
}
