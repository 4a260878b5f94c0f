package dev.upserter.sql.engine;

import dev.upserter.guard.value.Emails;
import dev.upserter.operation.text.NameLetters;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.source.Source;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.open.WholeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The headers of the CSV files that a query reads, as they are without a query: the engine renames columns silently, and takes a
 * line for one name where its delimiter is not in it. Immutable.
 */
final class CsvFiles {
    /** What separates cells more often than it is in a name. */
    private static final String DELIMITERS = ",;\t|^~\u0001\u001F";

    private static final Pattern NUMBER = Pattern.compile("\\d++");

    private final List<Named> files;
    private final String empty;

    /**
     * A file.
     *
     * @param path of it
     */
    private record Named(String path, Header header) {}

    private CsvFiles(List<Named> files, String empty) {
        this.files = files;
        this.empty = empty;
    }

    /** Reads the headers of the files that are CSV, of those that the engine has opened. */
    static CsvFiles of(List<String> paths, CsvCalls calls) throws IOException {
        var files = new ArrayList<Named>();
        String empty = "";
        for (String path : paths) {
            try (Source rows = WholeFiles.open(Path.of(path), path, calls.form())) {
                rows.hasNext();
                rows.headers().stream()
                        .filter(header -> !header.isNested())
                        .forEach(header -> files.add(new Named(path, header)));
            } catch (ProblemException notForUs) { // the engine reads it in another way
                Problem problem = notForUs.problems().getFirst();
                empty = SourceProblems.isNoHeader(problem) ? path + ": " + problem.message() : empty;
            }
        }
        return new CsvFiles(files, empty);
    }

    /**
     * Checks that there is a header, if a file ought to have one.
     *
     * @throws ProblemException if the files are empty
     */
    void requireHeader(EngineProblems problems) {
        if (files.isEmpty() && !empty.isEmpty()) {
            throw new ProblemException(Problem.of(
                    Code.QUERY_FAILED,
                    problems.place(),
                    "the query cannot be run: " + empty,
                    "check the export that made the file"));
        }
    }

    /** The names of all columns, letter case aside. */
    Set<String> names() {
        var names = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        files.forEach(file -> {
            names.addAll(file.header().names());
            names.addAll(file.header().repeated());
        });
        return names;
    }

    /**
     * What a result does not show of them.
     *
     * @param columns of the result
     * @throws ProblemException if the engine has renamed a column of the result, since two of a file have its name, or if a
     *     column of it is a whole line of a file
     */
    List<Problem> warnings(List<String> columns, EngineProblems problems) {
        var result = new HashSet<String>();
        columns.forEach(column -> result.add(column.toLowerCase(Locale.ROOT)));
        var told = new ArrayList<String>();
        for (Named file : files) {
            twin(file.header()).ifPresent(name -> told.add(renamed(file.path(), name, result, problems)));
            oneCell(file).ifPresent(what -> told.add(requireDivided(file, what, columns, problems)));
            if (file.header().hasUnnamed() && result.stream().anyMatch(name -> name.matches("column\\d+"))) {
                told.add("a column of " + file.path() + " has no name. The engine calls it column and its number");
            }
        }
        return told.stream()
                .map(what -> Problem.of(Code.COLUMN_UNCLEAR, problems.place(), what))
                .toList();
    }

    /**
     * Checks that no first line may be a row, where the query does not say whether it holds the names: as the header, it would be lost.
     *
     * @param columns of the result
     * @throws ProblemException if one looks like a row, or holds none of the columns that the query names
     */
    void requireNames(CsvCalls calls, List<String> columns, EngineProblems problems) {
        Set<String> named = columns.stream().map(NameLetters::of).collect(Collectors.toSet());
        for (Named file : files) {
            List<String> names = file.header().names();
            if (calls.guessesHeader() && isRow(names)) {
                throw unclear(
                        "the first line of " + file.path()
                                + " looks like a row, and not like a header: it holds an e-mail address, or begins with a number",
                        problems);
            }
            if (calls.guessesNames() && names.stream().map(NameLetters::of).noneMatch(named::contains)) {
                throw unclear(
                        "the query names the columns, and does not say whether the first line of " + file.path()
                                + " holds names, too. That line has none of the result's names, so it may be a row",
                        problems);
            }
        }
    }

    private static boolean isRow(List<String> names) {
        return !names.isEmpty() && NUMBER.matcher(names.getFirst()).matches()
                || names.stream().anyMatch(Emails::isValid);
    }

    private static ProblemException unclear(String message, EngineProblems problems) {
        return new ProblemException(
                Problem.of(
                        Code.QUERY_FAILED,
                        problems.place(),
                        message,
                        "write header = false where the file has no header, or header = true where it has one, in read_csv('…', …)"));
    }

    private static String requireDivided(Named file, String what, List<String> columns, EngineProblems problems) {
        if (columns.contains(file.header().names().getFirst())) {
            throw new ProblemException(Problem.of(
                    Code.QUERY_FAILED,
                    problems.place(),
                    what,
                    "write what separates the cells, as in read_csv('…', delim = ';'); if it is one column, name it: select"
                            + " \"a;b\" as name"));
        }
        return what;
    }

    /** In words, a file whose header is a single cell that holds another delimiter; empty if there is none. */
    Optional<String> undivided() {
        return files.stream().flatMap(file -> oneCell(file).stream()).findFirst();
    }

    private static Optional<String> oneCell(Named file) {
        Header header = file.header();
        if (header.names().size() != 1 || !header.repeated().isEmpty()) {
            return Optional.empty();
        }
        return header.names()
                .getFirst()
                .chars()
                .filter(c -> DELIMITERS.indexOf(c) >= 0)
                .mapToObj(c -> "the header of " + file.path() + " is a single cell that holds " + shown((char) c)
                        + ", so delim in read_csv may have to be that")
                .findFirst();
    }

    private static String shown(char delimiter) {
        return delimiter == '\t'
                ? "a tab"
                : delimiter < ' '
                        ? "U+00" + Integer.toHexString(0x100 | delimiter).substring(1)
                        : "" + delimiter;
    }

    /** A name of two columns, letter case aside, as the engine compares names. */
    private static Optional<String> twin(Header header) {
        var known = new HashSet<String>();
        return header.repeated().stream()
                .findFirst()
                .or(() -> header.names().stream()
                        .filter(name -> !known.add(name.toLowerCase(Locale.ROOT)))
                        .findFirst());
    }

    private static String renamed(String file, String name, Set<String> result, EngineProblems problems) {
        boolean isExact = result.contains(name.toLowerCase(Locale.ROOT) + "_1");
        String message = "two columns of " + file + " have the name " + name + ", letter case aside";
        if (isExact) {
            throw new ProblemException(Problem.of(Code.COLUMN_DUPLICATE, problems.place(), message));
        }
        return message + ". In the query it is the first of them, and " + name + "_1 is the second";
    }
}
