package dev.upserter.batch;

import dev.upserter.operation.ActOnPerson;
import dev.upserter.operation.ChangeDevice;
import dev.upserter.operation.ChangeMembership;
import dev.upserter.operation.ChangeRelationship;
import dev.upserter.operation.DeleteObject;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifyObject;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.MergePeople;
import dev.upserter.operation.Operation;
import dev.upserter.operation.TrackEvent;
import dev.upserter.record.SourceRecord;
import java.util.ArrayDeque;

/**
 * Packs operations into batches, by exact bytes, and hands each on when it is full. For one thread.
 *
 * <p>Where order matters, no batch holds a person twice: what a request does with two entries of one person, and in which order, Customer.io does
 * not say. As long as a batch is open, a further row of a person is joined with the entry they have in it. A row that cannot
 * be joined goes into a later batch, and that one names the batches it must follow. So that such rows do not make tiny
 * batches, several are open at once.
 */
public final class Packer {
    /**
     * "500kb or smaller" (Track API reference, v2 API limits), in the smaller reading of kb, and one byte less in case
     * the limit itself is refused.
     */
    public static final int MAX_BODY = 499_999;

    /** Rows of which little is sent would otherwise fill the memory with what stays behind, or with their notes. */
    static final int MAX_RECORD_BYTES = 1 << 20;

    /** So many rows of one person that cannot be joined find room without a batch having to leave before it is full. */
    static final int MAX_OPEN = 8;

    private static final byte[] NO_NOTE = new byte[0];

    private final Routing routing;
    private final boolean isExclusive;
    private final BatchSink sink;
    private final PersonTable people;
    private final BatchPool pool;
    /** In order of their numbers, without a gap. */
    private final ArrayDeque<Batch> open = new ArrayDeque<>(MAX_OPEN);

    private long last;
    private long added;
    private long handedOn;
    private long early;
    /** What is begun now follows all batches up to this one. */
    private long settled;

    /**
     * A packer with nothing in it.
     *
     * @param pool gives batches for the endpoint in use
     * @param sink where they go; has to give each back to the pool
     */
    public Packer(BatchPool pool, BatchSink sink) {
        this.routing = pool.routing();
        this.isExclusive = switch (routing.ordering()) {
            case EXCLUSIVE, PAIRWISE -> true;
            case FREE -> false;
        };
        this.pool = pool;
        this.sink = sink;
        this.people = new PersonTable(this::oldestThatMatters);
    }

    private long oldestThatMatters() {
        return Math.min(sink.oldestUnfinished(), firstOpen());
    }

    /** The lowest number of a batch that is not handed on yet. */
    private long firstOpen() {
        return last - open.size() + 1;
    }

    /**
     * Puts an operation into a batch; what it needs of operation and record is copied.
     *
     * @throws InterruptedException if the sink had to be waited for and the thread was interrupted; the operation then
     *     counts as {@link #waiting()}, and the packer takes no more
     */
    public void add(Operation operation, SourceRecord record) throws InterruptedException {
        add(operation, record, NO_NOTE, 0);
    }

    /** The same, with a note that goes with the operation: see {@link Batch#writeNotes}. */
    public void add(Operation operation, SourceRecord record, byte[] note, int noteLength) throws InterruptedException {
        added++;
        Route route = routing.route(operation);
        int length = operation.length(route.form());
        if (isExclusive) {
            addInOrder(route, operation, length, record, note, noteLength);
        } else {
            put(target(route, 0, length, record, noteLength), operation, length, record, note, noteLength);
        }
        if (!route.isList()) {
            handOn();
        }
    }

    private void addInOrder(
            Route route, Operation operation, int length, SourceRecord record, byte[] note, int noteLength)
            throws InterruptedException {
        long person = operation.subject().subjectHash();
        long entry = people.lastEntry(person);
        long previous = PersonTable.batch(entry);
        if (previous >= firstOpen() && noteLength == 0 && join(entry, operation, length, record)) {
            return;
        }
        Identifier other = operation.other();
        long before = other == null ? 0 : PersonTable.batch(people.lastEntry(other.subjectHash()));
        previous = Math.max(previous, before);
        Batch target = target(route, previous, length, record, noteLength);
        if (previous >= oldestThatMatters()) {
            target.follow(previous);
        }
        put(target, operation, length, record, note, noteLength);
        people.put(person, target.sequence(), target.people() - 1);
        if (other != null) {
            people.put(other.subjectHash(), target.sequence(), target.people() - 1);
        }
    }

