package dev.upserter.monitor;

import dev.upserter.history.CompletedRun;
import dev.upserter.history.LastRuns;
import dev.upserter.history.RunFolder;
import dev.upserter.history.RunId;
import dev.upserter.history.StateFolder;
import dev.upserter.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * How a sync stands, as its last runs left it in the state folder, whichever process ran them. Runs with {@code --limit}, dry
 * runs and retries do not count. Immutable.
 *
 * @param last      the last run that has left a report; while a run is under way, the one before it. Empty if there is none
 * @param completed the last run that read its source to its end; empty if there is none
 */
public record Standing(Optional<Ended> last, Optional<CompletedRun> completed) {

    /**
     * A run with a report.
     *
     * @param ended when it was written
     */
    public record Ended(Instant ended, RunReport report) {}

    /**
     * Reads three small files.
     *
     * @param state  the state folder
     * @param folder of the sync, in the state folder or elsewhere
     * @throws IOException if they cannot be read
     */
    public static Standing of(StateFolder state, Path folder) throws IOException {
        Optional<CompletedRun> completed = CompletedRun.read(folder);
        Optional<String> begun = new LastRuns(state, folder, LastRuns.Kind.OF_SOURCE).last();
        Optional<Ended> last =
                begun.flatMap(run -> ended(state, run)).or(() -> completed.flatMap(run -> ended(state, run.run())));
        return new Standing(last, completed);
    }

    /** Empty for a run under way, one that was killed, and one whose folder is gone or of another build. */
    private static Optional<Ended> ended(StateFolder state, String run) {
        if (!RunId.isValid(run)) {
            return Optional.empty();
        }
        Path file = state.run(run).resolve(RunFolder.REPORT);
        try {
            RunReport report = RunReport.fromJson(Files.readString(file));
            Instant written = Files.getLastModifiedTime(file).toInstant();
            Instant first = RunId.start(run).plus(report.duration()); // a copied file may be older than its run
            return Optional.of(new Ended(written.isAfter(first) ? written : first, report));
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
