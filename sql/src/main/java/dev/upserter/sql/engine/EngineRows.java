package dev.upserter.sql.engine;

import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.EngineConfig;
import dev.upserter.source.feed.RunningStatement;
import dev.upserter.source.query.QueryRows;
import dev.upserter.sql.statement.Edited;
import dev.upserter.sql.statement.Question;
import dev.upserter.sql.statement.Statements;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of DuckDB. */
public final class EngineRows implements QueryRows {
    private static final String DESCRIBE = "describe\n";

    private final Question question;
    private final Path folder;
    private final EngineConfig config;
    private final EngineProblems problems;
    private @Nullable Engine engine;
    private volatile @Nullable Statement statement;
    private volatile boolean cancelled;
    private volatile long total;
    private @Nullable ResultSet answer;
    private List<Problem> warnings = List.of();
    private Edited asked;
    private @Nullable CsvCalls calls;
    private List<String> columns = List.of();
    private String select = "";
    private RepeatedNames names = new RepeatedNames(Set.of(), List.of());
    private List<String> opened = List.of();
    private long count;

    public EngineRows(Question question, Path folder, EngineConfig config, EngineProblems problems) {
        this.question = question;
        this.folder = folder;
        this.config = config;
        this.problems = problems;
        this.asked = Edited.of(question.sql(), List.of());
    }

    @Override
    public byte @Nullable [] next() {
        try {
            ResultSet rows = answer == null ? ask() : answer;
            answer = rows;
            if (rows.next()) {
                return checked(rows.getString(1).getBytes(StandardCharsets.UTF_8));
            }
            requireWhole();
            return null;
        } catch (SQLException e) {
            requireClosedQuotes();
            throw failure(e);
        } catch (IOException e) {
            throw withoutFolder(e);
        }
    }

    private ProblemException withoutFolder(IOException e) {
        return new ProblemException(
                Problem.of(
                        problems.isFile() ? Code.INPUT_UNREADABLE : Code.QUERY_FAILED,
                        problems.place(),
                        "the engine has no temporary folder: " + DiskFailure.reason(e)),
                e);
    }

    private byte[] checked(byte[] row) throws IOException {
        count++;
        CsvCalls read = calls;
        if (read != null && read.isPlain() && names.isIn(row)) {
            throw EngineFaults.ofRepeatedNames(count, opened, read, problems);
        }
        return row;
    }

    /** What is wrong, with its place: the engine names none where results are streamed. */
    private ProblemException failure(SQLException e) {
        ProblemException told = problems.of(e, asked, DESCRIBE.length());
        Engine started = engine;
        CsvCalls read = calls;
        if (started == null || cancelled) {
            return told;
        }
        Map<String, String> error = EngineProblems.fields(String.valueOf(e.getMessage()));
        String type = error.getOrDefault("exception_type", "");
        try {
            if (read == null) {
                return type.isEmpty() ? again(told) : told;
            }
            List<String> files = OpenedFiles.names(started.connection());
            JoinedParquet.refuse(started.connection(), files, problems);
            Optional<ProblemException> fault = EngineFaults.of(type, files, read, problems);
            if (fault.isPresent()) {
                return fault.get();
            }
            Optional<String> undivided = Optional.empty();
            if (type.equals("Binder") && read.isPlain()) {
                CsvFiles headers = CsvFiles.of(files, read);
                headers.requireHeader(problems);
                undivided = headers.undivided();
            }
            return undivided.isPresent()
                    ? problems.because(told, undivided.get())
                    : type.isEmpty() ? again(told) : told;
        } catch (SQLException | IOException notKnown) {
            return told; // the engine cannot list the files that it has opened
        }
    }

