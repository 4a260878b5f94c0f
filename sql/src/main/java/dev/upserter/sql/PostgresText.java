package dev.upserter.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * PostgreSQL makes JSON itself: numbers with all their digits, dates and times in the ISO form, in UTC, arrays and
 * composite types as JSON has them.
 */
record PostgresText(String sql) implements RowText {
    // As long as each other, so that a place counts from the same start.
    private static final String ROWS = "select row_to_json(upserter_row)::text from (\n";
    private static final String NONE = "select upserter_row.*                  from (\n";

    @Override
    public void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'");
        }
    }

    @Override
    public String columns() {
        return NONE + sql + "\n) upserter_row limit 0";
    }

    @Override
    public String select() {
        return ROWS + sql + "\n) upserter_row";
    }

    @Override
    public int prefix() {
        return ROWS.length();
    }

    @Override
    public byte[] of(ResultSet rows) throws SQLException {
        return rows.getString(1).getBytes(StandardCharsets.UTF_8);
    }
}
