package dev.upserter;

import dev.upserter.config.SyncConfig;
import dev.upserter.pipeline.Account;
import dev.upserter.pipeline.Pipeline;
import dev.upserter.pipeline.RowEnds;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Fields;
import dev.upserter.report.Files;
import dev.upserter.report.Progress;
import dev.upserter.report.RunReport;
import dev.upserter.run.Summary;
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
            account.interrupt();
        } catch (OutOfMemoryError e) {
            stopFor(Exhaustion.of(e).orElse(Exhaustion.MEMORY).problem());
        } catch (IOException | RuntimeException | Error e) {
            account.stopForUnforeseen(e);
        }
        return false;
    }

    private void failed(ProblemException e) {
        if (RunAccount.isInterruption(e)) {
            account.interrupt();
        } else if (active.signal().isStopped()) {
            stopFor(Execution.interrupted());
        } else {
            account.cause(e.getCause());
            account.stopFor(e.problems());
        }
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
        return Summary.of(id, config, account, fields, elapsed(), new Files(null, null, null));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Tells what it waits for before its first row; empty if it does not. */
    void await(String what) {
        Progress now = Progress.before(config.delivery(), elapsed(), what);
        active.progress(() -> now);
    }

    /** Tells from now on how far a pipeline is. */
    void watch(Pipeline pipeline, Source source) {
        active.progress(() -> pipeline.progress(source.bytesRead(), elapsed()));
    }
}
