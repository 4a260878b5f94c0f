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
 */
public record QueryConfig(String sql, @Nullable DatabaseConfig database, Location place) {
    public QueryConfig {
        new Problems().require(!sql.isBlank(), "query", "a SELECT").throwIfAny();
    }
}
