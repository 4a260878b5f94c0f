package dev.upserter.source.query;

import dev.upserter.source.EngineConfig;
import dev.upserter.source.QueryConfig;
import java.nio.file.Path;

/**
 * Opens sources that the core cannot read itself. An implementation is found as a {@link java.util.ServiceLoader} service.
 * It is stateless and thread-safe.
 */
public interface RowsProvider {

    /**
     * The rows of a Parquet file.
     *
     * @param file   where it is
     * @param name   the name in messages
     * @param engine the resources that it may use
     */
    QueryRows parquet(Path file, String name, EngineConfig engine);

    /**
     * The rows of a query.
     *
     * @param folder the base of relative paths of files
     * @param engine the resources that it may use
     */
    QueryRows query(QueryConfig query, Path folder, EngineConfig engine);
}
