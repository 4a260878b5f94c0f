package dev.upserter.sql.database;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a row's columns as JSON, for any driver. For one thread. */
final class ColumnText implements RowText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter(Locale.ROOT);

    private final String sql;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String @Nullable [] names;
    private int[] types = new int[0];

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
        String[] columns = names == null ? read(rows.getMetaData()) : names;
        names = columns;
        bytes.reset();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (int i = 0; i < columns.length; i++) {
                json.writeFieldName(columns[i]);
                write(json, rows, i + 1, types[i]);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private String[] read(ResultSetMetaData columns) throws SQLException {
        var labels = new String[columns.getColumnCount()];
        types = new int[labels.length];
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = columns.getColumnLabel(i + 1);
            types[i] = columns.getColumnType(i + 1);
            if (!seen.add(labels[i])) {
                throw new SQLException("two columns of the query have the name " + labels[i], "42701");
            }
        }
        return labels;
    }

    private static void write(JsonGenerator json, ResultSet rows, int i, int type) throws SQLException, IOException {
        switch (type) {
            case Types.BOOLEAN, Types.BIT -> {
                boolean value = rows.getBoolean(i);
                writeUnlessNull(json, rows, Boolean.toString(value));
            }
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL -> {
                BigDecimal value = rows.getBigDecimal(i);
                writeUnlessNull(json, rows, value == null ? "" : value.toPlainString());
            }
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> writeFloating(json, rows, i);
            case Types.TIMESTAMP -> {
                Timestamp value = rows.getTimestamp(i);
                writeText(
                        json,
                        value == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(value.toLocalDateTime()));
            }
            case Types.TIMESTAMP_WITH_TIMEZONE -> {
                OffsetDateTime value = rows.getObject(i, OffsetDateTime.class);
                writeText(json, value == null ? null : OFFSET.format(value.withOffsetSameInstant(ZoneOffset.UTC)));
            }
            default -> writeText(json, rows.getString(i));
        }
    }

    private static void writeFloating(JsonGenerator json, ResultSet rows, int i) throws SQLException, IOException {
        Object value = rows.getObject(i);
        if (value instanceof Double number && !Double.isFinite(number)
                || value instanceof Float small && !Float.isFinite(small)) {
            json.writeString(value.toString());
        } else {
            writeUnlessNull(json, rows, String.valueOf(value));
        }
    }

    private static void writeUnlessNull(JsonGenerator json, ResultSet rows, String raw)
            throws SQLException, IOException {
        json.writeRawValue(rows.wasNull() ? "null" : raw);
    }

    private static void writeText(JsonGenerator json, @Nullable String text) throws IOException {
        if (text == null) {
            json.writeNull();
        } else {
            json.writeString(text);
        }
    }
}