    private static void put(
            Batch target, Operation operation, int length, SourceRecord record, byte[] note, int noteLength) {
        target.add(operation, length, record);
        if (noteLength > 0) {
            target.note(note, noteLength);
        }
    }

    /** Adds the row to an entry in an open batch, if it may go there. */
    private boolean join(long entry, Operation operation, int length, SourceRecord record) {
        return switch (operation) {
            case ActOnPerson ignored -> false;
            case TrackEvent ignored -> false;
            case ChangeDevice ignored -> false;
            case MergePeople ignored -> false;
            case ChangeMembership ignored -> false;
            case ChangeRelationship ignored -> false;
            case DeleteObject ignored -> false;
            case IdentifyPerson person -> join(entry, person, length, person.headLength(), record);
            case IdentifyObject object -> join(entry, object, length, object.headLength(), record);
        };
    }

    private boolean join(long entry, Operation operation, int length, int header, SourceRecord record) {
        Batch batch = open(PersonTable.batch(entry));
        return fits(batch, batch.route(), length, record, 0)
                && batch.join(PersonTable.place(entry), operation, length, header, record);
    }

    private Batch open(long sequence) {
        for (Batch batch : open) {
            if (batch.sequence() == sequence) {
                return batch;
            }
        }
        throw new IllegalArgumentException("the batch is not open");
    }

    /** The first open batch that has room and comes after the one that touches the same person. */
    private Batch target(Route route, long previous, int length, SourceRecord record, int noteLength)
            throws InterruptedException {
        Batch first = open.peekFirst();
        while (first != null && first.sequence() > previous && first.route().is(route)) {
            if (fits(first, route, length, record, noteLength)) {
                return first;
            }
            handOn();
            first = open.peekFirst();
        }
        for (Batch batch : open) {
            if (batch.sequence() > previous && fits(batch, route, length, record, noteLength)) {
                return batch;
            }
        }
        if (open.size() == MAX_OPEN || !open.isEmpty() && pool.isTight(open.size())) {
            early += isHalfEmpty(open.getFirst(), record) ? 1 : 0;
            handOn();
        }
        return begin(route);
    }

    private Batch begin(Route route) {
        Batch batch = pool.take(route);
        batch.begin(++last, route);
        for (long before = Math.max(1, sink.oldestUnfinished()); before <= settled; before++) {
            batch.follow(before);
        }
        open.addLast(batch);
        return batch;
    }

    private static boolean fits(Batch batch, Route route, int length, SourceRecord record, int noteLength) {
        return batch.route().is(route)
                && batch.people() < route.most()
                && batch.lengthWith(length) <= MAX_BODY
                && batch.recordBytesWith(record) <= MAX_RECORD_BYTES
                && batch.noteBytesWith(noteLength) <= MAX_RECORD_BYTES;
    }

    private static boolean isHalfEmpty(Batch batch, SourceRecord next) {
        return batch.lengthWith(0) < MAX_BODY / 2 && batch.recordBytesWith(next) < MAX_RECORD_BYTES / 2;
    }

    private void handOn() throws InterruptedException {
        Batch first = open.getFirst();
        int size = first.rows();
        first.close();
        sink.send(first);
        open.removeFirst();
        handedOn += size;
    }

    /** Sends what has not been sent yet. */
    public void flush() throws InterruptedException {
        while (!open.isEmpty()) {
            handOn();
        }
    }

    /** Sends what has not been sent yet; whatever is added from now on waits for the end of all of it. */
    public void settle() throws InterruptedException {
        flush();
        settled = last;
    }

    /** How many operations were given and not handed on. */
    public long waiting() {
        return added - handedOn;
    }

    /** How many batches were begun. */
    public long batches() {
        return last;
    }

    /** How many batches were handed on less than half full, since rows of one person could not be joined. */
    public long early() {
        return early;
    }

    /** Whether a batch has been handed on. */
    public boolean hasSent() {
        return handedOn > 0;
    }
}
