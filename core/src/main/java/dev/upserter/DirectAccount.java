package dev.upserter;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.Pace;
import dev.upserter.pipeline.Account;
import dev.upserter.pipeline.Pipeline;
import dev.upserter.pipeline.RowEnds;
import dev.upserter.pipeline.Tally;
import dev.upserter.problem.Code;
import dev.upserter.problem.Defect;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Counts;
import dev.upserter.report.Fields;
import dev.upserter.report.Files;
import dev.upserter.report.Finding;
import dev.upserter.report.Progress;
import dev.upserter.report.RunReport;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.source.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is known of a run without a folder, until its report. For one thread. */
final class DirectAccount {
    private final String id;
    private final SyncConfig config;
    private final ActiveRun active;
    private final RunAccount account;
    private final long start = System.nanoTime();
    private Fields fields = new Fields(List.of(), Map.of());

    DirectAccount(String id, SyncConfig config, Handing rows, ActiveRun active) {
        this.id = id;
        this.config = config;
        this.active = active;
        this.account = new RunAccount(RowEnds.to(rows.ends()));
    }

    Account rows() {
        return account.rows();
    }

    void destination(String where) {
        account.destination(where);
    }

    void fields(Fields found) {
        fields = found;
    }

    /** A part of the run. */
    interface Step {
        void take() throws InterruptedException, IOException;
    }

    /** Takes a step; what goes wrong in it ends the run, and then this is false. */
    boolean isTaken(Step step) {
        try {
            step.take();
            return true;
        } catch (ProblemException e) {
            failed(e);
        } catch (InterruptedException e) {
            interrupted();
        } catch (OutOfMemoryError e) {
            stopFor(Exhaustion.of(e).orElse(Exhaustion.MEMORY).problem());
        } catch (IOException | RuntimeException | Error e) {
            if (RunAccount.isInterruption(e)) {
                interrupted();
            } else {
                account.cause(e);
                stopFor(Defect.of("something unforeseen happened", e));
            }
        }
        return false;
    }

    private void failed(ProblemException e) {
        if (RunAccount.isInterruption(e)) {
            interrupted();
        } else if (active.signal().isStopped()) {
            stopFor(Execution.interrupted());
        } else {
            account.cause(e.getCause());
            account.stopFor(e.problems());
        }
    }

    private void interrupted() {
        account.noteInterrupt();
        stopFor(Problem.of(Code.INTERRUPTED, null, "the thread of the run was interrupted"));
    }

    private void stopFor(Problem problem) {
        account.stopFor(List.of(problem));
    }

    /** Takes the run; the report says what became of it. An interrupt of the thread is set again. */
    RunReport report(Step run) {
        boolean unused = isTaken(run);
        rows().ends().finish(account.stop());
        if (account.isThreadInterrupted()) {
            Thread.currentThread().interrupt();
        }
        Tally tally = account.tally();
        Counts counts = tally.isBalanced() ? tally.counts() : tally.balanced();
        return new RunReport(
                id,
                config.sync(),
                config.kind().kind().spelling(),
                account.status(),
                account.destination(),
                counts,
                null,
                tally.requests(),
                elapsed(),
                Finding.of(account.log()),
                fields,
                new Files(null, null, null),
                List.of(),
                null,
                account.cause());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Tells from now on how far a pipeline is. */
    void watch(Pipeline pipeline, Source source) {
        active.progress(() -> {
            Tally tally = account.tally();
            return new Progress(
                    tally.read.sum(),
                    tally.delivered.sum(),
                    tally.rejected.sum(),
                    tally.deadLetters.sum(),
                    pipeline.inFlight(),
                    tally.retried.sum(),
                    source.bytesRead(),
                    0,
                    elapsed(),
                    pipeline.waiting().orElse(""),
                    tally.sent.sum(),
                    new Pace(1, 1, ""),
                    0,
                    tally.filtered.sum(),
                    0);
        });
    }
}
