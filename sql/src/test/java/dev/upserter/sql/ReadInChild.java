package dev.upserter.sql;

import dev.upserter.source.DatabaseConfig;
import java.nio.file.Path;

/** A process that queries the engine, with the property {@code query}, or a database whose driver it must find. */
final class ReadInChild {
    private ReadInChild() {}

    /** Prints the rows. */
    public static void main(String[] arguments) throws Exception {
        var database = new DatabaseConfig("jdbc:duckdb:", null, null, 10);
        String sql = "select 42 as id";
        System.out.println(Reading.rows(
                System.getProperty("query") == null ? Reading.query(sql, database) : Reading.query(sql, Path.of(""))));
    }
}
