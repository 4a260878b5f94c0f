package dev.upserter.history;

import dev.upserter.report.Status;
import dev.upserter.source.DataFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What runs have sent again that earlier runs had not delivered. A retry to another destination, such as a sandbox, tells
 * nothing about those rows. Read-only; thread-safe.
 *
 * @param state the state folder
 */
public record Retries(StateFolder state) {
    private static final Set<String> COMPLETED =
            Set.of(Status.COMPLETED.spelling(), Status.COMPLETED_WITH_PROBLEMS.spelling());

    /** The run whose undelivered rows a run has sent again, up to their end; empty if it has done no such thing. */
    Optional<String> completed(String retry) {
        return retried(retry).filter(run -> hasCompleted(retry));
    }

    private Optional<String> retried(String retry) {
        Optional<RunHeader> header = RunHeader.read(state.run(retry));
        return header.flatMap(RunHeader::retries)
                .filter(run -> RunHeader.read(state.run(run))
                        .filter(then -> then.hasSame(ConfigDigests.DESTINATION, header.get()))
                        .isPresent());
    }

    private boolean hasCompleted(String run) {
        try {
            return COMPLETED.contains(Journal.end(state.run(run)));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * The run that holds what is still undelivered of a run's rows: the last of those that have sent them again up to their
     * end; the run itself if there is none.
     *
     * @throws IOException if the folder cannot be read
     */
    public String lastOf(String run) throws IOException {
        List<String> ids = new PastRuns(state).ids();
        String last = run;
        for (Optional<String> next = retryOf(last, ids); next.isPresent(); next = retryOf(last, ids)) {
            last = next.get();
        }
        return last;
    }

    private Optional<String> retryOf(String run, List<String> ids) {
        return ids.stream()
                .filter(id -> completed(id).filter(run::equals).isPresent())
                .findFirst();
    }

    /**
     * The rows of a run that retries have delivered before they were stopped.
     *
     * @param file the rows that were gathered to be sent again, as those retries read them
     * @throws IOException if the folder cannot be read
     */
    public RowSet delivered(String run, Path file) throws IOException {
        var found = new RowSet();
        Optional<SourcePrint> print = SourcePrint.of(DataFile.of(file));
        for (String id : print.isPresent() ? new PastRuns(state).ids() : List.<String>of()) {
            boolean isOfThese = retried(id).filter(run::equals).isPresent()
                    && RunHeader.read(state.run(id))
                            .map(RunHeader::source)
                            .filter(print.get()::same)
                            .isPresent();
            if (isOfThese) {
                add(Journal.read(state.run(id)).delivered(), file, found);
            }
        }
        return found;
    }

    /** Adds the rows, as their run counted them, of those that a retry counted by their lines. */
    private static void add(RowSet delivered, Path file, RowSet found) throws IOException {
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (delivered.contains(number)) {
                    DeadLetterFile.rowOf(line).ifPresent(row -> found.add(row, row));
                }
            }
        }
    }
}
