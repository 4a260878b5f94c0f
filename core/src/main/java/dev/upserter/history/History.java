package dev.upserter.history;

import dev.upserter.problem.Level;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an earlier execution of the same run has finished: these rows are read again, but not sent again.
 *
 * @param run             the run's id; empty for a new run
 * @param hasAcknowledged whether anything was acknowledged; with only removals, no row was
 * @param delivered       rows that were acknowledged
 * @param deadLetters     rows that were given up
 * @param removals        people who are no longer in the source, and whose removal was given up
 * @param deadLetterBytes the length of the whole lines of their file
 */
public record History(
        String run,
        boolean hasAcknowledged,
        RowSet delivered,
        RowSet deadLetters,
        Set<String> removals,
        long deadLetterBytes) {
    /** Why a run cannot be resumed. */
    public static final String UNREADABLE = "its journal cannot be read";

    public static final History NONE = new History("", false, new RowSet(), new RowSet(), Set.of(), 0);

    /** Whether anything that was sent is finished. */
    public boolean hasDelivered() {
        return hasAcknowledged || deadLetterBytes > 0;
    }

    /** Whether rows have their end, so that they are not sent again. */
    public boolean hasSettledRows() {
        return delivered.size() + deadLetters.size() > 0;
    }

    /** The same for a run after which another one has sent people: what is delivered now, only the state tells. */
    public History overtaken() {
        return new History(run, false, new RowSet(), deadLetters, removals, deadLetterBytes);
    }

    /** Lets a run start again; the process that reads its folder must not be sending. */
    public static void forget(Path folder) {
        for (String name : List.of(RunFolder.JOURNAL, RunFolder.DEAD_LETTERS)) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException e) {
                throw RunFolder.unwritable(folder.resolve(name), e);
            }
        }
    }

    /** Whether the record of what a run has finished can be read. */
    public static boolean isReadable(Path folder) {
        return Stream.of(RunFolder.JOURNAL, RunFolder.DEAD_LETTERS)
                .map(folder::resolve)
                .allMatch(file -> !Files.exists(file) || (Files.isRegularFile(file) && Files.isReadable(file)));
    }

    /** Whether anything that a run sent is finished, so that its destination was there. */
    public static boolean hasReached(Path folder) throws IOException {
        return Journal.hasDelivered(folder) || Files.exists(folder.resolve(RunFolder.DEAD_LETTERS));
    }

    /** Reads the record in the folder of a run; its dead letters are counted among the problems. */
    public static History read(Path folder, String run, ProblemLog log) throws IOException {
        var deadLetters = new RowSet();
        var removals = new HashSet<String>();
        long bytes = DeadLetterFile.read(folder, line -> {
            if (line.row() == 0) {
                removals.add(line.key());
            } else {
                deadLetters.add(line.row(), line.row());
            }
            log.add(line.code(), Level.ROW, line.field(), () -> problem(line));
        });
        Journal.Contents journal = Journal.read(folder);
        return new History(run, journal.hasDelivered(), journal.delivered(), deadLetters, removals, bytes);
    }

    private static Problem problem(DeadLetterFile.Line line) {
        String message = "given up earlier in this run" + (line.reason().isEmpty() ? "" : ": " + line.reason())
                + (line.field().isEmpty() ? "" : ", " + line.field());
        return Problem.of(line.code(), new Location.InFile(line.location()), message);
    }
}
