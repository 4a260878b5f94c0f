package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.Resume;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.fault.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that Customer.io cannot process is distinguished from a Customer.io that is down. */
class OutagesTest {
    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial trial(Api api, int maxAttempts, Duration maxOutage) {
        return new Trial(folder, sandbox)
                .config(config -> config.api(api)
                        .requestsPerSecond(1000)
                        .maxAttempts(maxAttempts)
                        .maxOutage(maxOutage)
                        .timeout(Duration.ofSeconds(20)));
    }

    private static void assertDown(RunReport report, String last) {
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.problems())
                .filteredOn(finding -> finding.level() == Level.STOP)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(Code.DESTINATION_DOWN);
                    assertThat(finding.count()).isEqualTo(1);
                    assertThat(finding.examples().getFirst().message())
                            .isEqualTo("no request succeeded for 100 ms (last: " + last + "). The run stopped");
                });
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aRowThatIsAlwaysAnsweredWithAnErrorIsGivenUpAndAllOthersArrive(Api api) throws IOException {
        sandbox.fail("p7", 500);

        RunReport report = trial(api, 3, Duration.ofMinutes(1)).run(Rows.people(20));

        assertThat(report.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.records()).isEqualTo(new Counts(20, 0, 0, 19, 0, 1, 0));
        assertThat(report.problems()).extracting(Finding::code).containsExactly(Code.SERVER_ERROR);
        assertThat(report.problems().getFirst().examples().getFirst().message())
                .isEqualTo("the row was given up: out of attempts, status 500");
        assertThat(report.requests().sent()).isLessThan(40);
        assertThat(Files.readString(report.files().deadLetters()))
                .contains("\"key\":\"p7\",\"code\":\"SERVER_ERROR\",\"reason\":\"out of attempts\","
                        + "\"message\":\"status 500\"");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void theOnlyRowIsGivenUpAfterAllItsAttempts(Api api) {
        sandbox.fail("p0", 500);

        RunReport report = trial(api, 4, Duration.ofMinutes(1)).run(Rows.people(1));

        assertThat(report.records()).isEqualTo(new Counts(1, 0, 0, 0, 0, 1, 0));
        assertThat(report.requests().sent()).isEqualTo(4);
        assertThat(report.requests().retried()).isEqualTo(3);
    }

    @Test
    void oneAttemptMeansNoRepetition() {
        sandbox.fail("p0", 500);

        RunReport report = trial(Api.SINGLE, 1, Duration.ofMinutes(1)).run(Rows.people(3));

        assertThat(report.records()).isEqualTo(new Counts(3, 0, 0, 2, 0, 1, 0));
        assertThat(report.requests().sent()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 503})
    void aPersonWhoIsNeverTakenWhileOthersAreIsGivenUp(int status) {
        sandbox.fail("p3", status);

        RunReport report = trial(Api.SINGLE, 2, Duration.ofSeconds(20))
                .config(config -> config.parallelism(2))
                .run(Rows.people(300));

        assertThat(report.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(report.records()).isEqualTo(new Counts(300, 0, 0, 299, 0, 1, 0));
        assertThat(report.problems())
                .extracting(Finding::code)
                .contains(status == 429 ? Code.RATE_LIMITED : Code.SERVER_ERROR);
    }

    @ParameterizedTest
    @CsvSource({"BATCH, 503", "BATCH, 429", "SINGLE, 503", "SINGLE, 500"})
    void whileEverythingIsDownTheRunWaitsAndThenStopsWithoutALoss(Api api, int status) {
        sandbox.faults(faults(status));

        RunReport report = trial(api, 4, Duration.ofMillis(100)).run(Rows.people(12));

        assertDown(report, "status " + status);
        assertThat(report.records()).isEqualTo(new Counts(12, 0, 0, 0, 0, 0, 12));
        assertThat(report.files().deadLetters()).isNull();
        assertThat(report.requests().retried()).isPositive();

        sandbox.faults(Faults.none());
        RunReport again = trial(api, 4, Duration.ofMillis(100))
                .options(options -> options.withResume(new Resume.Latest()))
                .run(Rows.people(12));
        assertThat(again.status()).isEqualTo(Status.COMPLETED);
        assertThat(again.run()).isEqualTo(report.run());
        assertThat(sandbox.peopleCount()).isEqualTo(12);
    }

    private static Faults faults(int status) {
        return switch (status) {
            case 429 -> Faults.none().withTooManyRequests(1);
            case 500 -> Faults.none().withServerError(1);
            default -> Faults.none().withUnavailable(1);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset=1", "lost=1"})
    void connectionsThatAlwaysBreakAreAnOutageToo(String faults) {
        sandbox.faults(Faults.parse(faults));

        RunReport report = trial(Api.BATCH, 4, Duration.ofMillis(100)).run(Rows.people(12));

        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.records().pending()).isEqualTo(12);
    }

    @Test
    void aServerThatFailsAtEverythingCostsAFewRowsAtMost() {
        sandbox.faults(faults(500));

        RunReport report = trial(Api.BATCH, 3, Duration.ofMillis(100)).run(Rows.people(64));

        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.records().deadLetters()).isLessThanOrEqualTo(2);
        assertThat(report.records().pending()).isGreaterThanOrEqualTo(62);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void whenAnOutageEndsEverybodyArrivesThoughAttemptsAreFew(Api api) {
        sandbox.faults(Faults.none().withUnavailable(1));
        var arrived = new AtomicInteger();
        sandbox.onRequest(request -> {
            if (arrived.incrementAndGet() == (api == Api.SINGLE ? 30 : 6)) {
                sandbox.faults(Faults.none());
            }
        });

        RunReport report = trial(api, 2, Duration.ofMinutes(1)).run(Rows.people(12));

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(report.records()).isEqualTo(new Counts(12, 0, 0, 12, 0, 0, 0));
        assertThat(sandbox.peopleCount()).isEqualTo(12);
    }

    @Test
    void noPatienceWithOutagesStillAllowsForOneFailure() {
        sandbox.answerNext(Answer.status(503));
        assertThat(trial(Api.BATCH, 4, Duration.ZERO).run(Rows.people(3)).status())
                .isEqualTo(Status.COMPLETED);

        sandbox.answerNext(Answer.status(503), Answer.status(503));
        RunReport report = trial(Api.BATCH, 4, Duration.ZERO).run(Rows.people(3));
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.problems()).extracting(Finding::code).containsExactly(Code.DESTINATION_DOWN);
        assertThat(report.requests().sent()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "99999999999999999999", "Tue, 31 Dec 2999 23:59:59 GMT"})
    void aWaitBeyondThePatienceOfTheRunEndsWithThatPatience(String asked) {
        Answer busy = Answer.status(429).withHeader("Retry-After", asked);
        sandbox.answerNext(Collections.nCopies(50, busy).toArray(Answer[]::new));
        long start = System.nanoTime();

        RunReport report = trial(Api.BATCH, 4, Duration.ofMillis(300)).run(Rows.people(12));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.records().pending()).isEqualTo(12);
        assertThat(report.requests().sent()).isLessThanOrEqualTo(3);
        assertThat(report.problems())
                .filteredOn(finding -> finding.code() == Code.DESTINATION_DOWN)
                .singleElement()
                .satisfies(finding -> assertThat(finding.examples().getFirst().message())
                        .startsWith("no request succeeded for 300 ms (last: status 429, which asks to wait ")
                        .endsWith(asked.equals("3600") ? "1 h). The run stopped" : "8760 h). The run stopped"));
    }

    @Test
    void whatTheServiceAsksToWaitIsWaitedByAll() {
        List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());
        sandbox.onRequest(request -> arrivals.add(System.nanoTime()));
        sandbox.answerNext(Answer.status(429).withHeader("Retry-After", "1"));
        sandbox.latency(Duration.ofMillis(5), Duration.ofMillis(20));

        RunReport report = trial(Api.SINGLE, 4, Duration.ofMinutes(1))
                .config(config -> config.parallelism(5))
                .run(Rows.people(30));

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        long widest = 0;
        for (int i = 1; i < arrivals.size(); i++) {
            widest = Math.max(widest, arrivals.get(i) - arrivals.get(i - 1));
        }
        assertThat(Duration.ofNanos(widest)).isGreaterThan(Duration.ofMillis(900));
        assertThat(report.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.SLOWED_DOWN);
            assertThat(finding.examples().getFirst().message())
                    .isEqualTo("Customer.io answered 429 (too many requests) once. At the lowest, 500 requests a"
                            + " second were sent");
        });
    }
}
