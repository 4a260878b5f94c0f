package dev.upserter.sql.database;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.feed.RunningStatement;
import dev.upserter.source.query.QueryRows;
import dev.upserter.sql.statement.Causes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Rows of a database, fetched a few at a time within one read-only transaction. */
public final class DatabaseRows implements QueryRows {
    private static final String CONNECT_SECONDS = "20";
    /** The same time that runs wait for an endpoint that has never answered. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LAST_PAUSE = Duration.ofSeconds(2);
    /** The database starts up, or has too many connections. */
    private static final Set<String> SOON = Set.of("57P03", "53300");

    private final DatabaseConfig database;
    private final Location place;
    private final DatabaseProblems problems;
    private final RowText text;
    private @Nullable Connection connection;
    private volatile @Nullable Statement statement;
    private final Duration patience;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private volatile String waiting = "";
    private @Nullable ResultSet answer;
    private long count;
    private List<String> columns = List.of();

    public DatabaseRows(DatabaseConfig database, String sql, Location place) {
        this(database, sql, place, PATIENCE);
    }

    /**
     * @param patience how long to wait for a database that accepts no connection yet
     */
    public DatabaseRows(DatabaseConfig database, String sql, Location place, Duration patience) {
        this.patience = patience;
        this.database = database;
        this.place = place;
        this.problems = new DatabaseProblems(database, sql, place);
        this.text = database.driver().equals("postgresql") ? new PostgresText(sql) : new ColumnText(sql);
    }

    @Override
    public byte @Nullable [] next() {
        ResultSet rows = answer == null ? ask(connect()) : answer;
        answer = rows;
        try {
            if (!rows.next()) {
                return null;
            }
            byte[] row = text.of(rows);
            count++;
            return row;
        } catch (SQLException e) {
            throw problems.asking(e, text.prefix(), count);
        }
    }

    /** Opens a connection; waits for a database that is starting or has too many connections at the moment. */
    private Connection connect() {
        Driver driver = Drivers.find(database, place);
        long end = System.nanoTime() + patience.toNanos();
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                Connection opened = connect(driver);
                waiting = "";
                return opened;
            } catch (SQLException e) {
                if (!mayPass(e) || System.nanoTime() + pause.toNanos() > end || isCancelledWithin(pause)) {
                    throw problems.connecting(e);
                }
                waiting = "for the database, which takes no connection yet: " + problems.brief(e);
            }
        }
    }

    private static Duration longer(Duration pause) {
        return pause.compareTo(LAST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    }

    /** Whether the database may accept a connection soon: it refuses one, starts up, or has too many. */
    private static boolean mayPass(SQLException e) {
        return SOON.contains(String.valueOf(e.getSQLState())) || Causes.isRefused(e);
    }

    private boolean isCancelledWithin(Duration pause) {
        try {
            return cancelled.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Connection connect(Driver driver) throws SQLException {
        var properties = new Properties();
        if (database.user() != null) {
            properties.setProperty("user", database.user());
        }
        if (database.password() != null) {
            properties.setProperty("password", database.password());
        }
        if (database.driver().equals("postgresql")) {
            properties.setProperty("loginTimeout", CONNECT_SECONDS);
            properties.setProperty("ApplicationName", "customer-upserter");
            properties.setProperty("tcpKeepAlive", "true");
        }
        Connection opened = driver.connect(database.url(), properties);
        if (opened == null) {
            throw new SQLException("the driver does not take this URL");
        }
        connection = opened;
        readOnly(opened);
        if (database.driver().equals("postgresql")) {
            // Not the role's setting: a standby has no serializable transactions, and these may wait, or fail because
            // of others.
            opened.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        opened.setAutoCommit(false);
        return opened;
    }

    private static void readOnly(Connection connection) throws SQLException {
        try {
            connection.setReadOnly(true);
        } catch (SQLFeatureNotSupportedException unknown) {
            return; // the query is a SELECT all the same
        }
    }

    private ResultSet ask(Connection opened) {
        try {
            text.prepare(opened);
            requireNames(opened);
            Statement asked = opened.createStatement();
            statement = asked;
            asked.setFetchSize(database.driver().equals("mysql") ? Integer.MIN_VALUE : database.fetchSize());
            if (cancelled.getCount() == 0) {
                throw new SQLException("cancelled", "57014");
            }
            ResultSet rows = asked.executeQuery(text.select());
            if (text.columns() == null) {
                columns = labels(rows.getMetaData());
            }
            return rows;
        } catch (SQLException e) {
            throw problems.asking(e, text.prefix(), 0);
        }
    }

    /** Requests no rows, only the columns. */
    private void requireNames(Connection opened) throws SQLException {
        String question = text.columns();
        if (question == null) {
            return;
        }
        try (Statement asked = opened.createStatement();
                ResultSet none = asked.executeQuery(question)) {
            columns = labels(none.getMetaData());
            text.learn(none.getMetaData());
            Set<String> names = new HashSet<>();
            for (String name : columns) {
                if (!names.add(name)) {
                    throw new ProblemException(
                            Problem.of(Code.COLUMN_DUPLICATE, place, "two columns of the query have the name " + name));
                }
            }
        }
    }

    private static List<String> labels(ResultSetMetaData columns) throws SQLException {
        var labels = new ArrayList<String>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            labels.add(columns.getColumnLabel(i));
        }
        return List.copyOf(labels);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public String waiting() {
        return waiting;
    }

    @Override
    public void cancel() {
        cancelled.countDown();
        RunningStatement.cancel(statement);
    }

    @Override
    public void close() throws IOException {
        Connection opened = connection;
        connection = null;
        if (opened == null) {
            return;
        }
        try (opened) {
            opened.rollback();
        } catch (SQLException gone) {
            // nothing was changed, so nothing is lost
        }
    }
}
