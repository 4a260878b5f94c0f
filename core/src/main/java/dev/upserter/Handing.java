package dev.upserter;

import dev.upserter.pipeline.RowEnd;
import dev.upserter.source.DataFile;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into a run.
 *
 * @param data what the run reads
 * @param ends told what becomes of each row; null for nobody
 */
record Handing(DataFile data, @Nullable Consumer<RowEnd> ends) implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Handing.class.getName());

    /** Closes rows that the run never came to. */
    @Override
    public void close() {
        if (data instanceof DataFile.Handed handed) {
            try {
                handed.rows().close();
            } catch (Exception | Error e) { // whatever the program throws: the run has its report
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "the rows that were given could not be closed: "
                                + e.getClass().getName());
            }
        }
    }
}
