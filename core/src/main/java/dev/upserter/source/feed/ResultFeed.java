package dev.upserter.source.feed;

import dev.upserter.record.RecordWriter;
import dev.upserter.source.RowFeed;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query that a program has asked. Each column becomes what it becomes where a configuration has the query: numbers,
 * booleans, dates and times in ISO form, JSON as it is, texts for anything else. The result is not closed.
 */
public final class ResultFeed implements RowFeed {
    private static final Set<String> JSON = Set.of("json", "jsonb");
    /** PostgreSQL's driver gives it the number of a timestamp without a zone. */
    private static final String MOMENT = "timestamptz";

    private final ResultSet rows;
    private volatile @Nullable Statement statement;
    private List<String> columns = List.of();
    private int[] types = {};
    private String[] names = {};

    /** @param rows before their first row */
    public ResultFeed(ResultSet rows) {
        this.rows = rows;
    }

    @Override
    public boolean next(RecordWriter row) throws SQLException {
        if (types.length == 0) {
            learn();
        }
        if (!rows.next()) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            write(row, columns.get(i), i + 1, types[i], names[i]);
        }
        return true;
    }

    private void learn() throws SQLException {
        statement = rows.getStatement();
        ResultSetMetaData meta = rows.getMetaData();
        var labels = new ArrayList<String>();
        types = new int[meta.getColumnCount()];
        names = new String[types.length];
        for (int i = 0; i < types.length; i++) {
            labels.add(meta.getColumnLabel(i + 1));
            types[i] = meta.getColumnType(i + 1);
            names[i] = String.valueOf(meta.getColumnTypeName(i + 1)).toLowerCase(Locale.ROOT);
        }
        columns = List.copyOf(labels);
    }

    private void write(RecordWriter row, String column, int i, int type, String typeName) throws SQLException {
        if (JSON.contains(typeName)) {
            writeJson(row, column, rows.getString(i));
            return;
        }
        switch (typeName.equals(MOMENT) ? Types.TIMESTAMP_WITH_TIMEZONE : type) {
            case Types.BOOLEAN, Types.BIT -> {
                boolean value = rows.getBoolean(i);
                row.field(column, rows.wasNull() ? null : (Object) value);
            }
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL -> {
                BigDecimal value = rows.getBigDecimal(i);
                row.field(column, (Object) value);
            }
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> row.field(column, rows.getObject(i));
            case Types.TIMESTAMP -> {
                Timestamp value = rows.getTimestamp(i);
                row.field(column, value);
            }
            case Types.TIMESTAMP_WITH_TIMEZONE -> row.field(column, (Object) rows.getObject(i, OffsetDateTime.class));
            case Types.ARRAY -> {
                Array value = rows.getArray(i);
                row.field(column, value == null ? null : value.getArray());
            }
            default -> row.field(column, rows.getString(i));
        }
    }

    private static void writeJson(RecordWriter row, String column, @Nullable String json) {
        if (json == null || json.isBlank()) {
            row.field(column, (String) null);
        } else {
            row.json(column, json.strip());
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    /** Cancels the query: the database sends no more rows. */
    @Override
    public void cancel() {
        Statement asked = statement;
        if (asked != null) {
            try {
                asked.cancel();
            } catch (SQLException e) {
                // it has ended, or the driver cannot
            }
        }
    }

    @Override
    public void close() {}
}
