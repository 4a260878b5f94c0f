package dev.upserter.sql.statement;

import java.nio.file.Path;

/** A query to the engine. */
public sealed interface Question {

    /** The SELECT. */
    String sql();

    /** All rows of one Parquet file: of this file only, whatever the names of its folders. */
    record OfFile(Path file) implements Question {
        public String path() {
            return Statements.text(file.toAbsolutePath().normalize().toString());
        }

        @Override
        public String sql() {
            return "select * from read_parquet(" + path() + ", hive_partitioning = false)";
        }
    }

    /** The query of the configuration. */
    record OfUser(String sql) implements Question {}
}
