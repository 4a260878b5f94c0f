package dev.upserter.source;

import dev.upserter.problem.ProblemException;
import java.io.IOException;

/** Yields the records of a file or stream, in order, one at a time, in constant memory. For one thread. */
public interface Source extends AutoCloseable {

    /**
     * Moves on to the next record.
     *
     * @return the record, the same object each time; its {@link SourceRecord#defect()} says if it cannot be used
     * @throws ProblemException if the source cannot be read any further: not JSON, not an array, cut off; the records
     *     before stand
     * @throws java.util.NoSuchElementException if there is no other
     */
    SourceRecord next();

    /**
     * Reads ahead to see whether there is another record. What {@link #next()} returned before is no longer good.
     *
     * @throws ProblemException as {@link #next()}
     */
    boolean hasNext();

    /** How many bytes have been read. */
    long bytesRead();

    @Override
    void close() throws IOException;
}
