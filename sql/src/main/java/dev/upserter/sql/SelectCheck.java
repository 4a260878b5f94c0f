package dev.upserter.sql;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Looks at a query before it is run: it must be one SELECT, and should not have the engine guess types. */
final class SelectCheck {
    private static final Pattern GUESSING = Pattern.compile(
            "\"table_name\":\"[^\"]*\\.(csv|tsv|json|jsonl|ndjson)(\\.gz|\\.zst)?\""
                    + "|\"function_name\":\"(read_csv|read_csv_auto|read_json|read_json_auto|read_ndjson|read_ndjson_auto)\"",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STATEMENT = Pattern.compile("\"named_param_map\":");

    private SelectCheck() {}

    /**
     * What is odd about a query.
     *
     * @throws ProblemException if it is not one SELECT
     */
    static List<Problem> check(Connection connection, String sql, EngineProblems problems) throws SQLException {
        String tree = tree(connection, sql);
        if (tree.startsWith("{\"error\":true")) {
            Map<String, String> error = EngineProblems.fields(tree);
            if ("not implemented".equals(error.get("error_type"))) {
                throw notOneSelect(problems);
            }
            throw problems.of(error, sql, 0);
        }
        if (STATEMENT.matcher(tree).results().count() != 1) {
            throw notOneSelect(problems);
        }
        boolean told = tree.contains("all_varchar") || tree.contains("\"column_names\":[\"columns\"]");
        return told || !GUESSING.matcher(tree).find()
                ? List.of()
                : List.of(Problem.of(
                        Code.TYPES_GUESSED,
                        problems.place(),
                        "the query lets the engine guess the types of a CSV or JSON file: 007 may become 7"));
    }

    private static ProblemException notOneSelect(EngineProblems problems) {
        return new ProblemException(
                Problem.of(Code.QUERY_FAILED, problems.place(), "the query must be one SELECT, and nothing else"));
    }

    private static String tree(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet tree = statement.executeQuery("select json_serialize_sql(" + Statements.text(sql) + ")")) {
            tree.next();
            return tree.getString(1);
        }
    }
}
