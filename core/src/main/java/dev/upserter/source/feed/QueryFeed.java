package dev.upserter.source.feed;

import dev.upserter.record.RecordWriter;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.RowFeed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query that a database is asked when the first row is needed, in a read-only transaction of its own, some rows at a
 * time.
 */
public final class QueryFeed implements RowFeed {
    private final DataSource database;
    private final String sql;
    private @Nullable Connection connection;
    private volatile @Nullable Statement statement;
    private @Nullable ResultFeed rows;
    private boolean wasReadOnly;
    private boolean wasAutoCommit;

    public QueryFeed(DataSource database, String sql) {
        this.database = database;
        this.sql = sql;
    }

    @Override
    public boolean next(RecordWriter row) throws SQLException {
        ResultFeed answer = rows == null ? new ResultFeed(ask(connect())) : rows;
        rows = answer;
        return answer.next(row);
    }

    private Connection connect() throws SQLException {
        Connection opened = database.getConnection();
        connection = opened;
        wasReadOnly = opened.isReadOnly();
        wasAutoCommit = opened.getAutoCommit();
        if (!wasReadOnly) {
            readOnly(opened, true);
        }
        opened.setAutoCommit(false); // otherwise some drivers fetch all rows at once
        return opened;
    }

    private static void readOnly(Connection connection, boolean is) throws SQLException {
        try {
            connection.setReadOnly(is);
        } catch (SQLFeatureNotSupportedException unknown) {
            return; // the query is a SELECT all the same
        }
    }

    private ResultSet ask(Connection opened) throws SQLException {
        Statement asked = opened.createStatement();
        statement = asked;
        boolean isMySql = String.valueOf(opened.getMetaData().getURL()).startsWith("jdbc:mysql:");
        asked.setFetchSize(isMySql ? Integer.MIN_VALUE : DatabaseConfig.DEFAULT_FETCH_SIZE);
        return asked.executeQuery(sql);
    }

    @Override
    public List<String> columns() {
        return rows == null ? List.of() : rows.columns();
    }

    @Override
    public void cancel() {
        RunningStatement.cancel(statement);
    }

    /** Gives the connection back as it was. */
    @Override
    public void close() throws SQLException {
        Connection opened = connection;
        connection = null;
        if (opened == null) {
            return;
        }
        try (opened) {
            if (statement != null) {
                statement.close();
            }
            opened.rollback();
            opened.setAutoCommit(wasAutoCommit);
            if (!wasReadOnly) {
                readOnly(opened, false);
            }
        }
    }
}
