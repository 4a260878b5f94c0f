package dev.upserter.sql.engine;

import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.Pages;
import dev.upserter.source.RowsPath;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.guess.Guessed;
import dev.upserter.source.open.Sources;
import dev.upserter.source.open.WholeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What JSON documents that a query reads say of further pages, as they do without a query: its rows are within such a document, and
 * the query does not look at what is beside them. Stateless.
 */
final class JsonPages {
    /** Before it runs a query, the engine looks into so many files of a pattern at most. Of more, the last page may be unknown. */
    private static final int MOST = 32;

    private JsonPages() {}

    /**
     * The warnings about files that are not all pages of an answer; the files are read to their ends, if they are documents with rows
     * inside.
     *
     * @param files that the engine has opened before it runs the query
     */
    static List<Problem> warnings(List<String> files, EngineProblems problems) throws IOException {
        Map<String, Pages> answers = new TreeMap<>();
        if (files.size() < MOST) {
            for (String file : files) {
                if (WholeFiles.holdsObjects(Path.of(file), file)) {
                    read(new DataFile.OnDisk(Path.of(file), file), answers);
                }
            }
        }
        return answers.values().stream()
                .flatMap(pages -> pages.problem().stream())
                .map(problem -> new Problem(
                        problem.code(),
                        problem.level(),
                        problems.place(),
                        problem.place().orElse(problems.place()) + ": " + problem.message(),
                        problem.hint()))
                .toList();
    }

    /** Documents whose rows are in the same field are pages of one answer. */
    private static void read(DataFile.OnDisk file, Map<String, Pages> answers) throws IOException {
        try {
            Guessed form = Guessed.of(file, SourceConfig.DEFAULT, false);
            RowsPath rows = form.config().dialect().rows();
            if (rows == null) {
                return;
            }
            try (Source document = Sources.open(form.data(), form.config())) {
                while (document.hasNext()) {
                    document.next();
                }
                document.pages()
                        .ifPresent(pages -> answers.computeIfAbsent(rows.text(), path -> new Pages(file.name()))
                                .add(pages));
            }
        } catch (ProblemException notForUs) {
            // the engine reads it in another way, or reports what is wrong
        }
    }
}
