package dev.upserter.source;

import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.stream.FileEnd;
import java.io.IOException;
import java.util.List;

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

    /** What is odd about the source as a whole, as far as it has been read, and does not keep it from being read. */
    List<Problem> warnings();

    /**
     * The columns of each file or answer that names them before its first row; known once {@link #hasNext} was asked. None
     * where each row names its own fields.
     */
    List<Header> headers();

    /**
     * How the files ended that have been read to their ends, in order; none while the first is read. A file that breaks
     * off, or was not read to its end, is not among them.
     */
    List<FileEnd> ends();

    /** How many bytes have been read: of a compressed file, compressed ones. */
    long bytesRead();

    /** Breaks off a read that waits for somebody else, such as a database or whoever writes a pipe. Any thread may ask. */
    void cancel();

    @Override
    void close() throws IOException;
}
