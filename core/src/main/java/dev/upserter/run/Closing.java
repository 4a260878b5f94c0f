package dev.upserter.run;

import dev.upserter.config.SyncConfig;
import dev.upserter.history.LastRuns;
import dev.upserter.history.OldRuns;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.earlier.Following;
import dev.upserter.run.earlier.RunStart;
import dev.upserter.run.execution.Execution;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * What is done at the end of a run that has begun, however it ended. For one thread, used once.
 *
 * @param steps     of the run
 * @param execution the run, as it ended
 * @param begun     how it began
 * @param isRetry   whether it sent rows again that an earlier run did not deliver
 */
record Closing(Steps steps, Execution execution, RunStart begun, boolean isRetry) {

    /** Closes its files, notes for later runs what it saw, and writes the report. */
    RunReport close() {
        steps.take(execution, begun.files()::close);
        noteCompleted();
        boolean isRefused = execution.account().status() == Status.REFUSED;
        if (!isRefused) {
            steps.take(execution, this::noteLeft);
        }
        steps.take(execution, () -> execution.account().noteRead(begun.files()));
        RunReport report = begun.files().write(files -> Summary.of(execution, files));
        if (isRefused) {
            keepUnfinished(begun.following());
        }
        removeOldRuns();
        steps.take(execution, this::releaseAnswers);
        return report;
    }

    private boolean dryRun() {
        return execution.options().dryRun();
    }

    /** Notes what a run of the whole source saw, for the next run to compare with. */
    private void noteCompleted() {
        boolean isWhole = !isRetry && !dryRun() && execution.options().limit().isEmpty();
        if (isWhole
                && execution.account().stop().isEmpty()
                && execution.account().tally().isBalanced()) {
            execution
                    .spec()
                    .memory()
                    .ifPresent(folder -> steps.take(
                            execution,
                            () -> execution
                                    .completed()
                                    .note(folder, execution.account().log())));
        }
    }

    /** However it ended, once it is noted which earlier runs the next one goes on with: a sync that fails each night leaves runs, too. */
    private void removeOldRuns() {
        SyncConfig config = execution.config();
        Instant now = execution.surroundings().clock().instant();
        var old = new OldRuns(execution.folder());
        if (dryRun()) {
            old.removeLooksAfter(config.sync(), config.keepRuns(), now);
        } else {
            old.removeAfter(config.sync(), config.keepRuns(), now);
        }
    }

    private void noteLeft() throws IOException {
        if (!begun.waitsAgain()) {
            begun.following().note(execution.account().log());
        }
    }

    /** A run that was refused does not hide the one before it, which can be resumed. */
    private void keepUnfinished(Following following) {
        Optional<LastRuns> runs = Opening.lastRuns(execution, isRetry);
        if (runs.isPresent() && following.before().isPresent()) {
            steps.take(execution, () -> runs.get().note(following.before().get()));
        }
    }

    private void releaseAnswers() throws IOException {
        if (!dryRun()) {
            Answers.release(execution.folder(), execution.config().sync());
        }
    }
}
