package dev.upserter.source.feed;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement that a thread may be waiting for, whatever its database. Stateless. */
public final class RunningStatement {
    private RunningStatement() {}

    /** Ends what a statement does, from any thread, as far as its driver can. */
    public static void cancel(@Nullable Statement statement) {
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // it has ended, the connection is gone, or the driver cannot
            }
        }
    }
}
