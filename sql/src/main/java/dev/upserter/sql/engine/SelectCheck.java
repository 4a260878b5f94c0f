package dev.upserter.sql.engine;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.sql.statement.Edited;
import dev.upserter.sql.statement.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A query checked before it runs: it is a single SELECT, and leaves open nothing whose guess could lose rows.
 *
 * @param asked    the query to run
 * @param warnings what is suspicious about the query
 * @param calls    its calls that read CSV
 */
record SelectCheck(Edited asked, List<Problem> warnings, CsvCalls calls) {
    private static final Pattern GUESSING = Pattern.compile(
            "\"table_name\":\"[^\"]*\\.(csv|tsv|json|jsonl|ndjson)(\\.gz|\\.zst)?\""
                    + "|\"function_name\":\"(read_csv|read_csv_auto|read_json|read_json_auto|read_ndjson|read_ndjson_auto)\"",
            Pattern.CASE_INSENSITIVE);
    /** The statements a query may consist of; the engine also lets a WITH write files and change tables. */
    private static final Set<String> READING =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");
    /** They run a text, or read a table that a text names, which no check has seen. */
    private static final Set<String> RUNNING_TEXTS = Set.of("query", "query_table", "json_execute_serialized_sql");

    /**
     * Checks a query.
     *
     * @throws ProblemException if it is not a single SELECT
     */
    static SelectCheck of(Connection connection, String sql, EngineProblems problems) throws SQLException {
        List<Edited.Edit> values = List.of();
        String json = tree(connection, sql);
        if (isError(json)) {
            values = Pivots.withoutValues(sql);
            String other = values.isEmpty()
                    ? json
                    : tree(connection, Edited.of(sql, values).text());
            if (isError(other)) {
                throw refused(EngineProblems.fields(json), sql, problems);
            }
            json = other;
        }
        StatementTree tree = StatementTree.parse(json);
        if (tree.get("statements").list().size() != 1) {
            throw problem(problems, "the query must be one SELECT, and nothing else");
        }
        var calls = new CsvCalls(Edited.of(sql, values).text(), problems);
        tree.visit(node -> requireReading(node, problems));
        tree.visit(calls::visit);
        var warnings = new ArrayList<Problem>();
        boolean told = json.contains("all_varchar") || json.contains("\"column_names\":[\"columns\"]");
        if (!told && GUESSING.matcher(json).find()) {
            warnings.add(Problem.of(
                    Code.TYPES_GUESSED,
                    problems.place(),
                    "the query lets the engine guess the types of a CSV or JSON file: 007 may become 7"));
        }
        if (!calls.guesses().isEmpty()) {
            warnings.add(Problem.of(
                    Code.DIALECT_GUESSED,
                    problems.place(),
                    "the query lets the engine guess of a CSV file " + String.join(" and ", calls.guesses())));
        }
        return new SelectCheck(Edited.of(sql, Pivots.moved(calls.edits(), values)), warnings, calls);
    }

    private static boolean isError(String json) {
        return json.startsWith("{\"error\":true");
    }

    private static void requireReading(StatementTree.Node node, EngineProblems problems) {
        String type = node.text("type");
        if (type.endsWith("_NODE") && !READING.contains(type)) {
            throw problem(problems, "the query must be one SELECT that only reads, and a part of it writes");
        }
        String function = node.get("function").text("function_name");
        if (type.equals("TABLE_FUNCTION") && RUNNING_TEXTS.contains(function)) {
            throw problem(problems, "the query runs a text by " + function + ". Write the SELECT itself in its place");
        }
    }

    private static ProblemException refused(Map<String, String> error, String sql, EngineProblems problems) {
        if (!"not implemented".equals(error.get("error_type"))) {
            return problems.of(error, Edited.of(sql, List.of()), 0);
        }
        return problem(problems, "the query must be one SELECT, and nothing else");
    }

    private static ProblemException problem(EngineProblems problems, String message) {
        return new ProblemException(Problem.of(Code.QUERY_FAILED, problems.place(), message));
    }

    private static String tree(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet tree = statement.executeQuery("select json_serialize_sql(" + Statements.text(sql) + ")")) {
            tree.next();
            return tree.getString(1);
        }
    }
}
