package dev.upserter.sql.statement;

import java.nio.file.Path;

/** What the engine is asked. */
public sealed interface Question {

    /** The SELECT. */
    String sql();

    /** All rows of a Parquet file: of the file alone, whatever the folders around it are called. */
    record OfFile(Path file) implements Question {
        public String path() {
            return Statements.text(file.toAbsolutePath().normalize().toString());
        }

        @Override
        public String sql() {
            return "select * from read_parquet(" + path() + ", hive_partitioning = false)";
        }
    }

    /** What the configuration asks. */
    record OfUser(String sql) implements Question {}
}
