package dev.upserter.source.query;

import dev.upserter.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Rows from an engine or a database, one at a time, in constant memory. The query does not run before the first row is
 * requested. For one thread, except {@link #cancel()}.
 */
public interface QueryRows extends AutoCloseable {

    /**
     * The next row.
     *
     * @return the text of a JSON object in UTF-8; null after the last row
     * @throws dev.upserter.problem.ProblemException if the query fails, or breaks off
     */
    byte @Nullable [] next();

    /** The total number of rows, if it is known once the first was read. */
    default OptionalLong total() {
        return OptionalLong.empty();
    }

    /** The names of the columns, in order; known once the first row was requested, empty before. */
    default List<String> columns() {
        return List.of();
    }

    /** What is suspicious about the rows as a whole; known once the first was read. */
    default List<Problem> warnings() {
        return List.of();
    }

    /**
     * What {@link #next()} waits for, in words that continue a sentence; empty if it waits for the rows themselves. Any
     * thread may call it.
     */
    default String waiting() {
        return "";
    }

    /** Interrupts the wait of {@link #next()}. Any thread may call it. */
    void cancel();

    @Override
    void close() throws IOException;
}
