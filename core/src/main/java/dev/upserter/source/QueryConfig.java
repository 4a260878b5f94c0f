package dev.upserter.source;

import dev.upserter.problem.Location;
import dev.upserter.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * A query that returns the rows.
 *
 * @param sql      one SELECT
 * @param database the database to query; null for the embedded engine, over local files
 * @param place    where the query is, for messages
 * @param maxBytes the largest result, as saved by a run: 1 MB or more
 */
public record QueryConfig(String sql, @Nullable DatabaseConfig database, Location place, long maxBytes) {
    /** The default limit on a result. */
    public static final long DEFAULT_MAX_BYTES = 20L << 30;

    public QueryConfig {
        new Problems()
                .require(!sql.isBlank(), "query", "a SELECT")
                .require(maxBytes >= 1 << 20, "maxBytes", "1 MB or more")
                .throwIfAny();
    }

    /** A query with the default limit on its result. */
    public QueryConfig(String sql, @Nullable DatabaseConfig database, Location place) {
        this(sql, database, place, DEFAULT_MAX_BYTES);
    }
}
