package dev.upserter.sql.engine;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.open.WholeFiles;
import dev.upserter.source.open.WholeFiles.Hiding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what is wrong with the files of a query that the engine has given up. Its messages name no place, or a wrong one, so the
 * files are read again as they are without a query, up to the first row that is at fault. Stateless.
 */
final class EngineFaults {
    /** Errors of these types may come from a row of a file. */
    private static final Set<String> OF_ROWS = Set.of("", "Invalid Input", "Conversion");

    private static final String REPEATED_HINT =
            "leave such lines out, as with where id <> 'id', or give the files one by one:"
                    + " read_csv(['a.csv', 'b.csv'])";

    private static final String HIDDEN_HINT =
            "look at these lines. If they are rows, double the quotation mark that starts the cell and quote the cell, or write"
                    + " quote = '' in read_csv if no cell is quoted. If they are one text, write quote = '\"' in read_csv";

    private EngineFaults() {}

    /**
     * The fault of a file.
     *
     * @param type  of the engine's error
     * @param files that it has opened
     */
    static Optional<ProblemException> of(String type, List<String> files, CsvCalls calls, EngineProblems problems)
            throws IOException {
        if (!OF_ROWS.contains(type) || calls.readsCsv() && !calls.isKnown()) {
            return Optional.empty();
        }
        for (String file : files) {
            Optional<Problem> fault = WholeFiles.firstFault(
                    Path.of(file),
                    file,
                    calls.form(),
                    problem -> problem.code() != Code.RECORD_NOT_OBJECT
                            && (problem.code() != Code.HEADER_REPEATED || calls.isPlain())
                            && (problem.code() != Code.COLUMN_COUNT
                                    || !calls.fillsRows() && (calls.isPlain() || !calls.readsCsv())));
            if (fault.isPresent()) {
                return fault.map(problem -> ofFile(problem, problems));
            }
        }
        for (String file : files) {
            Optional<String> ends = WholeFiles.mixedLineEnds(Path.of(file), file);
            if (ends.isPresent() && calls.readsCsv()) {
                return ends.map(what -> new ProblemException(Problem.of(
                        Code.QUERY_FAILED,
                        problems.place(),
                        "the query cannot be run: " + what + ", and the engine does not read both in one file",
                        "end all lines alike: sed 's/\\r$//' FILE > rows.csv")));
            }
        }
        return Optional.empty();
    }

    /** The problem of rows of the result that hold the names of columns. */
    static ProblemException ofRepeatedNames(long row, List<String> files, CsvCalls calls, EngineProblems problems)
            throws IOException {
        String where = "";
        for (int i = 0; i < files.size() && where.isEmpty(); i++) {
            where = WholeFiles.firstFault(
                            Path.of(files.get(i)),
                            files.get(i),
                            calls.form(),
                            problem -> problem.code() == Code.HEADER_REPEATED)
                    .map(problem -> ", as line " + where(problem) + " does")
                    .orElse("");
        }
        return new ProblemException(Problem.of(
                Code.QUERY_FAILED,
                problems.place(),
                "row " + row + " of the result holds the names of the columns" + where
                        + ": it is no row but the header of a file that was joined",
                REPEATED_HINT));
    }

    /**
     * Checks that no rows of the files are hidden: in a cell of several lines, or a header among them that the result does not show.
     *
     * @throws ProblemException if some are
     */
    static void requireNoHidden(List<String> files, CsvCalls calls, EngineProblems problems) throws IOException {
        if (!calls.isKnown()) {
            return;
        }
        boolean headersCount = calls.isPlain() && calls.takesAllRows();
        for (String file : files) {
            Hiding hiding = WholeFiles.mayHide(Path.of(file), file, calls.form(), headersCount);
            if (hiding == Hiding.NOTHING) {
                continue;
            }
            if (hiding == Hiding.IN_A_CELL) {
                WholeFiles.requireClosedQuotes(Path.of(file), file, calls.form());
            }
            Optional<Problem> hidden = WholeFiles.firstFault(
                    Path.of(file),
                    file,
                    calls.form(),
                    problem -> problem.code() == Code.QUOTES_UNCLEAR && !calls.givesQuote()
                            || problem.code() == Code.HEADER_REPEATED && headersCount);
            if (hidden.isPresent()) {
                boolean isHeader = hidden.get().code() == Code.HEADER_REPEATED;
                throw new ProblemException(Problem.of(
                        Code.QUERY_FAILED,
                        problems.place(),
                        "the result of the query is not used: " + where(hidden.get()) + ": "
                                + hidden.get().message(),
                        isHeader ? REPEATED_HINT : HIDDEN_HINT));
            }
        }
    }

    private static ProblemException ofFile(Problem fault, EngineProblems problems) {
        boolean isOfFile = fault.code() == Code.INPUT_UNREADABLE;
        String message = "the query cannot be run: " + where(fault) + ": " + fault.message();
        return new ProblemException(
                isOfFile
                        ? Problem.of(Code.QUERY_FAILED, problems.place(), message, fault.hint())
                        : Problem.of(Code.QUERY_FAILED, problems.place(), message));
    }

    private static String where(Problem problem) {
        return problem.place().map(Object::toString).orElse("");
    }
}
