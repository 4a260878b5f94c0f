package dev.upserter.sql;

import dev.upserter.problem.Location;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.DataFile;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.QueryConfig;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sources to their end. */
public final class Reading {
    static final Location PLACE = new Location.InText("users.yaml", 3, 10);

    private Reading() {}

    /** A query to the engine, about files in a folder. */
    static DataFile query(String sql, Path folder) {
        return new DataFile.Query(new QueryConfig(sql, null, PLACE), folder, "<query>");
    }

    /** A query to a database. */
    static DataFile query(String sql, DatabaseConfig database) {
        return new DataFile.Query(new QueryConfig(sql, database, PLACE), Path.of(""), "<query>");
    }

    /** The records, as JSON. */
    static List<String> rows(DataFile data) throws Exception {
        var rows = new ArrayList<String>();
        try (Source source = Sources.open(data)) {
            while (source.hasNext()) {
                rows.add(text(source.next()));
            }
        }
        return rows;
    }

    static String text(SourceRecord record) {
        var json = record.json();
        return new String(json.bytes(), json.start(), json.length(), StandardCharsets.UTF_8);
    }

    /** With the user and password of the tests' server. */
    public static DatabaseConfig database(String url) {
        return database(url, Postgres.PASSWORD);
    }

    public static DatabaseConfig database(String url, @Nullable String password) {
        return new DatabaseConfig(url, Postgres.USER, password, 100);
    }
}
