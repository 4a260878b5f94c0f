package dev.upserter.sql.engine;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.open.WholeFiles;
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

    private EngineFaults() {}

    /**
     * The fault of a file.
     *
     * @param type  of the engine's error
     * @param files that it has opened
     */
    static Optional<ProblemException> of(String type, List<String> files, CsvCalls calls, EngineProblems problems)
            throws IOException {
        if (!OF_ROWS.contains(type) || calls.readsCsv() && !calls.isPlain()) {
            return Optional.empty();
        }
        for (String file : files) {
            Optional<Problem> fault = WholeFiles.firstFault(Path.of(file), file, calls.delimiter())
                    .filter(problem -> problem.code() != Code.RECORD_NOT_OBJECT
                            && (problem.code() != Code.COLUMN_COUNT || !calls.fillsRows()));
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
            where = WholeFiles.firstFault(Path.of(files.get(i)), files.get(i), calls.delimiter())
                    .filter(problem -> where(problem).contains(":") && problem.code() == Code.HEADER_REPEATED)
                    .map(problem -> ", as line " + where(problem) + " does")
                    .orElse("");
        }
        return new ProblemException(Problem.of(
                Code.QUERY_FAILED,
                problems.place(),
                "row " + row + " of the result holds the names of the columns" + where
                        + ": it is no row but the header of a file that was joined",
                "leave such lines out, as with where id <> 'id', or give the files one by one:"
                        + " read_csv(['a.csv', 'b.csv'])"));
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
