package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.problem.Code;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.fault.Faults;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a request can go wrong, and how a run of two rows ends after it. */
class FaultMatrixTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    @TempDir
    Path folder;

    /** A fault and what follows; rows that were neither delivered nor given up are pending. */
    record Case(
            String name,
            Consumer<Sandbox> fault,
            UnaryOperator<SyncConfigBuilder> config,
            Status status,
            int delivered,
            int deadLetters,
            List<Code> codes) {

        static Case passing(String name, Answer... answers) {
            return new Case(name, api -> api.answerNext(answers), same -> same, Status.COMPLETED, 2, 0, List.of());
        }

        static Case stopping(String name, Answer answer, Code code) {
            return new Case(name, api -> api.answerNext(answer), same -> same, Status.REFUSED, 0, 0, List.of(code));
        }

        static Case outage(String name, UnaryOperator<SyncConfigBuilder> config) {
            return new Case(
                    name,
                    api -> api.faults(Faults.none().withUnavailable(1)),
                    config.andThen(builder -> builder.maxOutage(Duration.ofMillis(200)))::apply,
                    Status.STOPPED,
                    0,
                    0,
                    List.of(Code.DESTINATION_DOWN));
        }

        Case telling(Code code) {
            return new Case(name, fault, config, status, delivered, deadLetters, List.of(code));
        }

        Case oneDead() {
            return new Case(
                    name, fault, config, Status.COMPLETED_WITH_PROBLEMS, 1, 1, List.of(Code.REJECTED_BY_SERVER));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> faults() {
        Answer down = Answer.status(503);
        return Stream.of(
                Case.passing("429", Answer.status(429)).telling(Code.SLOWED_DOWN),
                Case.passing("429 with Retry-After", Answer.status(429).withHeader("Retry-After", "1"))
                        .telling(Code.SLOWED_DOWN),
                Case.passing("500", Answer.status(500)),
                Case.passing("503 for a while", down, down, down, down, down, down, down, down, down, down),
                Case.passing("408", Answer.status(408)),
                Case.passing("reset", Answer.reset()),
                Case.passing("lost answer", Answer.lost()),
                Case.passing("slow", Answer.slow(TIMEOUT.dividedBy(2))),
                Case.passing("half-open connection", Answer.silence(TIMEOUT.multipliedBy(3))),
                Case.passing("empty body", Answer.status(200).withBody("").applying()),
                Case.passing("207 with an index out of range", errors(207, "7")),
                Case.passing("207 with a negative index", errors(207, "-1")),
                Case.passing("200 with errors in the body", errors(200, "1")).oneDead(),
                Case.passing("207", errors(207, "1")).oneDead(),
                Case.stopping(
                        "a proxy's page in place of JSON",
                        Answer.status(200)
                                .withBody("<html>please log in</html>")
                                .withHeader("Content-Type", "text/html"),
                        Code.BLOCKED),
                Case.stopping("redirect", Answer.redirect("https://example.com/"), Code.BLOCKED),
                Case.stopping("401", Answer.status(401), Code.AUTH_REJECTED),
                Case.stopping("403", Answer.status(403), Code.AUTH_FORBIDDEN),
                Case.outage("503 for longer than maxOutage", same -> same),
                Case.outage(
                        "a name that DNS does not know",
                        config -> config.endpoint(URI.create("http://customers.invalid"))));
    }

    private static Answer errors(int status, String index) {
        return Answer.status(status)
                .withBody("{\"errors\":[{\"batch_index\":" + index
                        + ",\"reason\":\"invalid\",\"field\":\"n\",\"message\":\"no\"}]}")
                .applying();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultHasItsEnd(Case fault) {
        try (var sandbox = Sandbox.start()) {
            fault.fault().accept(sandbox);
            // Two in flight are too few for a slowdown to be worth a word, however long a fault lasts.
            RunReport report = new Trial(folder, sandbox)
                    .config(config -> config.timeout(TIMEOUT).parallelism(2))
                    .config(fault.config())
                    .run("[{\"id\": \"ana\", \"n\": 1}, {\"id\": \"bo\", \"n\": 2}]");

            assertThat(report.status()).as(report.toJson()).isEqualTo(fault.status());
            assertThat(report.records().delivered()).isEqualTo(fault.delivered());
            assertThat(report.records().deadLetters()).isEqualTo(fault.deadLetters());
            assertThat(report.records().pending()).isEqualTo(2L - fault.delivered() - fault.deadLetters());
            assertThat(report.problems()).extracting(Finding::code).isEqualTo(fault.codes());
        }
    }
}
