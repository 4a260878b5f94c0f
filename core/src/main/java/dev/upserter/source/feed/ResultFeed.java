package dev.upserter.source.feed;

import dev.upserter.record.RecordWriter;
import dev.upserter.source.RowFeed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a query that a program has asked, with {@link ResultColumns}. The result is not closed. */
public final class ResultFeed implements RowFeed {
    private final ResultSet rows;
    private volatile @Nullable Statement statement;
    private @Nullable ResultColumns columns;

    /** @param rows before their first row */
    public ResultFeed(ResultSet rows) {
        this.rows = rows;
    }

    @Override
    public boolean next(RecordWriter row) throws SQLException {
        ResultColumns known = columns == null ? learn() : columns;
        if (!rows.next()) {
            return false;
        }
        known.write(rows, row);
        return true;
    }

    private ResultColumns learn() throws SQLException {
        statement = rows.getStatement();
        ResultColumns learned = ResultColumns.of(rows);
        columns = learned;
        return learned;
    }

    @Override
    public List<String> columns() {
        return columns == null ? List.of() : columns.labels();
    }

    /** Cancels the query: the database sends no more rows. */
    @Override
    public void cancel() {
        RunningStatement.cancel(statement);
    }

    @Override
    public void close() {}
}
