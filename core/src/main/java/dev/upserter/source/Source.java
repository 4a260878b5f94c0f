package dev.upserter.source;

import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.stream.FileEnd;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Yields the records of a file or stream, in order, one at a time, in constant memory. For one thread. */
public interface Source extends AutoCloseable {

    /**
     * Moves to the next record.
     *
     * @return the record, the same object each time; its {@link SourceRecord#defect()} says whether it can be used
     * @throws ProblemException                 if the source cannot be read any further: not JSON, not an array, truncated;
     *     earlier records remain valid
     * @throws java.util.NoSuchElementException if there is no other
     */
    SourceRecord next();

    /**
     * Reads ahead to see whether there is another record. Invalidates the record that {@link #next()} last returned.
     *
     * @throws ProblemException as {@link #next()}
     */
    boolean hasNext();

    /** What is suspicious about the source as a whole, as far as it has been read, but does not prevent reading it. */
    List<Problem> warnings();

    /** What a file says of further pages of itself, once it has been read to the end; {@link #warnings} tells of it, too. */
    default Optional<Pages> pages() {
        return Optional.empty();
    }

    /**
     * The columns of each file or query that names them before its first row; known once {@link #hasNext} was called. Empty
     * where each row names its own fields.
     */
    List<Header> headers();

    /**
     * How the files ended that have been read to the end, in order; empty while the first is read. A file that breaks off,
     * or was not read to its end, is not included.
     */
    List<FileEnd> ends();

    /** The number of bytes read; of a compressed file, compressed bytes. */
    long bytesRead();

    /**
     * Interrupts a read that waits for another program, such as a database or the writer of a pipe. Any thread may call it.
     */
    void cancel();

    @Override
    void close() throws IOException;
}
