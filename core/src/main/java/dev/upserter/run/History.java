package dev.upserter.run;

import dev.upserter.problem.Level;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What an earlier execution of the same run has settled: those rows are read again, and not sent again.
 *
 * @param run             the run's id; empty for a new run
 * @param delivered       rows that were acknowledged
 * @param deadLetters     rows that were given up
 * @param deadLetterBytes the length of the whole lines of their file
 */
record History(String run, RowSet delivered, RowSet deadLetters, long deadLetterBytes) {
    static final History NONE = new History("", new RowSet(), new RowSet(), 0);

    /** Reads what the folder of a run says; the dead letters are counted among the account's problems. */
    static History read(Path folder, String run, Account account) throws IOException {
        var deadLetters = new RowSet();
        long bytes = DeadLetterFile.read(folder, line -> {
            deadLetters.add(line.row(), line.row());
            account.log().add(line.code(), Level.ROW, line.field(), () -> problem(line));
        });
        return new History(run, Journal.read(folder).delivered(), deadLetters, bytes);
    }

    private static Problem problem(DeadLetterFile.Line line) {
        String message = "given up earlier in this run" + (line.reason().isEmpty() ? "" : ": " + line.reason())
                + (line.field().isEmpty() ? "" : ", " + line.field());
        return Problem.of(line.code(), new Location.InFile(line.location()), message);
    }
}
