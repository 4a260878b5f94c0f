package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.delivery.Exchange;
import dev.upserter.report.Progress;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.report.Watcher;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is reported of a run while it goes on, and how it pauses. */
@Timeout(60)
class WatchTest {
    @TempDir
    Path folder;

    private static final class Memory implements Watcher {
        final CompletableFuture<String> run = new CompletableFuture<>();
        final List<Progress> progress = new CopyOnWriteArrayList<>();
        final List<String> exchanges = new CopyOnWriteArrayList<>();

        @Override
        public void accept(Progress told) {
            progress.add(told);
        }

        @Override
        public void started(String id) {
            run.complete(id);
        }

        @Override
        public void exchanged(Exchange exchange) {
            String body = new String(exchange.body(), 0, exchange.length(), StandardCharsets.UTF_8);
            exchanges.add(exchange.method() + " " + exchange.path() + " " + exchange.people() + " " + exchange.status()
                    + " " + exchange.again() + " " + body.contains("p2"));
        }
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void everyRequestIsShownWithItsAnswer(Api api) {
        var memory = new Memory();
        try (var sandbox = Sandbox.start()) {
            sandbox.answerNext(Answer.status(503));
            RunReport report = new Trial(folder, sandbox)
                    .config(config -> config.api(api).parallelism(1))
                    .options(options -> options.withProgress(memory))
                    .run("[{\"id\": \"p2\"}]");

            assertThat(memory.run.join()).isEqualTo(report.run());
        }
        String request = api == Api.BATCH ? "POST /api/v2/batch" : "PUT /api/v1/customers/…";
        boolean inBody = api == Api.BATCH;
        assertThat(memory.exchanges)
                .containsExactly(request + " 1 503 false " + inBody, request + " 1 200 true " + inBody);
        Progress last = memory.progress.getLast();
        assertThat(last.requests()).isEqualTo(2);
        assertThat(last.pace().requestsPerSecond()).isEqualTo(api == Api.BATCH ? 100 : 1000);
    }

    @Test
    void aRunThatPausesSendsNothingMoreUntilItGoesOn() throws Exception {
        var memory = new Memory();
        var stop = new StopSignal();
        stop.pause();
        try (var sandbox = Sandbox.start()) {
            Trial trial = new Trial(folder, sandbox)
                    .options(options -> options.withProgress(memory).withStop(stop));
            var report = CompletableFuture.supplyAsync(() -> trial.run(Rows.people(3)));
            memory.run.get(20, TimeUnit.SECONDS);
            while (memory.progress.size() < 3) {
                Thread.onSpinWait();
            }
            assertThat(sandbox.people()).isEmpty();
            assertThat(stop.isPaused()).isTrue();

            stop.proceed();

            assertThat(report.get(20, TimeUnit.SECONDS).status()).isEqualTo(Status.COMPLETED);
            assertThat(sandbox.peopleCount()).isEqualTo(3);
        }
    }

    @Test
    void aRunThatPausesCanBeStopped() throws Exception {
        var memory = new Memory();
        var stop = new StopSignal();
        stop.pause();
        try (var sandbox = Sandbox.start()) {
            Trial trial = new Trial(folder, sandbox)
                    .options(options -> options.withProgress(memory).withStop(stop));
            var report = CompletableFuture.supplyAsync(() -> trial.run(Rows.people(3)));
            memory.run.get(20, TimeUnit.SECONDS);

            stop.stop();
            stop.pause();

            assertThat(report.get(20, TimeUnit.SECONDS).status()).isEqualTo(Status.STOPPED);
            assertThat(sandbox.people()).isEmpty();
        }
    }
}
