package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.history.RunFolder;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.Resume;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal that holds for the whole workspace stops the run; one that is about rows makes them dead letters. */
class RefusedAlikeTest {
    private static final String REASON = "email is not enabled as an identifier in this workspace";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial trial(UnaryOperator<SyncConfigBuilder> change) {
        return new Trial(folder, sandbox)
                .config(config ->
                        change.apply(config.identifyBy(IdentifierType.EMAIL).requestsPerSecond(1000)));
    }

    private Trial trial() {
        return trial(config -> config);
    }

    private static String people(int count) {
        return Rows.of(count, RefusedAlikeTest::person);
    }

    private static String person(int i) {
        return "{\"id\":\"p" + i + "@example.org\",\"n\":" + i + "}";
    }

    private static String message(RunReport report) {
        return report.problems().stream()
                .filter(finding -> finding.code() == Code.REFUSED_ALIKE)
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.toJson()))
                .examples()
                .getFirst()
                .message();
    }

    private static void assertStopped(RunReport report) {
        assertThat(report.status()).as(report.toJson()).isEqualTo(Status.STOPPED);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.records().deadLetters()).isZero();
        assertThat(report.records().delivered()).isZero();
        assertThat(report.records().pending()).isEqualTo(report.records().read());
        assertThat(report.files().deadLetters()).isNull();
    }

    @Test
    void aBatchThatIsRefusedAsAWholeIsSearchedOnlyForTwentyRows() {
        sandbox.disable("email", true);

        RunReport report = trial().run(people(2_000));

        assertStopped(report);
        assertThat(message(report))
                .isEqualTo("Customer.io refused 20 rows, each sent alone, for the same reason, and accepted none"
                        + " meanwhile. Of 20 more from further on, tried one by one, it accepted none either:"
                        + " status 400, invalid,"
                        + " identifiers,"
                        + " " + REASON + ". The run stopped, and these rows are pending");
        assertThat(report.requests().sent()).isLessThan(90);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "25, true", "500, true", "1, false", "25, false", "500, false"})
    void howeverMuchIsInFlightFewRequestsAreSpentOnIt(int parallelism, boolean wholeBatches) {
        sandbox.disable("email", wholeBatches);

        RunReport report = trial(config -> config.parallelism(parallelism))
                .run(Rows.of(40_000, i -> "{\"id\":\"p" + i + "@example.org\",\"text\":\"" + "x".repeat(400) + "\"}"));

        assertStopped(report);
        assertThat(report.requests().sent()).isLessThan(90 + Math.min(parallelism, 60));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 25})
    void requestsForOnePersonCountOneByOne(int parallelism) {
        sandbox.disable("email", true);

        RunReport report =
                trial(config -> config.api(Api.SINGLE).parallelism(parallelism)).run(people(2_000));

        assertStopped(report);
        assertThat(message(report))
                .contains(
                        "20 rows, each sent alone",
                        "Of 20 more from further on, tried one by one",
                        "status 400, identifiers: " + REASON);
        assertThat(report.requests().sent()).isLessThan(45 + 2 * parallelism);
    }

    /** So many bytes that what was refused until the run stops does not fit into the memory for rows that wait. */
    @ParameterizedTest
    @CsvSource({
        "30000, 600, false, BATCH",
        "30000, 600, true, BATCH",
        "300000, 120, false, BATCH",
        "300000, 120, true, BATCH",
        "300000, 120, true, SINGLE",
        "2000000, 60, true, BATCH",
        "5000000, 30, false, BATCH"
    })
    void rowsOfAnySizeStayPending(int bytes, int rows, boolean wholeBatches, Api api) {
        sandbox.disable("email", wholeBatches);
        String text = "x".repeat(bytes);
        String data =
                Rows.of(rows, i -> "{\"id\":\"p" + i + "@example.org\",\"n\":" + i + ",\"text\":\"" + text + "\"}");
        UnaryOperator<SyncConfigBuilder> change = config -> config.api(api).mapping("n", "n");

        RunReport stopped = trial(change).run(data);
        sandbox.enable("email");
        RunReport resumed = trial(change)
                .options(options -> options.withResume(new Resume.Latest()))
                .run(data);

        assertStopped(stopped);
        assertThat(resumed.records()).isEqualTo(new Counts(rows, 0, 0, rows, 0, 0, 0));
        assertThat(sandbox.peopleCount()).isEqualTo(rows);
    }

    /** Where the memory does not hold 200 of them, it is asked earlier, and rows from further on may be there to be tried. */
    @ParameterizedTest
    @CsvSource({"30000, 150", "2000000, 8", "5000000, 1"})
    void aFewLongRowsAreAllDeadLettersOrAllPending(int bytes, int rows) {
        sandbox.disable("email", false);
        String text = "x".repeat(bytes);

        RunReport report = trial(config -> config.mapping("n", "n"))
                .run(Rows.of(
                        rows, i -> "{\"id\":\"p" + i + "@example.org\",\"n\":" + i + ",\"text\":\"" + text + "\"}"));

        assertThat(report.records())
                .isEqualTo(
                        report.status() == Status.STOPPED
                                ? new Counts(rows, 0, 0, 0, 0, 0, rows)
                                : new Counts(rows, 0, 0, 0, 0, rows, 0));
    }

    @Test
    void theSameCommandSendsThemOnceTheSettingIsCorrected() {
        sandbox.disable("email", false);
        RunReport stopped = trial().run(people(2_000));
        sandbox.enable("email");

        RunReport resumed = trial().options(options -> options.withResume(new Resume.Latest()))
                .run(people(2_000));

        assertStopped(stopped);
        assertThat(resumed.run()).isEqualTo(stopped.run());
        assertThat(resumed.status()).isEqualTo(Status.COMPLETED);
        assertThat(resumed.records().delivered()).isEqualTo(2_000);
        assertThat(sandbox.peopleCount()).isEqualTo(2_000);
    }

    @ParameterizedTest
    @CsvSource({"19, true", "199, false"})
    void fewerRowsAreDeadLetters(int rows, boolean wholeBatches) throws IOException {
        sandbox.disable("email", wholeBatches);

        RunReport report = trial().run(people(rows));

        assertThat(report.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(report.records()).isEqualTo(new Counts(rows, 0, 0, 0, 0, rows, 0));
        assertThat(Files.readAllLines(report.files().deadLetters()))
                .hasSize(rows)
                .allMatch(line -> line.contains(REASON));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 900, 1_999})
    void oneRowThatIsAcceptedIsEnoughToGoOn(int good) {
        for (int i = 0; i < 2_000; i++) {
            if (i != good) {
                sandbox.refuse("p" + i + "@example.org", "invalid", "plan", "not known");
            }
        }
        RunReport report = trial().run(people(2_000));

        assertThat(report.records()).isEqualTo(new Counts(2_000, 0, 0, 1, 0, 1_999, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 25})
    void badRowsAtTheStartOfAFileDoNotKeepTheOthersFromArriving(int parallelism) {
        IntFunction<String> row = i -> "{\"id\":\"p" + i + "@example.org\",\"text\":\"" + "x".repeat(800) + "\"}";
        for (int i = 0; i < 700; i++) {
            sandbox.refuse("p" + i + "@example.org", "invalid", "plan", "not known");
        }

        RunReport report = trial(config -> config.parallelism(parallelism)).run(Rows.of(3_000, row));

        assertThat(report.records()).isEqualTo(new Counts(3_000, 0, 0, 2_300, 0, 700, 0));
        assertThat(sandbox.peopleCount()).isEqualTo(2_300);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 25})
    void rowsThatSpoilTheirBatchesAreFoundAsBefore(int parallelism) {
        for (int i = 0; i < 3_000; i += 100) {
            sandbox.poison("p" + i + "@example.org");
        }
        RunReport report = trial(config -> config.parallelism(parallelism))
                .run(Rows.of(3_000, i -> "{\"id\":\"p" + i + "@example.org\",\"text\":\"" + "x".repeat(400) + "\"}"));

        // Alone in a batch they are refused like anybody who spoils a batch.
        assertThat(report.records()).isEqualTo(new Counts(3_000, 0, 0, 2_970, 0, 30, 0));
    }

    @Test
    void reasonsThatQuoteEachRowAreAlikeAllTheSame() {
        for (int i = 0; i < 400; i++) {
            sandbox.refuse(
                    "p" + i + "@example.org",
                    "invalid",
                    "plan",
                    "plan Gold" + (char) ('a' + i % 26) + " is not sold in " + (i % 2 == 0 ? "Lagos" : "Quito")
                            + " (request " + i * 31 + ")");
        }
        RunReport report = trial().run(Rows.of(
                400,
                i -> "{\"id\":\"p" + i + "@example.org\",\"plan\":\"Gold" + (char) ('a' + i % 26) + "\",\"city\":\""
                        + (i % 2 == 0 ? "Lagos" : "Quito") + "\"}"));

        assertStopped(report);
        assertThat(message(report))
                .contains("invalid, plan, plan … is not sold in … (request ")
                .doesNotContain("Gold", "Lagos", "Quito");
    }

    @Test
    void reasonsThatDifferAreNotAlike() {
        for (int i = 0; i < 600; i++) {
            sandbox.refuse("p" + i + "@example.org", "invalid", "f" + (char) ('a' + i % 4), "not known");
        }
        RunReport report = trial().run(people(600));

        assertThat(report.records()).isEqualTo(new Counts(600, 0, 0, 0, 0, 600, 0));
    }

    @Test
    void aReasonInWordsThatSomeRowsHoldTooIsTold() {
        sandbox.disable("email", false);

        RunReport report = trial().run(Rows.of(
                400,
                i -> "{\"id\":\"p" + i + "@example.org\",\"channel\":\"" + (i % 2 == 0 ? "email" : "post") + "\"}"));

        assertStopped(report);
        assertThat(message(report)).contains(REASON);
    }

    @Test
    void whatWasDeadLettersBeforeDoesNotCount() {
        for (int i = 0; i < 300; i++) {
            sandbox.refuse("p" + i + "@example.org", "invalid", "plan", "not known");
        }
        RunReport first = trial(config -> config.incremental(true)).run(people(2_000));
        RunReport second = trial(config -> config.incremental(true)).run(people(2_000));
        RunReport third = trial(config -> config.incremental(true)).run(people(2_000));
        RunReport retried = trial(config -> config.incremental(true)).retry(first.run());

        assertThat(first.records().deadLetters()).isEqualTo(300);
        assertThat(second.status()).as(second.toJson()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(second.records()).isEqualTo(new Counts(2_000, 0, 1_700, 0, 0, 300, 0));
        assertThat(third.records()).isEqualTo(second.records());
        assertThat(retried.records().deadLetters()).isEqualTo(300);
    }

    @Test
    void whoeverWantsEachRowToBeADeadLetterMaySaySo() {
        sandbox.disable("email", false);

        RunReport report =
                trial(config -> config.guard(Code.REFUSED_ALIKE, Level.OFF)).run(people(2_000));

        assertThat(report.records()).isEqualTo(new Counts(2_000, 0, 0, 0, 0, 2_000, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPlansLimitThatIsReachedInTheMiddleStopsTheRun(boolean wholeBatches) {
        var arrived = new AtomicInteger();
        sandbox.onRequest(request -> {
            if (arrived.incrementAndGet() == 10) {
                sandbox.disable("email", wholeBatches);
            }
        });
        RunReport report = trial(config -> config.parallelism(4))
                .run(Rows.of(20_000, i -> "{\"id\":\"p" + i + "@example.org\",\"text\":\"" + "x".repeat(400) + "\"}"));

        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.records().deadLetters()).isZero();
        assertThat(report.records().delivered()).isPositive().isEqualTo(sandbox.peopleCount());
        assertThat(message(report)).contains(REASON);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rowsOfOnePersonThatShareAnEntryAreRefusedAlikeToo(boolean wholeBatches) {
        sandbox.disable("email", wholeBatches);

        RunReport report = trial().run(Rows.of(12_000, i -> "{\"id\":\"p" + i / 6 + "@example.org\",\"n\":" + i + "}"));

        assertStopped(report);
        assertThat(report.requests().sent()).isLessThan(90);
    }

    /** All batches are on their way before the first answer comes, and nothing is left to be tried. */
    @Test
    void oneBatchThatIsRefusedAmongOthersThatAreNotStopsNothing() {
        for (int i = 0; i < 300; i++) {
            sandbox.refuse("p" + i + "@example.org", "invalid", "plan", "not known");
        }
        RunReport report = trial().run(Rows.of(
                3_000,
                i -> "{\"id\":\"p" + i + "@example.org\",\"text\":\"" + "x".repeat(900) + "\",\"more\":\""
                        + "y".repeat(900) + "\"}"));

        assertThat(report.records()).isEqualTo(new Counts(3_000, 0, 0, 2_700, 0, 300, 0));
    }

    @Test
    void refusedCredentialsInTheMiddleOfTheSearchStopTheRunAtOnce() {
        sandbox.disable("email", true);
        var arrived = new AtomicInteger();
        sandbox.onRequest(request -> {
            if (arrived.incrementAndGet() == 30) {
                sandbox.answerNext(Answer.status(401));
            }
        });
        RunReport report = trial(config -> config.parallelism(1)).run(people(2_000));

        assertThat(report.exitCode()).isEqualTo(4);
        assertThat(report.records().pending()).isEqualTo(2_000);
        assertThat(report.files().deadLetters()).isNull();
    }

    /** Request 20 is in the search, 60 among the rows that are tried before the run would stop. */
    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60})
    void aKillInTheMiddleOfTheSearchMakesNobodyADeadLetter(int request) throws Exception {
        String rows =
                people(2_000).replace("@example.org", ""); // ids that are addresses stop a run before the first call
        Path data = Files.writeString(folder.resolve("rows.json"), rows);
        sandbox.disable("id", true);
        var arrived = new AtomicInteger();
        var reached = new CountDownLatch(1);
        sandbox.onRequest(ignored -> {
            if (arrived.incrementAndGet() == request) {
                reached.countDown();
            }
        });
        Process child = child(data);
        assertThat(reached.await(1, TimeUnit.MINUTES)).isTrue();
        child.destroyForcibly();
        assertThat(child.waitFor()).isIn(137, 3);
        try (Stream<Path> runs = Files.list(folder.resolve("state/runs"))) {
            assertThat(runs)
                    .singleElement()
                    .satisfies(run ->
                            assertThat(run.resolve(RunFolder.DEAD_LETTERS)).doesNotExist());
        }
        sandbox.enable("id");

        Process again = child(data);

        assertThat(again.waitFor()).isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(2_000);
    }

    private Process child(Path data) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashChild.class.getName(),
                        sandbox.endpoint().toString(),
                        Api.BATCH.name(),
                        data.toString(),
                        folder.resolve("state").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    @Test
    void failuresInBetweenChangeNothing() {
        sandbox.disable("email", true);
        var arrived = new AtomicInteger();
        sandbox.onRequest(request -> {
            if (arrived.incrementAndGet() % 10 == 0) {
                sandbox.answerNext(Answer.status(503), Answer.reset());
            }
        });
        RunReport report = trial().run(people(2_000));

        assertStopped(report);
        assertThat(report.requests().retried()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void removalsAreHeldToTheSame(boolean wholeBatches) {
        UnaryOperator<SyncConfigBuilder> mirror = config -> config.mode(Mode.MIRROR)
                .mapping("n", "n")
                .removed(Removal.DELETE)
                .maxRemoved(new RemovalLimit(1_000, false));
        RunReport before = trial(mirror).run(people(1_000));
        sandbox.disable("email", wholeBatches);

        RunReport report = trial(mirror).run(people(500));
        sandbox.enable("email");
        RunReport resumed = trial(mirror)
                .options(options -> options.withResume(new Resume.Latest()))
                .run(people(500));

        assertThat(before.status()).isEqualTo(Status.COMPLETED);
        assertThat(report.status()).as(report.toJson()).isEqualTo(Status.STOPPED);
        assertThat(report.records()).isEqualTo(new Counts(500, 500, 500, 0, 0, 0, 500));
        assertThat(message(report)).contains(REASON);
        assertThat(resumed.status()).as(resumed.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(sandbox.peopleCount()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMirrorDoesNotKnowWhomCustomerIoRefused(boolean wholeBatches) {
        UnaryOperator<SyncConfigBuilder> mirror = config -> config.mode(Mode.MIRROR)
                .mapping("n", "n")
                .removed(Removal.DELETE)
                .irreversible(true);
        String good = people(1_000).replace("@example.org", "@example.com");
        sandbox.disable("email", wholeBatches);
        RunReport refused = trial(mirror).run(people(1_000));
        sandbox.enable("email");

        RunReport second = trial(mirror).run(good);
        RunReport third = trial(mirror).run(good);

        assertStopped(refused);
        assertThat(second.status()).as(second.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(second.problems()).extracting(finding -> finding.code()).doesNotContain(Code.REMOVALS_HELD);
        assertThat(third.status()).as(third.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(third.records()).isEqualTo(new Counts(1_000, 0, 1_000, 0, 0, 0, 0));
        assertThat(sandbox.peopleCount()).isEqualTo(1_000);
    }

    /** Rows that wait have no end yet, those of the batch that are searched have none either, and none has two. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 8})
    void aThreadThatIsInterruptedLeavesAReportThatAddsUp(int requests) throws InterruptedException {
        sandbox.disable("email", false);
        Thread runner = Thread.currentThread();
        var seen = new AtomicInteger();
        sandbox.onRequest(request -> {
            if (seen.incrementAndGet() == requests) {
                runner.interrupt();
            }
        });
        String pad = "x".repeat(900);
        String rows = Rows.of(
                600,
                i -> "{\"id\":\"" + (i % 4 < 2 ? "pair" + i / 4 : "alone" + i) + "@example.org\",\"n\":" + i
                        + ",\"pad\":\"" + pad + "\"}");

        RunReport report = trial(config -> config.parallelism(3)).run(rows);
        Thread.interrupted();

        assertThat(report.status()).as(report.toJson()).isEqualTo(Status.STOPPED);
        assertThat(report.problems()).extracting(finding -> finding.code()).doesNotContain(Code.INTERNAL);
    }
}
