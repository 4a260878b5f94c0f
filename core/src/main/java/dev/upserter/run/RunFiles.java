package dev.upserter.run;

import dev.upserter.delivery.DeadLetter;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Files;
import dev.upserter.report.Report;
import dev.upserter.source.SourceRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** The files a run leaves. Thread-safe. */
final class RunFiles implements AutoCloseable {
    private static final String REPORT = "report.json";

    private final RunFolder folder;
    private final RowFile rejected;
    private final RowFile deadLetters;

    RunFiles(Path stateFolder, String run) {
        this.folder = new RunFolder(stateFolder, run);
        this.rejected = new RowFile(folder, "rejected.ndjson", "rejected");
        this.deadLetters = new RowFile(folder, "dead-letters.ndjson", "dead letter");
    }

    /** Makes the folder. */
    void create() {
        folder.create();
    }

    /** Writes down a row that is not sent. */
    void reject(SourceRecord record, Problem problem) {
        rejected.line()
                .at(record.location(), record.number())
                .because(problem.code(), problem.message())
                .write(record.json());
    }

    /** Writes down rows that were given up. */
    void bury(List<DeadLetter> letters) {
        for (DeadLetter letter : letters) {
            deadLetters
                    .line()
                    .at(letter.row().location(), letter.row().number())
                    .with("key", letter.row().key())
                    .because(letter.code(), letter.reason())
                    .with("field", letter.field())
                    .with("message", letter.message())
                    .write(letter.row().record());
        }
        deadLetters.flush();
    }

    /** Hands what was written to the operating system. */
    void flush() {
        rejected.flush();
        deadLetters.flush();
    }

    /**
     * Writes the report.
     *
     * @param report makes it, from the places of all files
     * @return the report; without its own place where it could not be written
     */
    Report write(Function<Files, Report> report) {
        Report whole = report.apply(new Files(rejected.path(), deadLetters.path(), folder.file(REPORT)));
        try {
            folder.writeWhole(REPORT, whole.toJson() + "\n");
            return whole;
        } catch (ProblemException e) {
            return report.apply(new Files(rejected.path(), deadLetters.path(), null));
        }
    }

    @Override
    public void close() {
        try (rejected) {
            deadLetters.close();
        }
    }
}
