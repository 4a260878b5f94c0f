package dev.upserter.source;

import dev.upserter.record.RecordWriter;
import java.util.List;

/**
 * Rows that a program hands over one at a time, without becoming text first. They can be read once. One thread asks for rows and
 * closes; any may {@link #cancel}.
 */
public interface RowFeed extends AutoCloseable {

    /**
     * Writes the fields of the next row.
     *
     * @param row begun already; whoever asks ends it
     * @return false after the last row; then nothing was written
     * @throws Exception whatever the program throws: the rows break off there
     */
    boolean next(RecordWriter row) throws Exception;

    /** The names of the columns, in order, once the first row was asked for; empty where each row names its own fields. */
    default List<String> columns() {
        return List.of();
    }

    /** Ends a wait of {@link #next}, as far as the program lets itself be ended: its thread is interrupted besides. */
    void cancel();

    /** Lets go of what was opened. */
    @Override
    void close() throws Exception;
}
