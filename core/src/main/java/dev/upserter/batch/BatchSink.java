package dev.upserter.batch;

/** Where batches go. Called by the one thread that packs. */
public interface BatchSink {

    /**
     * Takes a batch over; may wait until there is room for it.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void send(Batch batch) throws InterruptedException;

    /** The lowest number of a batch that was taken over and has no end yet; {@code Long.MAX_VALUE} if there is none. */
    long oldestUnfinished();
}
