package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.problem.Code;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.report.Watcher;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.fault.Gate;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that are asked to stop, or forced to. */
class StopTest {
    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private final StopSignal stop = new StopSignal();
    /** Has heard twice of a run that was asked to stop: by then the run knows it too. */
    private final CountDownLatch known = new CountDownLatch(2);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial trial(Api api) {
        Watcher watch = progress -> {
            if (stop.isStopped()) {
                known.countDown();
            }
        };
        return new Trial(folder, sandbox)
                .config(config -> config.api(api).parallelism(3))
                .options(options -> options.withStop(stop).withProgress(watch));
    }

    private static CompletableFuture<RunReport> start(Trial trial, String data) {
        var report = new CompletableFuture<RunReport>();
        Thread.startVirtualThread(() -> report.complete(trial.run(data)));
        return report;
    }

    private static void assertStopped(RunReport report) {
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.INTERRUPTED);
            assertThat(finding.count()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void whatIsInFlightIsFinishedAndNothingElseIsSent(Api api) throws Exception {
        try (Gate gate = sandbox.hold()) {
            var running = new CompletableFuture<RunReport>();
            Thread reading =
                    Thread.startVirtualThread(() -> running.complete(trial(api).run(Rows.people(5000, 900))));
            sandbox.awaitRequests(3, Duration.ofSeconds(30));
            while (reading.getState() != Thread.State.WAITING) { // with the next request, for one of the three to end
                Thread.onSpinWait();
            }
            stop.stop();
            assertThat(known.await(30, TimeUnit.SECONDS)).isTrue();
            gate.release();

            RunReport report = running.get(30, TimeUnit.SECONDS);

            assertStopped(report);
            assertThat(sandbox.stats().requests()).isEqualTo(3);
            assertThat(report.records().delivered())
                    .isEqualTo(sandbox.peopleCount())
                    .isPositive();
            assertThat(report.records().pending()).isPositive();
            assertThat(Files.readString(report.files().report())).contains("\"status\" : \"stopped\"");
        }
    }

    @Test
    void aStopThatCameBeforeTheStartSendsNothing() {
        stop.stop();

        RunReport report = trial(Api.BATCH).run(Rows.people(3));

        assertStopped(report);
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void aStopEndsAPauseBetweenAttempts() throws Exception {
        sandbox.answerNext(Answer.status(503));
        CompletableFuture<RunReport> running = start(
                trial(Api.BATCH).surroundings(given -> given.withFirstPause(Duration.ofHours(1))), Rows.people(3));
        sandbox.awaitRequests(1, Duration.ofSeconds(30));
        stop.stop();

        RunReport report = running.get(20, TimeUnit.SECONDS);

        assertStopped(report);
        assertThat(report.records()).isEqualTo(new Counts(3, 0, 0, 0, 0, 0, 3));
    }

    @Test
    void aStreamThatIsClosedAtAStopIsNoBrokenFile() throws Exception {
        var writer = new PipedOutputStream();
        var stream = new PipedInputStream(writer, 1 << 20) {
            private volatile boolean closed;

            @Override
            public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
                int n = super.read(bytes, offset, length);
                if (closed) {
                    throw new IOException("closed");
                }
                return n;
            }

            @Override
            public void close() {
                closed = true;
            }
        };
        String rows = Rows.people(20_000); // more than are looked at before the first request
        writer.write(rows.substring(0, rows.length() - 1).getBytes(StandardCharsets.UTF_8));
        writer.flush();
        var report = new CompletableFuture<RunReport>();
        Trial trial = trial(Api.SINGLE);
        Thread.startVirtualThread(() -> report.complete(trial.run(new DataFile.Streamed(stream, "<stdin>"))));
        sandbox.awaitRequests(1, Duration.ofSeconds(30));
        stop.stop();
        stream.close();
        writer.close();

        assertStopped(report.get(30, TimeUnit.SECONDS));
    }

    @Test
    void anInterruptedThreadEndsItsRunAndEveryRowIsCounted() throws Exception {
        try (Gate gate = sandbox.hold()) {
            var report = new CompletableFuture<RunReport>();
            var stillInterrupted = new CompletableFuture<Boolean>();
            Trial trial = trial(Api.SINGLE);
            Thread thread = Thread.startVirtualThread(() -> {
                RunReport end = trial.run(Rows.people(100));
                stillInterrupted.complete(Thread.currentThread().isInterrupted());
                report.complete(end);
            });
            sandbox.awaitRequests(3, Duration.ofSeconds(30));
            thread.interrupt();

            RunReport end = report.get(30, TimeUnit.SECONDS);

            assertThat(end.status()).isEqualTo(Status.STOPPED);
            assertThat(end.problems()).extracting(Finding::code).containsExactly(Code.INTERRUPTED);
            assertThat(end.records().pending())
                    .isPositive()
                    .isEqualTo(end.records().read());
            assertThat(stillInterrupted.join()).isTrue();
            assertThat(Files.readString(end.files().report())).contains("\"status\" : \"stopped\"");
        }
    }

    @Test
    void whoeverWatchesARunCannotMakeItFail() {
        RunReport report = trial(Api.BATCH)
                .options(options -> options.withProgress(progress -> {
                    throw new IllegalStateException("the terminal is gone");
                }))
                .run(Rows.people(3));

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
    }
}
