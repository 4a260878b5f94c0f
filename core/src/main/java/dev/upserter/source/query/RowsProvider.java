package dev.upserter.source.query;

import dev.upserter.source.EngineConfig;
import dev.upserter.source.QueryConfig;
import java.nio.file.Path;

/**
 * Opens what the core cannot read by itself. An implementation is found as a {@link java.util.ServiceLoader} service. It has
 * no state, and threads may share it.
 */
public interface RowsProvider {

    /**
     * The rows of a Parquet file.
     *
     * @param file   where it is
     * @param name   the name that messages show
     * @param engine what may be taken of the machine
     */
    Rows parquet(Path file, String name, EngineConfig engine);

    /**
     * The answer to a question.
     *
     * @param folder where relative paths of files start
     * @param engine what may be taken of the machine
     */
    Rows query(QueryConfig query, Path folder, EngineConfig engine);
}
