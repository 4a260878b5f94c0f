package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.problem.Code;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from each answer that the API, or somebody in between, may give to a request with three people. */
class AnswersTest {
    private static final String THREE = "[{\"id\":\"a\",\"n\":1},{\"id\":\"b\",\"n\":2},{\"id\":\"c\",\"n\":3}]";

    @TempDir
    Path folder;

    private RunReport send(Api api, Answer... answers) {
        try (var sandbox = Sandbox.start()) {
            sandbox.answerNext(answers);
            return trial(sandbox, api).run(THREE);
        }
    }

    private Trial trial(Sandbox sandbox, Api api) {
        return new Trial(folder, sandbox)
                .config(config -> config.api(api).maxAttempts(3).timeout(Duration.ofSeconds(20)));
    }

    private static Answer html(int status) {
        return Answer.status(status)
                .withHeader("Content-Type", "text/html; charset=utf-8")
                .withBody("<html><body>Log in to the hotel's network</body></html>");
    }

    private static Answer.Status answer(int status, String body) {
        return Answer.status(status).withBody(body);
    }

    private static List<Code> codes(RunReport report) {
        return report.problems().stream().map(Finding::code).toList();
    }

    static Stream<Answer> goodAnswers() {
        return Stream.of(
                answer(200, "{}"),
                answer(200, ""),
                answer(200, " { }\n"),
                answer(200, "{\"errors\":[]}"),
                answer(200, "{\"later\":{\"errors\":[{\"batch_index\":0}]},\"warnings\":[1]}"),
                answer(201, "{}"),
                answer(202, "{}"),
                Answer.status(204));
    }

    @ParameterizedTest
    @MethodSource("goodAnswers")
    void aSuccessDeliversTheWholeBatch(Answer answer) {
        RunReport report = send(Api.BATCH, answer);

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(report.exitCode()).isZero();
        assertThat(report.records()).isEqualTo(new Counts(3, 0, 0, 3, 0, 0, 0));
        assertThat(report.requests().sent()).isEqualTo(1);
        assertThat(report.problems()).isEmpty();
    }

    static Stream<Answer> answersThatRefuseTheSecond() {
        String errors =
                "{\"errors\":[{\"batch_index\":1,\"reason\":\"invalid\",\"field\":\"n\",\"message\":\"too low\"}";
        return Stream.of(
                answer(207, errors + "]}"),
                answer(207, errors + ",{\"batch_index\":1,\"reason\":\"again\"}]}"),
                answer(
                        207,
                        "{\"more\":[[1],{\"errors\":[]}],\"errors\":[{\"more\":{\"x\":[]}," + errors.substring(12)
                                + "]}"),
                answer(200, errors + "]}"));
    }

    @ParameterizedTest
    @MethodSource("answersThatRefuseTheSecond")
    void onlyWhomTheAnswerNamesIsRefused(Answer answer) throws IOException {
        RunReport report = send(Api.BATCH, answer);

        assertThat(report.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.records()).isEqualTo(new Counts(3, 0, 0, 2, 0, 1, 0));
        assertThat(report.requests().sent()).isEqualTo(1);
        assertThat(codes(report)).containsExactly(Code.REJECTED_BY_SERVER);
        assertThat(Files.readString(report.files().deadLetters()))
                .isEqualTo("{\"$upserter\":\"dead letter\",\"location\":\"data.json:1:19\",\"row\":2,\"key\":\"b\","
                        + "\"code\":\"REJECTED_BY_SERVER\",\"reason\":\"invalid\",\"field\":\"n\","
                        + "\"message\":\"too low\",\"record\":{\"id\":\"b\",\"n\":2}}\n");
    }

    /** Errors that may be about anybody: each person is then asked for alone. */
    static Stream<Answer> answersThatNameNobody() {
        return Stream.of(
                answer(207, ""),
                answer(207, "{}"),
                answer(207, "{\"errors\":[]}"),
                answer(207, "{\"errors\":{}}"),
                answer(207, "{\"errors\":[null]}"),
                answer(207, "{\"errors\":[{\"reason\":\"invalid\"}]}"),
                answer(207, "{\"errors\":[{\"batch_index\":3}]}"),
                answer(207, "{\"errors\":[{\"batch_index\":-1}]}"),
                answer(207, "{\"errors\":[{\"batch_index\":1.0}]}"),
                answer(207, "{\"errors\":[{\"batch_index\":\"1\"}]}"),
                answer(207, "{\"errors\":[{\"batch_index\":[1]}]}"),
                answer(207, "{\"errors\":[{\"batch_index\":99999999999999999999}]}"),
                answer(207, "{\"errors\":[{\"batch_index\":1},{\"batch_index\":7}]}"),
                answer(200, "{\"meta\":{\"errors\":[\"something was wrong\"]}}"),
                answer(200, "{\"meta\":{\"error\":\"something was wrong\"}}"));
    }

