package dev.upserter;

import dev.upserter.pipeline.RowEnd;
import dev.upserter.source.DataFile;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run is given.
 *
 * @param rows where they come from
 * @param ends is told what becomes of each row, by one thread at a time; null for nobody
 */
record Given(DataFile rows, @Nullable Consumer<RowEnd> ends) {
    static Given of(DataFile rows) {
        return new Given(rows, null);
    }
}
