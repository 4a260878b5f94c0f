package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.report.Progress;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.report.Watcher;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Gate;
import dev.upserter.source.DataFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program that embeds the library may do wrong, or do at any moment. */
@Timeout(60)
class HostFailuresTest {
    private static final String SECRET = "ana@example.com";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private final StopSignal stop = new StopSignal();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial trial() {
        return new Trial(folder, sandbox).options(options -> options.withStop(stop));
    }

    private static DataFile.Streamed streamed(InputStream in) {
        return new DataFile.Streamed(in, "rows");
    }

    private static InputStream after(String text, InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), rest);
    }

    /** Gives nothing, ever, and can neither be interrupted nor closed. */
    @SuppressWarnings("InputStreamSlowMultibyteRead")
    private static final class Silence extends InputStream {
        private final CountDownLatch isRead = new CountDownLatch(1);

        @Override
        public int read() {
            isRead.countDown();
            while (true) {
                LockSupport.park();
                boolean unused = Thread.interrupted();
            }
        }

        @Override
        public synchronized void close() {
            read();
        }
    }

    @SuppressWarnings("InputStreamSlowMultibyteRead")
    private static final class Throwing extends InputStream {
        private final Throwable thrown;

        private Throwing(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public int read() throws IOException {
            switch (thrown) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                default -> throw (Error) thrown;
            }
        }
    }

    private record Running(
            CompletableFuture<RunReport> report, Thread thread, CompletableFuture<Boolean> isInterrupted) {
        static Running of(Run run) {
            var report = new CompletableFuture<RunReport>();
            var isInterrupted = new CompletableFuture<Boolean>();
            Thread thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    report.complete(run.execute());
                } catch (RuntimeException | Error e) {
                    report.completeExceptionally(e);
                }
                isInterrupted.complete(Thread.currentThread().isInterrupted());
            });
            return new Running(report, thread, isInterrupted);
        }

        RunReport end() throws Exception {
            return report.get(20, TimeUnit.SECONDS);
        }
    }

    private static void assertInterrupted(RunReport report) {
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.problems()).extracting(finding -> finding.code()).containsExactly(Code.INTERRUPTED);
        assertThat(report.files().report()).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[{\"id\": 1}, ", "id\n1\n2"})
    void aStopEndsAStreamThatIsSilentAndCannotBeClosed(String start) throws Exception {
        var silence = new Silence();
        Running running = Running.of(trial().start(streamed(after(start, silence))));
        silence.isRead.await();
        long before = System.nanoTime();
        stop.stop();

        assertInterrupted(running.end());
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(running.isInterrupted().get()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[{\"id\": 1}, ", "id\n1\n2"})
    void anInterruptWhileAStreamIsReadIsAStopAndStaysSet(String start) throws Exception {
        var silence = new Silence();
        Running running = Running.of(trial().start(streamed(after(start, silence))));
        silence.isRead.await();
        running.thread().interrupt();

        assertInterrupted(running.end());
        assertThat(running.isInterrupted().get()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterruptWhileAFileIsReadOrSentIsAStopAndStaysSet(boolean incremental) throws Exception {
        try (Gate gate = sandbox.hold()) {
            Trial trial = trial().config(config -> config.parallelism(1).incremental(incremental));
            Running running = Running.of(trial.start(trial.file(Rows.people(5000, 900))));
            sandbox.awaitRequests(1, Duration.ofSeconds(30));
            running.thread().interrupt();
            gate.release();

            assertInterrupted(running.end());
            assertThat(running.isInterrupted().get()).isTrue();
        }
    }

    @Test
    void anInterruptBeforeTheStartIsAStop() throws Exception {
        Thread.currentThread().interrupt();
        RunReport report = trial().run(Rows.people(3));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.problems()).extracting(finding -> finding.code()).containsExactly(Code.INTERRUPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[{\"id\": 1}, ", "id\n1\n2", "{\"id\": 1}\n"})
    void whatAStreamThrowsIsTheReportsCauseAndInNoText(String start) throws Exception {
        for (Throwable thrown : new Throwable[] {
            new IllegalStateException(SECRET), new AssertionError(SECRET), new NullPointerException()
        }) {
            RunReport report =
                    trial().start(streamed(after(start, new Throwing(thrown)))).execute();

            assertThat(report.cause()).isSameAs(thrown);
            assertThat(report.problems()).extracting(finding -> finding.code()).contains(Code.INPUT_UNREADABLE);
            assertThat(report.toJson()).contains(thrown.getClass().getName()).doesNotContain(SECRET);
        }
    }

    @Test
    void anExceptionOfAStreamIsItsCause() {
        var thrown = new IOException("the disk is gone");

        assertThat(trial().run(streamed(after("[{\"id\": 1}, ", new Throwing(thrown))))
                        .cause())
                .isSameAs(thrown);
    }

    @Test
    void whoeverWatchesAndFailsIsToldNoMoreAndTheRunGoesOn() {
        var calls = new AtomicInteger();
        Watcher failing = new Watcher() {
            @Override
            public void accept(Progress progress) {
                throw failure();
            }

            @Override
            public void started(String run) {
                throw failure();
            }

            private IllegalStateException failure() {
                calls.incrementAndGet();
                return new IllegalStateException(SECRET);
            }
        };

        RunReport report =
                trial().options(options -> options.withProgress(failing)).run(Rows.people(3));

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(calls).hasValue(1);
        assertThat(trial().run(Rows.people(3)).status()).as("no lock is left").isEqualTo(Status.COMPLETED);
    }
}