    @ParameterizedTest
    @MethodSource("answersThatNameNobody")
    void anAnswerThatDoesNotSayWhomItRefusesIsFoundOutAbout(Answer answer) {
        try (var sandbox = Sandbox.start()) {
            sandbox.answerNext(answer);
            sandbox.refuse("b", "invalid", "n", "too low");
            RunReport report = trial(sandbox, Api.BATCH).run(THREE);

            assertThat(report.records()).isEqualTo(new Counts(3, 0, 0, 2, 0, 1, 0));
            assertThat(report.requests().sent()).isEqualTo(3);
            assertThat(sandbox.person("a")).isPresent();
            assertThat(sandbox.person("c")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"errors\":[{\"batch_index\":5,\"reason\":\"r\"}]}", "{\"errors\":[\"r\"]}", "{}"})
    void aRefusalOfTheOnlyPersonIsAboutThatPerson(String body) {
        try (var sandbox = Sandbox.start()) {
            sandbox.answerNext(answer(207, body));

            RunReport report = trial(sandbox, Api.BATCH).run("[{\"id\":\"a\"}]");

            assertThat(report.records()).isEqualTo(new Counts(1, 0, 0, 0, 0, 1, 0));
            assertThat(report.requests().sent()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 406, 409, 413, 415, 422, 451})
    void aRefusedBatchIsHalvedUntilTheOneAtFaultStandsAlone(int status) {
        try (var sandbox = Sandbox.start()) {
            sandbox.fail("b", status);
            RunReport report = trial(sandbox, Api.BATCH).run(THREE);

            assertThat(report.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
            assertThat(report.exitCode()).isEqualTo(1);
            assertThat(report.records()).isEqualTo(new Counts(3, 0, 0, 2, 0, 1, 0));
            assertThat(report.requests().retried()).isZero();
            assertThat(report.problems()).singleElement().satisfies(finding -> {
                assertThat(finding.code()).isEqualTo(Code.REJECTED_BY_SERVER);
                assertThat(finding.examples().getFirst().location()).isEqualTo("data.json:1:19");
                assertThat(finding.examples().getFirst().message())
                        .startsWith("Customer.io refused the row: status " + status);
            });
        }
    }

    @Test
    void ofManyPeopleTheOnesAtFaultAreFoundWithFewRequests() {
        try (var sandbox = Sandbox.start()) {
            sandbox.poison("p100");
            sandbox.poison("p399");
            RunReport report = trial(sandbox, Api.BATCH).run(Rows.people(400));

            assertThat(report.records()).isEqualTo(new Counts(400, 0, 0, 398, 0, 2, 0));
            assertThat(report.requests().sent()).isLessThan(45);
            assertThat(sandbox.peopleCount()).isEqualTo(398);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 422})
    void aRefusedRequestForOnePersonIsADeadLetterAtOnce(int status) throws IOException {
        RunReport report = send(Api.SINGLE, answer(status, "{\"meta\":{\"errors\":[\"bad data\"]}}"));

        assertThat(report.records()).isEqualTo(new Counts(3, 0, 0, 2, 0, 1, 0));
        assertThat(report.requests().sent()).isEqualTo(3);
        assertThat(Files.readString(report.files().deadLetters()))
                .contains("\"reason\":\"status " + status + "\",\"message\":\"bad data\"");
    }

    static Stream<Answer> answersOfOthers() {
        return Stream.of(
                html(200),
                html(207),
                html(400),
                html(401),
                html(403),
                Answer.status(403).withBody(""),
                Answer.status(404),
                Answer.status(405),
                Answer.status(407),
                Answer.status(410),
                Answer.status(206).withBody("{}"),
                Answer.status(300),
                Answer.status(301),
                Answer.status(304),
                answer(200, "[]"),
                answer(200, "{\"errors\":[{\"batch_index\":0"),
                answer(200, "OK"));
    }

    @ParameterizedTest
    @MethodSource("answersOfOthers")
    void whatIsNotCustomerIosAnswerStopsTheRun(Answer answer) {
        for (Api api : Api.values()) {
            try (var sandbox = Sandbox.start()) {
                sandbox.answerNext(answer);
                RunReport report = trial(sandbox, api)
                        .config(config -> config.parallelism(1))
                        .run(THREE);

                assertThat(report.status()).isEqualTo(Status.REFUSED);
                assertThat(report.exitCode()).isEqualTo(2);
                assertThat(report.records().pending())
                        .isPositive()
                        .isEqualTo(report.records().read());
                assertThat(report.requests().sent()).isEqualTo(1);
                assertThat(codes(report)).containsExactly(Code.BLOCKED);
                assertThat(report.files().deadLetters()).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void noRedirectIsFollowed(int status) {
        try (var sandbox = Sandbox.start();
                var elsewhere = Sandbox.start()) {
            sandbox.answerNext(Answer.status(status).withHeader("Location", elsewhere.endpoint() + "/api/v2/batch"));
            RunReport report = trial(sandbox, Api.BATCH).run(THREE);

            assertThat(report.exitCode()).isEqualTo(2);
            assertThat(codes(report)).containsExactly(Code.BLOCKED);
            assertThat(report.problems().getFirst().examples().getFirst().message())
                    .isEqualTo("the destination answered with status " + status + ", and redirects are not followed");
            assertThat(elsewhere.stats().requests()).isZero();
        }
    }

    @Test
    void refusedCredentialsStopTheRunAtOnce() {
        try (var sandbox = Sandbox.start()) {
            RunReport report = trial(sandbox, Api.SINGLE)
                    .config(config -> config.parallelism(1).credentials(new Credentials("sandbox-site", "wrong")))
                    .run(THREE);

            assertThat(report.status()).isEqualTo(Status.REFUSED);
            assertThat(report.exitCode()).isEqualTo(4);
            assertThat(report.records().pending())
                    .isPositive()
                    .isEqualTo(report.records().read());
            assertThat(report.requests().sent()).isEqualTo(1);
            assertThat(codes(report)).containsExactly(Code.AUTH_REJECTED);
        }
    }

    @Test
    void aForbiddenRequestStopsTheRunAtOnce() {
        RunReport report = send(Api.BATCH, Answer.status(403));

        assertThat(report.exitCode()).isEqualTo(4);
        assertThat(codes(report)).containsExactly(Code.AUTH_FORBIDDEN);
    }

    @Test
    void credentialsThatAreRefusedInTheMiddleLeaveARunThatCanBeResumed() {
        try (var sandbox = Sandbox.start()) {
            sandbox.answerNext(Answer.normal(), Answer.status(401));
            RunReport report = trial(sandbox, Api.SINGLE)
                    .config(config -> config.parallelism(1))
                    .run(THREE);

            assertThat(report.status()).isEqualTo(Status.STOPPED);
            assertThat(report.exitCode()).isEqualTo(4);
            assertThat(report.records().delivered()).isEqualTo(1);
            assertThat(report.records().pending()).isPositive();
        }
    }

    static Stream<Answer> passingFaults() {
        return Stream.of(
                Answer.status(408),
                Answer.status(429),
                Answer.status(429).withHeader("Retry-After", "0"),
                Answer.status(429).withHeader("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"),
                Answer.status(429).withHeader("Retry-After", "soon"),
                Answer.status(429).withHeader("Retry-After", "-5"),
                Answer.status(500),
                Answer.status(500).applying(),
                Answer.status(501),
                Answer.status(502),
                html(503),
                Answer.status(503),
                Answer.status(504),
                Answer.status(529),
                Answer.reset(),
                Answer.lost());
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void whatMayPassIsTriedAgain(Answer fault) {
        for (Api api : Api.values()) {
            RunReport report = send(api, fault);

            assertThat(report.status()).isEqualTo(Status.COMPLETED);
            assertThat(report.records()).isEqualTo(new Counts(3, 0, 0, 3, 0, 0, 0));
            assertThat(report.requests().retried()).isEqualTo(1);
        }
    }

    static Stream<Answer> answersThatTakeTooLong() {
        return Stream.of(
                Answer.silence(Duration.ofMinutes(1)),
                Answer.slow(Duration.ofMinutes(1)),
                Answer.dripping(Duration.ofMillis(50), 10_000));
    }

    @ParameterizedTest
    @MethodSource("answersThatTakeTooLong")
    void anAnswerThatIsNotWholeInTimeIsNone(Answer answer) {
        try (var sandbox = Sandbox.start()) {
            sandbox.answerNext(answer);
            RunReport report = trial(sandbox, Api.BATCH)
                    .config(config -> config.timeout(Duration.ofMillis(400)).maxAttempts(20))
                    .run(THREE);

            assertThat(report.status()).isEqualTo(Status.COMPLETED);
            assertThat(report.requests().retried()).isPositive();
            assertThat(sandbox.peopleCount()).isEqualTo(3);
        }
    }
}
