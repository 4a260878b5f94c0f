package dev.upserter.source.feed;

import dev.upserter.record.RecordWriter;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the columns of a result into a record: numbers, booleans, dates and times in ISO form, JSON as it is, arrays, and texts for
 * anything else. What PostgreSQL has is written as where a configuration has the query, composite types apart: they are
 * PostgreSQL's texts. For one thread.
 */
public final class ResultColumns {
    private static final Set<String> JSON = Set.of("json", "jsonb");

    private final List<String> labels;
    private final int[] types;
    private final String[] names;
    private final boolean isPostgres;

    private ResultColumns(List<String> labels, int[] types, String[] names, boolean isPostgres) {
        this.labels = labels;
        this.types = types;
        this.names = names;
        this.isPostgres = isPostgres;
    }

    /** The columns that a result has. */
    public static ResultColumns of(ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        var labels = new ArrayList<String>();
        int[] types = new int[meta.getColumnCount()];
        String[] names = new String[types.length];
        for (int i = 0; i < types.length; i++) {
            labels.add(meta.getColumnLabel(i + 1));
            types[i] = meta.getColumnType(i + 1);
            names[i] = String.valueOf(meta.getColumnTypeName(i + 1)).toLowerCase(Locale.ROOT);
        }
        return new ResultColumns(List.copyOf(labels), types, names, isPostgres(rows));
    }

    private static boolean isPostgres(ResultSet rows) throws SQLException {
        Statement statement = rows.getStatement();
        Connection connection = statement == null ? null : statement.getConnection();
        return connection != null
                && String.valueOf(connection.getMetaData().getURL()).startsWith("jdbc:postgresql:");
    }

    /** Their names, which may be equal. */
    public List<String> labels() {
        return labels;
    }

    /** Adds the values of the current row as fields. */
    public void write(ResultSet rows, RecordWriter row) throws SQLException {
        for (int i = 0; i < types.length; i++) {
            String label = labels.get(i);
            if (isPostgres) {
                PostgresValue.write(row, label, names[i], postgresText(rows, i + 1, names[i]));
            } else if (JSON.contains(names[i])) {
                writeJson(row, label, rows.getString(i + 1));
            } else {
                write(row, label, rows, i + 1, types[i]);
            }
        }
    }

    /** The driver has no text of bytes that it was sent as they are. */
    private static @Nullable String postgresText(ResultSet rows, int i, String name) throws SQLException {
        if (!name.equals("bytea")) {
            return rows.getString(i);
        }
        byte[] bytes = rows.getBytes(i);
        return bytes == null ? null : "\\x" + HexFormat.of().formatHex(bytes);
    }

    private static void writeJson(RecordWriter row, String label, @Nullable String json) {
        if (json == null || json.isBlank()) {
            row.field(label, (String) null);
        } else {
            row.json(label, json.strip());
        }
    }

    private static void write(RecordWriter row, String label, ResultSet rows, int i, int type) throws SQLException {
        switch (type) {
            case Types.BOOLEAN, Types.BIT -> {
                boolean value = rows.getBoolean(i);
                row.field(label, rows.wasNull() ? null : (Object) value);
            }
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL -> {
                BigDecimal value = rows.getBigDecimal(i);
                row.field(label, (Object) value);
            }
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> row.field(label, rows.getObject(i));
            case Types.TIMESTAMP -> row.field(label, (Object) dateAndTime(rows, i));
            case Types.TIMESTAMP_WITH_TIMEZONE -> row.field(label, (Object) rows.getObject(i, OffsetDateTime.class));
            case Types.ARRAY -> {
                Array value = rows.getArray(i);
                row.field(label, value == null ? null : plain(value.getArray()));
            }
            default -> row.field(label, rows.getString(i));
        }
    }

    /** As it is in the database. A {@link Timestamp} would move an hour that this machine's zone leaves out in spring. */
    private static @Nullable LocalDateTime dateAndTime(ResultSet rows, int i) throws SQLException {
        try {
            return rows.getObject(i, LocalDateTime.class);
        } catch (SQLException unknown) { // an older driver, or what is wrong comes again
            Timestamp value = rows.getTimestamp(i);
            return value == null ? null : value.toLocalDateTime();
        }
    }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (value instanceof Array array) {
            return plain(array.getArray());
        }
        if (value instanceof Object[] elements) {
            var list = new ArrayList<@Nullable Object>();
            for (Object element : elements) {
                list.add(plain(element));
            }
            return list;
        }
        return value instanceof Struct struct ? struct.toString() : value;
    }
}
