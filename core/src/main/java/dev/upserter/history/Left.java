package dev.upserter.history;

import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;

/**
 * A run that did not end and whose remaining rows will never be sent.
 *
 * @param run         its id
 * @param unsent      how many rows these are
 * @param why         why it cannot be finished
 * @param helpsResume whether the current run would have finished it with --resume
 */
public record Left(String run, Unsent unsent, String why, boolean helpsResume) {

    public Problem problem() {
        return Problem.of(
                Code.ROWS_ABANDONED,
                null,
                unsent.words() + " of the run " + run + " before this one "
                        + (unsent.isExact() && unsent.rows() == 1 ? "was" : "were") + " never sent: " + why,
                helpsResume
                        ? Code.ROWS_ABANDONED.help() + "; --resume finishes a run first whose data are where they were"
                        : Code.ROWS_ABANDONED.help());
    }
}
