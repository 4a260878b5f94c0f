package dev.upserter.sql.engine;

import dev.upserter.source.open.FileForm;
import dev.upserter.source.open.WholeFiles;
import dev.upserter.sql.statement.Statements;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that the engine opens for a query, from its own log in its temporary folder. The engine accepts a truncated
 * zstd file as complete, and a JSON array that ends after a comma, so these are checked again. Stateless.
 */
final class OpenedFiles {
    private OpenedFiles() {}

    /** Turns the log on. */
    static void note(Connection connection, Path scratch) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("call enable_logging('FileSystem', storage = 'file', storage_config = {'path': "
                    + Statements.text(scratch.resolve("opened").toString()) + "})");
        }
    }

    /**
     * Checks that they are complete.
     *
     * @throws dev.upserter.problem.ProblemException if one is truncated
     */
    static void requireWhole(Connection connection) throws SQLException {
        for (String file : names(connection)) {
            WholeFiles.require(Path.of(file), file);
        }
    }

    /**
     * Checks whether one of them, as CSV, ends within a quoted cell.
     *
     * @throws dev.upserter.problem.ProblemException if one does
     */
    static void requireClosedQuotes(Connection connection, FileForm form) throws SQLException {
        for (String file : names(connection)) {
            WholeFiles.requireClosedQuotes(Path.of(file), file, form);
        }
    }

    /** Their paths, in order, without those of the log itself and whatever else is in the engine's temporary folder. */
    static List<String> names(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select distinct path from duckdb_logs_parsed('FileSystem') where op = 'OPEN'"
                                + " and not starts_with(path, current_setting('temp_directory'))"
                                + " order by path")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
