package dev.upserter.sql.engine;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.sql.statement.Question;
import dev.upserter.sql.statement.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of the columns as the Parquet file has them: the engine renames a column whose name equals another's.
 * Stateless.
 */
final class ParquetNames {
    private static final String MAGIC = "PAR1";

    private ParquetNames() {}

    /**
     * Two columns with one name.
     *
     * @param first  the name of the earlier one
     * @param second that of the later one, which differs at most in letter case
     */
    private record Twins(String first, String second) {
        String message(String file) {
            return first.equals(second)
                    ? "two columns of " + file + " have the name " + first
                    : "the names of two columns of " + file + ", " + first + " and " + second
                            + ", differ only in letter case, and the engine takes them for one";
        }
    }

    /** Refuses a file with two columns of the same name. */
    static void requireUnlike(Connection connection, Question.OfFile file, EngineProblems problems)
            throws SQLException {
        Optional<Twins> twins = twins(connection, file.path());
        if (twins.isPresent()) {
            throw duplicate(twins.get().message("the file"), problems);
        }
    }

    /**
     * Refuses a result with a column that the engine has renamed, from one of the files that it has opened.
     *
     * @param names of the result's columns, in lower case
     */
    static void requireOwn(Connection connection, Set<String> names, EngineProblems problems)
            throws SQLException, IOException {
        for (String file : OpenedFiles.names(connection)) {
            if (!isParquet(Path.of(file))) {
                continue;
            }
            Optional<Twins> twins = twins(connection, Statements.text(file));
            if (twins.isPresent() && names.contains(twins.get().second().toLowerCase(Locale.ROOT) + "_1")) {
                throw duplicate(twins.get().message(file), problems);
            }
        }
    }

    /** Whether a file is Parquet, by its first bytes. */
    static boolean isParquet(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAGIC.length()), StandardCharsets.ISO_8859_1).equals(MAGIC);
        }
    }

    private static ProblemException duplicate(String message, EngineProblems problems) {
        return new ProblemException(Problem.of(Code.COLUMN_DUPLICATE, problems.place(), message));
    }

    private static Optional<Twins> twins(Connection connection, String path) throws SQLException {
        Map<String, String> known = new HashMap<>();
        for (String name : names(connection, path)) {
            String earlier = known.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (earlier != null) {
                return Optional.of(new Twins(earlier, name));
            }
        }
        return Optional.empty();
    }

    /** The schema is a tree, listed from the root down; its root holds the columns. */
    private static List<String> names(Connection connection, String path) throws SQLException {
        var names = new ArrayList<String>();
        try (Statement asked = connection.createStatement();
                ResultSet rows = asked.executeQuery(
                        "select name, coalesce(num_children, 0) from parquet_schema(" + path + ")")) {
            rows.next();
            while (rows.next()) {
                names.add(rows.getString(1));
                for (long inside = rows.getLong(2); inside > 0 && rows.next(); inside += rows.getLong(2) - 1) {
                    // skipped
                }
            }
        }
        return names;
    }
}
