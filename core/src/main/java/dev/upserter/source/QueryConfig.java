package dev.upserter.source;

import dev.upserter.problem.Location;
import dev.upserter.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * A question whose answer is the rows.
 *
 * @param sql      one SELECT
 * @param database whom to ask; null for the embedded engine, over local files
 * @param place    where the question stands, for messages
 * @param maxBytes what the answer may have at most, as a run writes it down: 1 MB or more
 */
public record QueryConfig(String sql, @Nullable DatabaseConfig database, Location place, long maxBytes) {
    /** What an answer may have where nothing says otherwise. */
    public static final long DEFAULT_MAX_BYTES = 20L << 30;

    public QueryConfig {
        new Problems()
                .require(!sql.isBlank(), "query", "a SELECT")
                .require(maxBytes >= 1 << 20, "maxBytes", "1 MB or more")
                .throwIfAny();
    }

    /** A question whose answer may be as long as most are. */
    public QueryConfig(String sql, @Nullable DatabaseConfig database, Location place) {
        this(sql, database, place, DEFAULT_MAX_BYTES);
    }
}