    /** Runs the query once more, as far as it goes, for the engine's message. */
    private ProblemException again(ProblemException told) throws IOException {
        try (Engine plain = Engine.start(config, folder, false, false, problems.place());
                Statement statement = plain.connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        "select max(length(upserter_text)) from (" + select + ") t" + "(upserter_text)")) {
            rows.next();
            return told;
        } catch (SQLException e) {
            return problems.of(e, Edited.of(asked.original(), List.of()), 0);
        }
    }

    /** A truncated file must not pass for a complete result. */
    private void requireWhole() throws SQLException, IOException {
        Engine started = engine;
        if (question instanceof Question.OfUser && started != null) {
            OpenedFiles.requireWhole(started.connection());
            JoinedParquet.refuse(started.connection(), OpenedFiles.names(started.connection()), problems);
            if (calls != null && calls.readsCsv()) {
                EngineFaults.requireNoHidden(OpenedFiles.names(started.connection()), calls, problems);
            }
        }
    }

    /** The engine's message about a truncated cell names neither the cell nor the file. */
    private void requireClosedQuotes() {
        Engine started = engine;
        CsvCalls read = calls;
        if (started == null || read == null || !read.isKnown() || cancelled) {
            return;
        }
        try {
            OpenedFiles.requireClosedQuotes(started.connection(), read.form());
        } catch (SQLException notKnown) {
            // the engine cannot list the files that it has opened; the original error is reported
        }
    }

    private ResultSet ask() throws SQLException, IOException {
        Engine started = Engine.start(config, folder, question instanceof Question.OfUser, true, problems.place());
        engine = started;
        Connection connection = started.connection();
        if (question instanceof Question.OfUser user) {
            SelectCheck checked = SelectCheck.of(connection, user.sql(), problems);
            warnings = checked.warnings();
            asked = checked.asked();
            calls = checked.calls();
        }
        select = "select " + object(connection) + " from (\n" + asked.text() + "\n) upserter_row";
        if (question instanceof Question.OfFile file) {
            ParquetNames.requireUnlike(connection, file, problems);
            JoinedParquet.refuse(connection, List.of(file.file().toString()), problems);
            total = rowsOf(connection, file);
        }
        Statement running = connection.createStatement();
        statement = running;
        if (cancelled) {
            throw new SQLException("{\"exception_type\":\"Interrupt\"}");
        }
        return running.executeQuery(select);
    }

    private static long rowsOf(Connection connection, Question.OfFile file) throws SQLException {
        try (Statement counting = connection.createStatement();
                ResultSet rows =
                        counting.executeQuery("select num_rows from parquet_file_metadata(" + file.path() + ")")) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** The expression for a whole row. */
    private String object(Connection connection) throws SQLException, IOException {
        var text = new StringBuilder("concat('{'");
        Set<String> names = new HashSet<>();
        var spelled = new ArrayList<String>();
        String comma = "";
        try (Statement describing = connection.createStatement();
                ResultSet described = describing.executeQuery(DESCRIBE + asked.text())) {
            while (described.next()) {
                String name = described.getString(1);
                requireNew(names, name);
                spelled.add(name);
                text.append(", ")
                        .append(Statements.text(comma + JsonName.of(name) + ":"))
                        .append(", ")
                        .append(JsonExpression.orNull(
                                "upserter_row." + Statements.name(name), DuckType.of(described.getString(2))));
                comma = ",";
            }
        }
        if (question instanceof Question.OfUser) {
            ParquetNames.requireOwn(connection, names, problems);
            JoinedParquet.refuse(connection, OpenedFiles.names(connection), problems);
        }
        columns = List.copyOf(spelled);
        if (calls != null) {
            opened = OpenedFiles.names(connection);
            lookAt(calls);
        }
        return text.append(", '}')").toString();
    }

    private void lookAt(CsvCalls read) throws IOException {
        var all = new ArrayList<>(warnings);
        if (read.isPlain()) {
            CsvFiles files = CsvFiles.of(opened, read);
            files.requireHeader(problems);
            files.requireNames(read, columns, problems);
            all.addAll(files.warnings(columns, problems));
            names = new RepeatedNames(files.names(), columns);
        }
        all.addAll(JsonPages.warnings(opened, problems));
        warnings = all;
    }

    private void requireNew(Set<String> names, String name) {
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            String where = question instanceof Question.OfFile ? "file" : "query";
            throw new ProblemException(Problem.of(
                    Code.COLUMN_DUPLICATE, problems.place(), "two columns of the " + where + " have the name " + name));
        }
    }

    @Override
    public OptionalLong total() {
        return total > 0 ? OptionalLong.of(total) : OptionalLong.empty();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<Problem> warnings() {
        return warnings;
    }

    @Override
    public void cancel() {
        cancelled = true;
        RunningStatement.cancel(statement);
    }

    @Override
    public void close() throws IOException {
        Engine started = engine;
        engine = null;
        if (started == null) {
            return;
        }
        try {
            Statement running = statement;
            if (running != null) {
                running.close();
            }
            started.close();
        } catch (SQLException e) {
            throw new IOException("the engine could not be closed", e);
        }
    }
}
