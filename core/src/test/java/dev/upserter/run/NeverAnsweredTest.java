package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.net.Server;
import dev.upserter.problem.Code;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.fault.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs to an endpoint that the user gave and at which nobody is. */
class NeverAnsweredTest {
    private static final Duration PATIENCE = Duration.ofMillis(150);

    @TempDir
    Path folder;

    private Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Twelve people, with all patience for outages and little for an address that may be wrong. */
    private Trial trial(String endpoint, UnaryOperator<SyncConfigBuilder> change) {
        return new Trial(folder, sandbox)
                .config(config -> change.apply(config.endpoint(URI.create(endpoint))
                        .requestsPerSecond(1000)
                        .parallelism(3)
                        .timeout(Duration.ofSeconds(20))
                        .maxOutage(Duration.ofHours(1))))
                .surroundings(real -> real.withFirstAnswer(PATIENCE));
    }

    private static void assertNeverAnswered(RunReport report, String what) {
        assertThat(report.status()).as(report.toJson()).isEqualTo(Status.STOPPED);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.records()).isEqualTo(new Counts(12, 0, 0, 0, 0, 0, 12));
        assertThat(report.files().deadLetters()).isNull();
        assertThat(report.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.NEVER_ANSWERED);
            assertThat(finding.examples().getFirst().message()).isEqualTo(what);
            assertThat(finding.help()).contains("--wait");
        });
    }

    private static String message(String endpoint, String why) {
        return "nothing has ever answered at " + endpoint + ". Each attempt of the last 150 ms failed: " + why;
    }

    @ParameterizedTest
    @CsvSource({"BATCH, 8", "BATCH, 1", "SINGLE, 8", "SINGLE, 1"})
    void aPortWhereNobodyListensStopsTheRunSoon(Api api, int attempts) throws IOException {
        String endpoint = "http://127.0.0.1:" + freePort();

        RunReport report =
                trial(endpoint, config -> config.api(api).maxAttempts(attempts)).run(Rows.people(12));

        assertNeverAnswered(
                report,
                message(endpoint, "the connection was refused (" + endpoint.substring("http://".length()) + ")"));
    }

    @Test
    void incrementalRunsStopToo() throws IOException {
        String endpoint = "http://127.0.0.1:" + freePort();

        RunReport report = trial(endpoint, config -> config.incremental(true)).run(Rows.people(12));

        assertNeverAnswered(
                report,
                message(endpoint, "the connection was refused (" + endpoint.substring("http://".length()) + ")"));
    }

    @Test
    void aNameThatCannotExistStopsTheRunSoon() {
        // No label of a name may be longer than 63, so that nobody needs to be asked.
        String host = "x".repeat(64) + ".test";

        RunReport report = trial("https://" + host, config -> config).run(Rows.people(12));

        assertNeverAnswered(report, message("https://" + host, "the host's address is not known (" + host + ":443)"));
    }

    @Test
    void aProxyWhereNobodyListensIsNamed() throws IOException {
        int port = freePort();
        RunReport report = trial("http://customers.test", config -> config)
                .surroundings(real -> real.withFirstAnswer(PATIENCE)
                        .withEnvironment(Map.of("HTTP_PROXY", "http://ana:secret@127.0.0.1:" + port)))
                .run(Rows.people(12));

        assertNeverAnswered(
                report,
                message("http://customers.test", "the connection was refused (the proxy 127.0.0.1:" + port + ")"));
        assertThat(report.toJson()).doesNotContain("secret");
    }

    @Test
    void theSameCommandGoesOnOnceTheServerIsThere() throws IOException {
        int port = freePort();
        String endpoint = "http://127.0.0.1:" + port;
        RunReport before = trial(endpoint, config -> config).run(Rows.people(12));
        sandbox.close();
        sandbox = Sandbox.start(SandboxConfig.defaults().withPort(port));

        RunReport after = trial(endpoint, config -> config)
                .options(options -> options.withResume(new Resume.Latest()))
                .run(Rows.people(12));

        assertThat(before.status()).isEqualTo(Status.STOPPED);
        assertThat(after.status()).isEqualTo(Status.COMPLETED);
        assertThat(after.run()).isEqualTo(before.run());
    }

    /** What waits is distinguished by what ends the waiting: here the patience for outages, which is short. */
    private RunReport waiting(String endpoint, UnaryOperator<RunOptions> options, UnaryOperator<Surroundings> change) {
        return trial(endpoint, config -> config.maxOutage(Duration.ofMillis(400)))
                .options(options)
                .surroundings(change)
                .run(Rows.people(12));
    }

    private static void assertDown(RunReport report) {
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.problems())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(Code.DESTINATION_DOWN));
    }

    @Test
    void whoeverWaitsHasThePatienceForOutages() throws IOException {
        assertDown(waiting(
                "http://127.0.0.1:" + freePort(),
                options -> options.withWait(true),
                real -> real.withFirstAnswer(PATIENCE)));
    }

    @Test
    void anEndpointThatAnsweredAnEarlierRunIsDownIfItDoesNot() {
        String endpoint = sandbox.endpoint().toString();
        assertThat(trial(endpoint, config -> config).run(Rows.people(12)).status())
                .isEqualTo(Status.COMPLETED);
        sandbox.close();

        assertDown(waiting(endpoint, options -> options, real -> real.withFirstAnswer(PATIENCE)));
    }

    @Test
    void anEndpointThatFailedInThisRunIsDownWhenItRefuses() {
        sandbox.answerNext(Answer.status(503), Answer.reset());
        var arrived = new AtomicInteger();
        sandbox.onRequest(request -> {
            if (arrived.incrementAndGet() == 2) {
                Thread.startVirtualThread(sandbox::close);
            }
        });

        assertDown(waiting(sandbox.endpoint().toString(), options -> options, real -> real.withFirstAnswer(PATIENCE)));
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void connectionsThatAreTakenAndClosedAreAnOutage(Api api) {
        try (var server = Server.start(connection -> {})) {
            RunReport report = trial(
                            "http://127.0.0.1:" + server.port(),
                            config -> config.api(api).maxOutage(Duration.ofMillis(400)))
                    .run(Rows.people(12));

            assertDown(report);
        }
    }

    @Test
    void aCheckStopsToo() throws IOException {
        String endpoint = "http://127.0.0.1:" + freePort();

        RunReport report = trial(endpoint, config -> config).check(Rows.people(12));

        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.problems())
                .filteredOn(finding -> finding.code() == Code.NEVER_ANSWERED)
                .hasSize(1);
    }
}
