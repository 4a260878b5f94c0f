package dev.upserter.sql;

import dev.upserter.source.DatabaseConfig;

/** A process of its own that asks a database whose driver it must find. */
final class ReadInChild {
    private ReadInChild() {}

    /** Prints the rows. */
    public static void main(String[] arguments) throws Exception {
        var database = new DatabaseConfig("jdbc:duckdb:", null, null, 10);
        System.out.println(Reading.rows(Reading.query("select 42 as id", database)));
    }
}
