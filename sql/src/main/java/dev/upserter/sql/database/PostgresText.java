package dev.upserter.sql.database;

import dev.upserter.sql.statement.Statements;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets PostgreSQL write the JSON: numbers with all their digits, dates and times in ISO format and UTC, arrays and
 * composite types as JSON. For one thread.
 */
final class PostgresText implements RowText {
    /** Settings of roles and databases that values depend on, set as in a new PostgreSQL. */
    private static final String SETTINGS = """
            set time zone 'UTC';
            set extra_float_digits = 1;
            set datestyle = 'ISO, MDY';
            set intervalstyle = 'postgres';
            set bytea_output = 'hex';
            set xmlbinary = 'base64';
            set lc_monetary = 'C';
            set lc_numeric = 'C';
            set lc_time = 'C';
            set standard_conforming_strings = on;
            set transform_null_equals = off""";

    // Both of the same length, so that a position counts from the same start.
    private static final String ROWS = "select row_to_json(upserter_row)::text from (\n";
    private static final String BYTES = "select convert_to(row_to_json(upserter_row)::text, 'SQL_ASCII') from (\n";
    private static final String NONE = "select upserter_row.* from (\n";

    private final String sql;
    /** Converts the rows to UTF-8; empty where the server does. */
    private Optional<ServerText> bytes = Optional.empty();
    /** The columns, if some are padded with blanks that do not belong to their values; otherwise empty. */
    private List<String> columns = List.of();

    PostgresText(String sql) {
        this.sql = sql;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            try (ResultSet encoding = statement.executeQuery("show server_encoding")) {
                bytes = encoding.next() ? ServerText.of(encoding.getString(1)) : Optional.empty();
            }
        }
    }

    @Override
    public String columns() {
        return padded(NONE) + sql + "\n) upserter_row limit 0";
    }

    @Override
    public void learn(ResultSetMetaData types) throws SQLException {
        var all = new ArrayList<String>();
        boolean isAnyPadded = false;
        for (int i = 1; i <= types.getColumnCount(); i++) {
            boolean isPadded = types.getColumnTypeName(i).equals("bpchar");
            String name = Statements.name(types.getColumnLabel(i));
            all.add("upserter_answer." + name + (isPadded ? "::text as " : " as ") + name);
            isAnyPadded = isAnyPadded || isPadded;
        }
        columns = isAnyPadded ? all : List.of();
    }

    @Override
    public String select() {
        return padded(bytes.isPresent() ? BYTES : ROWS) + sql + "\n) "
                + (columns.isEmpty()
                        ? "upserter_row"
                        : "upserter_answer cross join lateral (select " + String.join(", ", columns)
                                + ") upserter_row");
    }

    @Override
    public int prefix() {
        return BYTES.length();
    }

    private static String padded(String start) {
        return " ".repeat(BYTES.length() - start.length()) + start;
    }

    @Override
    public byte[] of(ResultSet rows) throws SQLException {
        return bytes.isPresent()
                ? bytes.get().utf8(rows.getBytes(1))
                : rows.getString(1).getBytes(StandardCharsets.UTF_8);
    }
}
