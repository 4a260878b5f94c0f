package dev.upserter.source.query;

import dev.upserter.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Rows that an engine or a database yields, one at a time, in constant memory. Nothing is asked of it before the first row
 * is. For one thread, but for {@link #cancel()}.
 */
public interface Rows extends AutoCloseable {

    /**
     * The next row.
     *
     * @return the text of a JSON object, as UTF-8; null behind the last row
     * @throws dev.upserter.problem.ProblemException if there is no answer, or it breaks off
     */
    byte @Nullable [] next();

    /** How many rows there are in all, where that is known once the first was read. */
    default OptionalLong total() {
        return OptionalLong.empty();
    }

    /** The names of the columns, in order; known once the first row was asked for, none before. */
    default List<String> columns() {
        return List.of();
    }

    /** What is odd about the rows as a whole; known once the first was read. */
    default List<Problem> warnings() {
        return List.of();
    }

    /** What {@link #next()} waits for, in words that go on a sentence; empty for the answer itself. Any thread may ask. */
    default String waiting() {
        return "";
    }

    /** Breaks off what {@link #next()} waits for. Any thread may ask. */
    void cancel();

    @Override
    void close() throws IOException;
}
