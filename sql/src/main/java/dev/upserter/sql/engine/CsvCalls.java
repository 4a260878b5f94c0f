package dev.upserter.sql.engine;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.Dialect;
import dev.upserter.source.open.FileForm;
import dev.upserter.sql.statement.Edited;
import dev.upserter.sql.statement.Edited.Edit;
import dev.upserter.sql.statement.SqlLexer;
import dev.upserter.sql.statement.Statements;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Makes explicit, in each call that reads CSV, what the engine would otherwise guess. From the first rows of a file it
 * guesses how many lines to skip at the top, what a comment is, and the quotes around cells, so that rows get lost
 * silently. What the query leaves open gets the same meaning as in a file without a query: the first line holds the names,
 * no line is skipped, and rows that do not fit stop the query. For one query, one thread.
 */
final class CsvCalls {
    private static final Pattern CSV_NAME =
            Pattern.compile(".*\\.(csv|tsv)(\\.gz|\\.zst)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Set<String> CSV = Set.of("read_csv", "read_csv_auto");
    private static final Pattern READERS = Pattern.compile("read_(csv|csv_auto|json\\w*|ndjson\\w*)");
    private static final List<String> NAMES = List.of("names", "column_names", "columns");
    private static final List<String> DELIMITERS = List.of("delim", "delimiter", "sep");
    private static final String DELIMITER = "what separates the cells (delim)";
    private static final String HEADER = "whether the first line holds names (header)";
    private static final String MARK = "'\"'";

    private final String sql;
    private final EngineProblems problems;
    private final List<Edit> edits = new ArrayList<>();
    private final Set<String> guesses = new LinkedHashSet<>();
    private final Set<String> delimiters = new LinkedHashSet<>();
    private boolean readsCsv;
    private final Set<Dialect> dialects = new LinkedHashSet<>();
    private boolean isKnown = true;
    private boolean hasHeaders = true;
    private boolean givesQuote;
    private boolean takesAllRows = true;
    private boolean renames;
    private boolean fillsRows;
    private boolean guessesHeader;

    CsvCalls(String sql, EngineProblems problems) {
        this.sql = sql;
        this.problems = problems;
    }

    /** Examines one node of the query's tree. */
    void visit(StatementTree.Node node) {
        String type = node.text("type");
        renames |= !node.get("column_name_alias").list().isEmpty()
                || !node.get("aliases").list().isEmpty();
        takesAllRows &= !type.equals("JOIN")
                && !type.startsWith("LIMIT")
                && !(node.get("where_clause") instanceof StatementTree.Node);
        if (type.equals("TABLE_FUNCTION")) {
            call(node);
        } else if (type.equals("BASE_TABLE")) {
            table(node);
        }
    }

    private void call(StatementTree.Node node) {
        StatementTree function = node.get("function");
        String name = function.text("function_name").toLowerCase(Locale.ROOT);
        var arguments = arguments(function);
        if (READERS.matcher(name).matches()) {
            refuse(arguments, "ignore_errors");
            refuse(arguments, "store_rejects");
        }
        if (!CSV.contains(name)) {
            return;
        }
        look(arguments);
        if ("false".equals(arguments.get("auto_detect"))) {
            return;
        }
        int closing = SqlLexer.closing(sql, place(node));
        if (closing >= 0) {
            edits.add(new Edit(closing, 0, missing(arguments)));
        }
    }

    /** A file in place of a table; its columns keep the same table name. */
    private void table(StatementTree.Node node) {
        String name = node.text("table_name");
        int start = place(node);
        char quote = start < sql.length() ? sql.charAt(start) : ' ';
        if (!CSV_NAME.matcher(name).matches() || quote != '\'' && quote != '"') {
            return;
        }
        int end = start;
        do {
            end = SqlLexer.behind(sql, end);
        } while (end < sql.length() && sql.charAt(end) == quote);
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String alias =
                node.text("alias").isEmpty() ? " as " + Statements.name(file.substring(0, file.indexOf('.'))) : "";
        look(Map.of());
        String call = "read_csv(" + Statements.text(name) + missing(new TreeMap<>()) + ")";
        edits.add(new Edit(start, end - start, call + alias));
    }

    private void look(Map<String, String> arguments) {
        readsCsv = true;
        guessesHeader |= !has(arguments, "header");
        hasHeaders &= !"false".equals(arguments.get("header"));
        givesQuote |= has(arguments, "quote");
        CsvOptions.dialect(arguments).ifPresentOrElse(dialects::add, () -> isKnown = false);
        fillsRows |= has(arguments, "null_padding");
        DELIMITERS.stream().filter(arguments::containsKey).map(arguments::get).forEach(delimiters::add);
    }

    private int place(StatementTree.Node node) {
        return Edited.charAt(sql, Integer.parseInt(node.text("query_location")));
    }

    /** The named arguments with their values, if these are constants. */
    private static Map<String, String> arguments(StatementTree function) {
        var named = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (StatementTree argument : function.get("arguments").list()) {
            StatementTree value = argument.get("expression");
            String name = argument.text("name");
            if (value.text("type").equals("COMPARE_EQUAL")) {
                List<StatementTree> columns =
                        value.get("left").get("column_names").list();
                name = !columns.isEmpty() && columns.getFirst() instanceof StatementTree.Text text ? text.text() : "";
                value = value.get("right");
            }
            if (!name.isEmpty()) {
                named.put(name, value.get("literal").text("text"));
            }
        }
        return named;
    }

    private void refuse(Map<String, String> arguments, String option) {
        String value = arguments.get(option);
        if (value != null && !value.equals("false")) {
            throw new ProblemException(Problem.of(
                    Code.QUERY_FAILED,
                    problems.place(),
                    "the query has the engine leave out rows that it cannot read (" + option
                            + "), and would not say which. Remove the option: such a row then stops the run"));
        }
    }

    /** The arguments to add to a call. */
    private String missing(Map<String, String> arguments) {
        var missing = new StringBuilder();
        boolean quoted = has(arguments, "quote");
        String escape = quoted ? Statements.text(arguments.getOrDefault("quote", "")) : MARK;
        add(missing, !has(arguments, "skip"), "skip = 0");
        add(missing, !has(arguments, "comment"), "comment = ''");
        add(missing, !quoted, "quote = " + MARK);
        add(missing, !has(arguments, "escape"), "escape = " + escape);
        if (!has(arguments, "header")) {
            boolean named = has(arguments, NAMES);
            add(missing, !named, "header = true");
            guess(named, HEADER);
        }
        guess(!has(arguments, DELIMITERS), DELIMITER);
        return missing.toString();
    }

    private static boolean has(Map<String, String> arguments, String name) {
        return has(arguments, List.of(name));
    }

    private static boolean has(Map<String, String> arguments, List<String> names) {
        return names.stream().anyMatch(arguments::containsKey);
    }

    private static void add(StringBuilder missing, boolean isMissing, String option) {
        if (isMissing) {
            missing.append(", ").append(option);
        }
    }

    private void guess(boolean isOpen, String what) {
        if (isOpen) {
            guesses.add(what);
        }
    }

    /** The edits to the query that make everything explicit. */
    List<Edit> edits() {
        return edits;
    }

    /** Whether the query reads CSV, all of it with a header, in a form that can be read without a query, too. */
    boolean isPlain() {
        return isKnown() && hasHeaders;
    }

    /** Whether the query reads CSV, all of it in one form that can be read without a query, too. */
    boolean isKnown() {
        return readsCsv && isKnown && dialects.size() == 1;
    }

    /** Whether a call says how cells are quoted. */
    boolean givesQuote() {
        return givesQuote;
    }

    /** Whether the query has no condition that may leave rows of a file out. */
    boolean takesAllRows() {
        return takesAllRows;
    }

    /** How the files are written. */
    FileForm form() {
        return new FileForm(delimiter(), isKnown() ? dialects.iterator().next() : Dialect.PLAIN);
    }

    /** Whether the query reads CSV. */
    boolean readsCsv() {
        return readsCsv;
    }

    /** Whether a call leaves open if the first line holds the names of the columns. */
    boolean guessesHeader() {
        return guessesHeader;
    }

    /** Whether the query names the columns, and leaves open if the first line does, too. */
    boolean guessesNames() {
        return guesses().contains(HEADER);
    }

    /** Whether shorter rows are filled. */
    boolean fillsRows() {
        return fillsRows;
    }

    /** The separator of cells; empty if the query does not give one, or gives several. */
    private Optional<Character> delimiter() {
        return delimiters.stream()
                .filter(text -> delimiters.size() == 1 && text.length() == 1)
                .map(text -> text.charAt(0))
                .findFirst();
    }

    /** What is left to be guessed, in words. */
    Set<String> guesses() {
        var all = new LinkedHashSet<>(guesses);
        if (renames && guessesHeader) {
            all.add(HEADER);
        }
        return all;
    }
}
