package dev.upserter.sql.database;

import dev.upserter.json.JsonValue;
import dev.upserter.record.RecordWriter;
import dev.upserter.source.feed.ResultColumns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a row's columns as JSON, for any driver. For one thread. */
final class ColumnText implements RowText {
    private final String sql;
    private final RecordWriter writer = new RecordWriter("query");
    private @Nullable ResultColumns columns;

    ColumnText(String sql) {
        this.sql = sql;
    }

    @Override
    public void prepare(Connection connection) {
        // no setting that all databases have
    }

    @Override
    public @Nullable String columns() {
        return null;
    }

    @Override
    public String select() {
        return sql;
    }

    @Override
    public int prefix() {
        return 0;
    }

    @Override
    public byte[] of(ResultSet rows) throws SQLException {
        ResultColumns known = columns == null ? learn(rows) : columns;
        known.write(rows, writer.begin(1));
        JsonValue json = writer.end().json();
        return Arrays.copyOfRange(json.bytes(), json.start(), json.start() + json.length());
    }

    private ResultColumns learn(ResultSet rows) throws SQLException {
        ResultColumns learned = ResultColumns.of(rows);
        Set<String> seen = new HashSet<>();
        for (String label : learned.labels()) {
            if (!seen.add(label)) {
                throw new SQLException("two columns of the query have the name " + label, "42701");
            }
        }
        columns = learned;
        return learned;
    }
}
