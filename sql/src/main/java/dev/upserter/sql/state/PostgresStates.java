package dev.upserter.sql.state;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.sql.database.DatabaseProblems;
import dev.upserter.sql.database.Drivers;
import dev.upserter.sql.database.StateTables;
import dev.upserter.state.StateStore;
import dev.upserter.state.file.SharedStates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

/** Keeps states in tables of a PostgreSQL database; a database lock prevents two concurrent runs of a sync. */
public final class PostgresStates implements SharedStates {
    private static final String CONNECT_SECONDS = "20";
    private static final int RELEASE_MILLIS = 10_000;
    private static final String NAME = "customer-upserter run ";

    /** For {@link java.util.ServiceLoader}. */
    public PostgresStates() {}

    @Override
    public StateStore open(DatabaseConfig database, String sync, String run) {
        return state(database, sync, run);
    }

    @Override
    public void outdate(DatabaseConfig database, String sync, String run) {
        try (PostgresState state = state(database, sync, run)) {
            state.outdate(run);
        }
    }

    private static PostgresState state(DatabaseConfig database, String sync, String run) {
        var place = new Location.InFile(database + " sync " + sync);
        var problems = new DatabaseProblems(database, "", place);
        Connection connection = connect(database, run, place, problems);
        try {
            lock(connection, sync, place);
            return PostgresState.load(connection, sync, problems);
        } catch (SQLException e) {
            release(connection, sync);
            throw problems.keeping(e);
        } catch (ProblemException e) {
            release(connection, sync);
            throw e;
        }
    }

    private static Connection connect(DatabaseConfig database, String run, Location place, DatabaseProblems problems) {
        DataSource given = database.given();
        try {
            Connection connection =
                    given == null ? opened(database, run, place) : Lent.of(lent(given, place), NAME + run);
            // Not the role's setting: serializable runs may fail because of other syncs.
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return connection;
        } catch (SQLException e) {
            throw problems.keeping(e);
        }
    }

    private static Connection lent(DataSource given, Location place) throws SQLException {
        try {
            Connection connection = given.getConnection();
            if (connection == null) {
                throw new SQLException("the data source that was given has no connection", "08001");
            }
            return connection;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw new ProblemException(
                    Problem.of(
                            Code.CONNECTION_FAILED,
                            place,
                            "the data source that was given threw "
                                    + e.getClass().getName(),
                            "the report's cause() is what was thrown. Correct the data source, then run again"),
                    e);
        }
    }

    private static Connection opened(DatabaseConfig database, String run, Location place) throws SQLException {
        var properties = new Properties();
        if (database.user() != null) {
            properties.setProperty("user", database.user());
        }
        if (database.password() != null) {
            properties.setProperty("password", database.password());
        }
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("ApplicationName", NAME + run);
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = Drivers.find(database, place).connect(database.url(), properties);
        if (connection == null) {
            throw new SQLException("the driver does not take this URL", "08001");
        }
        return connection;
    }

    private static void lock(Connection connection, String sync, Location place) throws SQLException {
        if (!"t".equals(ask(connection, StateTables.LOCK, sync))) {
            String holder = ask(connection, StateTables.HOLDER, sync);
            throw new ProblemException(Problem.of(
                    Code.RUN_LOCKED,
                    place,
                    "another run of the sync " + sync + " is under way ("
                            + (holder.startsWith(NAME)
                                    ? holder.substring(NAME.length() - 4)
                                    : "it does not say who it is")
                            + "). Nothing was sent"));
        }
    }

    private static String ask(Connection connection, String question, String sync) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, sync);
            try (ResultSet answer = statement.executeQuery()) {
                String text = answer.next() ? answer.getString(1) : null;
                return text == null ? "" : text;
            }
        }
    }

    /**
     * Releases the lock, if this connection holds it, then the connection. The server notices that a connection was closed
     * only some time after it; until then the next run would find the lock taken.
     */
    static void release(Connection connection, String sync) {
        try (connection) {
            connection.setNetworkTimeout(Runnable::run, RELEASE_MILLIS);
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            ask(connection, StateTables.UNLOCK, sync);
        } catch (SQLException gone) {
            // what was acknowledged has been committed, so nothing is lost
        }
    }
}
