package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.source.DatabaseConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database whose driver writes no JSON: one of DuckDB's files, by its URL. */
class OtherDriverTest {
    @TempDir
    Path folder;

    @Test
    void columnsOfAnyDriverBecomeJson() throws Exception {
        String url = "jdbc:duckdb:" + folder.resolve("people.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table people (id bigint, name varchar, paid decimal(38, 2), ratio double, ok boolean,"
                            + " born date, joined timestamp, seen timestamptz, tags varchar[], more json)");
            statement.execute("insert into people values (9223372036854775807, 'say \"hi\"', 1.10, 0.1, true,"
                    + " '2026-01-31', '2026-01-31 10:00:00', '2026-01-31 10:00:00.5+02',"
                    + " ['a', null], '{\"a\": [1.10]}'), (2, null, null, null, null, null, null, null, null, null)");
        }

        var rows = Reading.rows(
                Reading.query("select * from people order by id desc", new DatabaseConfig(url, null, null, 100)));

        assertThat(rows)
                .containsExactly(
                        "{\"id\":9223372036854775807,\"name\":\"say \\\"hi\\\"\",\"paid\":1.10,\"ratio\":0.1,\"ok\":true,"
                                + "\"born\":\"2026-01-31\",\"joined\":\"2026-01-31T10:00:00\","
                                + "\"seen\":\"2026-01-31T08:00:00.5+00:00\",\"tags\":[\"a\",null],\"more\":{\"a\": [1.10]}}",
                        "{\"id\":2,\"name\":null,\"paid\":null,\"ratio\":null,\"ok\":null,\"born\":null,\"joined\":null,"
                                + "\"seen\":null,\"tags\":null,\"more\":null}");
    }

    /** Half past two was left out in Berlin on this day. */
    @Test
    void aTimeIsThatOfTheDatabaseWhateverTheZoneOfThisMachine() throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            assertThat(Reading.rows(Reading.query(
                            "select timestamp '2026-03-29 02:30:00' as t",
                            new DatabaseConfig("jdbc:duckdb:", null, null, 100))))
                    .containsExactly("{\"t\":\"2026-03-29T02:30:00\"}");
        } finally {
            TimeZone.setDefault(before);
        }
    }
}
