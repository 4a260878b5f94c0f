package dev.upserter.batch;

import dev.upserter.operation.Operation;
import dev.upserter.source.SourceRecord;

/**
 * Packs operations into batches, by exact bytes, and hands each on as soon as it is full. For one thread.
 *
 * <p>No batch holds a person twice: what a request does with two rows of one person, and in which order, Customer.io does
 * not say. The second row waits in the batch after, and that one names the batches it must follow.
 */
public final class Packer {
    /**
     * "500kb or smaller" (Track API reference, v2 API limits), in the smaller reading of kb, and one byte less in case
     * the limit itself is refused.
     */
    public static final int MAX_BODY = 499_999;

    /** Rows of which little is sent would otherwise fill the memory with what stays behind. */
    static final int MAX_RECORD_BYTES = 2 << 20;

    private final Api api;
    private final BatchSink sink;
    private final PersonTable people;
    private final BatchPool pool;
    private Batch current;
    private Batch following;
    private long last = 2;
    private boolean sentAny;

    /**
     * A packer with nothing in it.
     *
     * @param pool gives batches for the endpoint in use
     * @param sink where they go; has to give each back to the pool
     */
    public Packer(BatchPool pool, BatchSink sink) {
        this.api = pool.api();
        this.pool = pool;
        this.sink = sink;
        this.people = new PersonTable(this::oldestThatMatters);
        this.current = fresh(1);
        this.following = fresh(2);
    }

    private long oldestThatMatters() {
        return Math.min(sink.oldestUnfinished(), current.sequence());
    }

    private Batch fresh(long sequence) {
        Batch batch = pool.take();
        batch.begin(sequence);
        return batch;
    }

    /**
     * Puts an operation into a batch; what it needs of operation and record is copied.
     *
     * @throws InterruptedException if the sink had to be waited for and the thread was interrupted
     */
    public void add(Operation operation, SourceRecord record) throws InterruptedException {
        long person = operation.identifier().personHash();
        long previous = people.lastBatch(person);
        Batch target = target(previous);
        while (target.size() > 0 && !fits(target, operation, record)) {
            handOn();
            target = target(previous);
        }
        if (previous >= sink.oldestUnfinished() || previous >= current.sequence()) {
            target.follow(previous);
        }
        target.add(operation, record);
        people.put(person, target.sequence());
        if (api == Api.SINGLE) {
            handOn();
        }
    }

    /** The first open batch behind the one that touches the same person. */
    private Batch target(long previous) throws InterruptedException {
        if (previous == following.sequence()) {
            handOn();
        }
        return previous == current.sequence() ? following : current;
    }

    private boolean fits(Batch batch, Operation operation, SourceRecord record) {
        return api == Api.BATCH
                && batch.lengthWith(operation.entryLength()) <= MAX_BODY
                && batch.recordBytesWith(record) <= MAX_RECORD_BYTES;
    }

    /** Sends the current batch, if anything is in it, and makes the one after it the current one. */
    private void handOn() throws InterruptedException {
        Batch full = current;
        current = following;
        following = fresh(++last);
        if (full.size() > 0) {
            full.close();
            sentAny = true;
            sink.send(full);
        } else {
            pool.release(full);
        }
    }

    /** Sends what has not been sent yet. */
    public void flush() throws InterruptedException {
        handOn();
        handOn();
    }

    /** How many people are packed and not yet handed on. */
    public int waiting() {
        return current.size() + following.size();
    }

    /** Whether a batch has been handed on. */
    public boolean hasSent() {
        return sentAny;
    }
}
