package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.history.DeadLetterFile;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.Resume;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many requests a file makes depends on its size, not on the order of its rows. */
class ManyRowsOfAPersonTest {
    private static final int ROWS = 20_000;
    private static final int MOST_REQUESTS = 60;

    @TempDir
    Path folder;

    /** Whose the i-th of the rows is. */
    enum Order {
        SORTED_20_EACH(i -> i / 20),
        SORTED_9_EACH(i -> i / 9),
        SORTED_50_EACH(i -> i / 50),
        ONE_PERSON_IN_5000_ROWS(i -> i < 5_000 ? 0 : i),
        TWO_INTERLEAVED(i -> i % 2),
        REVERSE(i -> (ROWS - i) / 20),
        ROUND_ROBIN(i -> i % 1_000),
        BY_CITY_WITH_PEOPLE_AGAIN(i -> i % 400 + i / 4_000 * 200),
        ONE_PERSON(i -> 0);

        private final IntUnaryOperator person;

        Order(IntUnaryOperator person) {
            this.person = person;
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void anyOrderMakesAboutAsManyRequestsAsPeopleWithOneRow(Order order) {
        String pad = "x".repeat(780);
        String data = Rows.of(
                ROWS, i -> "{\"id\":\"p" + order.person.applyAsInt(i) + "\",\"n\":" + i + ",\"pad\":\"" + pad + "\"}");
        try (var sandbox = Sandbox.start()) {
            RunReport report = new Trial(folder, sandbox).run(data);

            assertThat(report.status()).isEqualTo(Status.COMPLETED);
            assertThat(report.records().delivered()).isEqualTo(ROWS);
            assertThat(report.requests().sent()).isLessThanOrEqualTo(MOST_REQUESTS);
            IntStream.range(0, ROWS)
                    .boxed()
                    .collect(Collectors.toMap(order.person::applyAsInt, i -> i, Math::max))
                    .forEach((person, last) -> assertThat(
                                    sandbox.person("p" + person).orElseThrow().attributes())
                            .containsEntry("n", last.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thatRowsCannotBeJoinedIsToldOnceWhereItMakesManyRequests(boolean otherAddresses) {
        String data = Rows.of(
                900,
                i -> "{\"id\":\"p" + i / 9 + "\",\"email\":\"a" + (otherAddresses ? i : i / 9) + "@example.org\"}");
        try (var sandbox = Sandbox.start()) {
            RunReport report = new Trial(folder, sandbox).run(data);

            List<Finding> small = report.problems().stream()
                    .filter(finding -> finding.code() == Code.REQUESTS_SMALL)
                    .toList();
            assertThat(report.status()).isEqualTo(Status.COMPLETED);
            assertThat(report.records().delivered()).isEqualTo(900);
            assertThat(small).as(report.toJson()).hasSize(otherAddresses ? 1 : 0);
            assertThat(report.requests().sent()).isGreaterThanOrEqualTo(otherAddresses ? 40 : 1);
            if (otherAddresses) {
                assertThat(small.getFirst().examples().getFirst().message())
                        .contains("of " + report.requests().sent() + " requests end before they are half full");
            }
        }
    }

    @Test
    void ofManyRowsThatAreRefusedTogetherTheOneAtFaultIsFoundInFewRequests() throws Exception {
        String data = Rows.of(
                1_000,
                i -> "{\"id\":\"p" + i / 500 + "\",\"x" + (i == 300 ? "\":\"" + "y".repeat(1_001) + "\"" : "y\":1")
                        + ",\"n\":" + i + "}");
        try (var sandbox = Sandbox.start()) {
            RunReport report = trialThatWarns(sandbox).run(data);

            assertThat(report.records().delivered()).isEqualTo(999);
            assertThat(report.requests().sent()).isLessThanOrEqualTo(20);
            assertThat(Files.readAllLines(report.files().deadLetters()))
                    .singleElement()
                    .satisfies(line -> assertThat(DeadLetterFile.rowOf(line)).hasValue(301));
            assertThat(sandbox.person("p0").orElseThrow().attributes())
                    .containsEntry("n", "499")
                    .doesNotContainKey("x");
        }
    }

    private Trial trialThatWarns(Sandbox sandbox) {
        return new Trial(folder, sandbox).config(config -> config.guard(Code.VALUE_TOO_LONG, Level.WARN));
    }

    @Test
    void rowsOfOneEntryAreInTheJournalTogetherOrNotAtAll() throws Exception {
        String data = Rows.of(600, i -> "{\"id\":\"p" + i / 200 + "\",\"n\":" + i + "}");
        try (var sandbox = Sandbox.start()) {
            sandbox.refuse("p1", "invalid", "n", "no");
            sandbox.answerNext(Answer.normal(), Answer.status(401));
            Trial trial = new Trial(folder, sandbox)
                    .config(config -> config.parallelism(1))
                    .options(options -> options.withResume(new Resume.Latest()));

            RunReport stopped = trial.run(data);
            List<String> journal = Files.readAllLines(folder.resolve("state/runs/" + stopped.run() + "/journal.txt"));
            sandbox.heal("p1");
            RunReport resumed = trial.run(data);

            assertThat(stopped.records().delivered()).isEqualTo(400);
            assertThat(stopped.records().pending()).isEqualTo(200);
            assertThat(journal.getFirst()).startsWith("delivered 1-200 401-600 #");
            assertThat(resumed.run()).isEqualTo(stopped.run());
            assertThat(resumed.records().delivered()).isEqualTo(600);
            assertThat(sandbox.person("p1").orElseThrow().attributes()).containsEntry("n", "399");
        }
    }
}
