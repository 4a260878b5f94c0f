package dev.upserter.sql;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.Rows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a database, fetched a few at a time inside of one read-only transaction. */
final class DatabaseRows implements Rows {
    private static final String CONNECT_SECONDS = "20";

    private final DatabaseConfig database;
    private final Location place;
    private final DatabaseProblems problems;
    private final RowText text;
    private @Nullable Connection connection;
    private volatile @Nullable Statement statement;
    private volatile boolean cancelled;
    private @Nullable ResultSet answer;
    private long count;
    private List<String> columns = List.of();

    DatabaseRows(DatabaseConfig database, String sql, Location place) {
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

    private Connection connect() {
        Driver driver = Drivers.find(database, place);
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
        try {
            Connection opened = driver.connect(database.url(), properties);
            if (opened == null) {
                throw new SQLException("the driver does not take this URL");
            }
            connection = opened;
            readOnly(opened);
            opened.setAutoCommit(false);
            return opened;
        } catch (SQLException e) {
            throw problems.connecting(e);
        }
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
            if (cancelled) {
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

    /** Asks for no rows, to see the columns. */
    private void requireNames(Connection opened) throws SQLException {
        String question = text.columns();
        if (question == null) {
            return;
        }
        try (Statement asked = opened.createStatement();
                ResultSet none = asked.executeQuery(question)) {
            columns = labels(none.getMetaData());
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
    public void cancel() {
        cancelled = true;
        Statement asked = statement;
        if (asked != null) {
            try {
                asked.cancel();
            } catch (SQLException e) {
                // it has ended, or the connection is gone
            }
        }
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
