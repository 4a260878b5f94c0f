package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Counts;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same command, night after night, where the night before was cut short and the data are others by now. */
@Timeout(60)
class NextNightTest {
    private static final int ROWS = 2000;

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial night() {
        return night(config -> config);
    }

    private Trial night(UnaryOperator<SyncConfigBuilder> change) {
        return new Trial(folder, sandbox)
                .config(config -> change.apply(config.parallelism(1).maxAttempts(1)))
                .options(options -> options.withResume(new Resume.Latest()));
    }

    private static SyncConfigBuilder incremental(SyncConfigBuilder config) {
        return config.incremental(true);
    }

    private static SyncConfigBuilder mirror(SyncConfigBuilder config) {
        return config.mode(Mode.MIRROR);
    }

    private static SyncConfigBuilder deleting(SyncConfigBuilder config) {
        return mirror(config).removed(Removal.DELETE);
    }

    /** Rows of these people, each with the number of the night. */
    private static String rows(int from, int to, int night) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"id\":\"p" + i + "\",\"n\":" + night + ",\"pad\":\"" + "x".repeat(900) + "\"}")
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    private DataFile file(String name, String rows) throws IOException {
        return DataFile.of(Files.writeString(folder.resolve(name), rows));
    }

    /** A night that ends after its first request. */
    private RunReport cutShort(Trial night, DataFile data) {
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        RunReport stopped = night.run(data);
        assertThat(stopped.status()).isEqualTo(Status.STOPPED);
        assertThat(stopped.records().pending()).isPositive();
        return stopped;
    }

    private static List<Code> codes(RunReport report) {
        return report.problems().stream().map(Finding::code).toList();
    }

    private static Finding finding(RunReport report, Code code) {
        return report.problems().stream()
                .filter(finding -> finding.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.toJson()));
    }

    private static String message(RunReport report, Code code) {
        return finding(report, code).examples().getFirst().message();
    }

    private long peopleOf(int night) {
        return sandbox.people().stream()
                .filter(person -> ("" + night).equals(person.attributes().get("n")))
                .count();
    }

    @Test
    void aRunWhoseFileLiesWhereItWasIsFinishedBeforeAnotherFileIsSent() throws IOException {
        DataFile monday = file("monday.json", rows(0, ROWS, 1));
        DataFile tuesday = file("tuesday.json", rows(1000, ROWS + 1000, 2));
        RunReport stopped = cutShort(night(), monday);
        long applied = sandbox.stats().entriesApplied();

        RunReport next = night().run(tuesday);

        assertThat(next.status()).as(next.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(next.records()).isEqualTo(new Counts(ROWS, 0, 0, ROWS, 0, 0, 0));
        assertThat(next.resumed()).singleElement().satisfies(finished -> {
            assertThat(finished.run()).isEqualTo(stopped.run());
            assertThat(finished.records()).isEqualTo(new Counts(ROWS, 0, 0, ROWS, 0, 0, 0));
        });
        assertThat(sandbox.stats().entriesApplied() - applied)
                .isEqualTo(2 * ROWS - stopped.records().delivered());
        assertThat(peopleOf(1)).isEqualTo(1000);
        assertThat(peopleOf(2)).isEqualTo(ROWS);
        assertThat(night().run(tuesday).resumed()).isEmpty();
    }

    @Test
    void theWorseOfTwoReportsGivesTheExitCode() throws IOException {
        sandbox.refuse("p1999", "invalid", "n", "no");
        cutShort(night(), file("monday.json", rows(0, ROWS, 1)));
        RunReport next = night().run(file("tuesday.json", rows(0, 5, 2)));

        assertThat(next.status()).isEqualTo(Status.COMPLETED);
        assertThat(next.resumed().getFirst().records().deadLetters()).isEqualTo(1);
        assertThat(next.exitCode()).isEqualTo(1);
        assertThat(next.toJson()).containsOnlyOnce("\"resumed\" : [ ]");
    }

    @Test
    void aFileThatWasReplacedLeavesTheRowsThatWereNeverSentAndSaysHowMany() throws IOException {
        RunReport stopped = cutShort(night(), file("today.json", rows(0, ROWS, 1)));
        DataFile today = file("today.json", rows(0, 10, 2));
        RunReport next = night().run(today);

        assertThat(next.records().delivered()).isEqualTo(10);
        assertThat(next.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
        assertThat(next.exitCode()).isEqualTo(1);
        assertThat(codes(next)).containsExactly(Code.ROWS_ABANDONED);
        assertThat(finding(next, Code.ROWS_ABANDONED).count())
                .isLessThanOrEqualTo(stopped.records().pending());
        assertThat(message(next, Code.ROWS_ABANDONED))
                .startsWith("at least ")
                .contains("of the run " + stopped.run(), "were never sent", "the data have changed");
        assertThat(night().run(today).exitCode()).isZero();
    }

    @Test
    void aRunThatHadReadAllOfItsRowsLeavesExactlySoMany() throws IOException {
        RunReport stopped = outage(file("today.json", rows(0, 300, 1)));
        RunReport next = night().run(file("today.json", rows(0, 10, 2)));

        assertThat(stopped.records()).isEqualTo(new Counts(300, 0, 0, 0, 0, 0, 300));
        assertThat(finding(next, Code.ROWS_ABANDONED).count()).isEqualTo(300);
        assertThat(message(next, Code.ROWS_ABANDONED)).startsWith("300 rows of the run");
    }

    /** A night in which Customer.io answers nothing but that it cannot. */
    private RunReport outage(DataFile data) {
        sandbox.faults(Faults.parse("503=1"));
        RunReport report = night(
                        config -> config.maxOutage(Duration.ofMillis(50)).maxAttempts(20))
                .run(data);
        sandbox.faults(Faults.none());
        assertThat(report.exitCode()).as(report.toJson()).isEqualTo(3);
        return report;
    }

    @Test
    void anIncrementalRunTakesThePlaceOfTheOneBefore() throws IOException {
        RunReport stopped = cutShort(night(NextNightTest::incremental), file("monday.json", rows(0, ROWS, 1)));
        RunReport next = night(NextNightTest::incremental).run(file("tuesday.json", rows(0, ROWS + 1, 1)));

        assertThat(next.run()).isNotEqualTo(stopped.run());
        assertThat(next.exitCode()).isZero();
        assertThat(codes(next)).containsExactly(Code.RUN_REPLACED);
        assertThat(message(next, Code.RUN_REPLACED)).contains(stopped.run(), "the data have changed");
        long before = stopped.records().delivered();
        assertThat(next.records()).isEqualTo(new Counts(ROWS + 1, 0, 0, before, ROWS + 1 - before, 0, 0, 0));
        assertThat(next.resumed()).isEmpty();
    }

    @Test
    void aMirrorTakesThePlaceOfTheOneBeforeAndRemovesWhoIsGone() throws IOException {
        night(NextNightTest::mirror).run(file("sunday.json", rows(0, ROWS, 1)));
        cutShort(night(NextNightTest::mirror), file("monday.json", rows(0, ROWS, 2)));
        RunReport next = night(NextNightTest::mirror).run(file("tuesday.json", rows(1, ROWS, 3)));

        assertThat(next.exitCode()).as(next.toJson()).isZero();
        assertThat(next.records().removed()).isEqualTo(1);
        assertThat(peopleOf(3)).isEqualTo(ROWS - 1);
    }

    @Test
    void anotherMappingSendsTheSameFileFromTheStart() throws IOException {
        DataFile today = file("today.json", rows(0, ROWS, 1));
        RunReport stopped = cutShort(night(), today);
        RunReport next = night(config -> config.mapping("n", "number")).run(today);

        assertThat(next.run()).isNotEqualTo(stopped.run());
        assertThat(next.exitCode()).isZero();
        assertThat(next.records().delivered()).isEqualTo(ROWS);
        assertThat(message(next, Code.RUN_REPLACED))
                .contains("all rows are sent from the start", "the configuration has changed (mapping)");
        assertThat(sandbox.people())
                .allMatch(person -> "1".equals(person.attributes().get("number")));
    }

    @Test
    void anotherMappingFinishesTheRunBeforeUnderItWhereTheFileIsAnother() throws IOException {
        RunReport stopped = cutShort(night(), file("monday.json", rows(0, ROWS, 1)));
        RunReport next = night(config -> config.mapping("n", "number").guard(Code.NULL_WORD, Level.ROW))
                .run(file("tuesday.json", rows(0, 3, 2)));

        RunReport finished = next.resumed().getFirst();
        assertThat(finished.run()).isEqualTo(stopped.run());
        assertThat(finished.records().delivered()).isEqualTo(ROWS);
        assertThat(message(finished, Code.RUN_REPLACED))
                .contains("begins anew", "as it is now (guards; mapping changed)");
        assertThat(next.exitCode()).isZero();
        assertThat(sandbox.people())
                .as("nobody has a half of each")
                .allMatch(person -> person.attributes().containsKey("number"));
    }

    @Test
    void anotherMappingBeginsTheRunBeforeAnewAlsoWhereItIsCutShortOnceMore() throws IOException {
        cutShort(night(), file("monday.json", rows(0, ROWS, 1)));
        UnaryOperator<SyncConfigBuilder> other = config -> config.mapping("n", "number");
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        assertThat(night(other).run(file("tuesday.json", rows(0, 3, 2))).exitCode())
                .isEqualTo(4);
        RunReport next = night(other).run(file("tuesday.json", rows(0, 3, 2)));

        assertThat(next.exitCode()).as(next.toJson()).isZero();
        assertThat(sandbox.people())
                .allMatch(person -> person.attributes().containsKey("number"))
                .hasSize(ROWS);
    }

    @Test
    void aFileThatIsGoneIsNotToldAsChanged() throws IOException {
        cutShort(night(), file("monday.json", rows(0, ROWS, 1)));
        Files.delete(folder.resolve("monday.json"));
        RunReport next = night().run(file("tuesday.json", rows(0, 3, 2)));

        assertThat(message(next, Code.ROWS_ABANDONED))
                .endsWith("were never sent: its data are no longer there")
                .doesNotContain("bytes");
        assertThat(next.exitCode()).isEqualTo(1);
    }

    @Test
    void goodRowsOfAFileThatWasMostlyRejectedAreNotForgotten() throws IOException {
        String half = IntStream.range(0, 40)
                .mapToObj(i -> "{\"id\":\"" + (i % 3 == 0 ? "p" + i : "") + "\",\"n\":1}")
                .collect(Collectors.joining(",\n", "[", "]"));
        RunReport stopped = night().run(file("monday.json", half));
        assertThat(codes(stopped)).contains(Code.REJECT_LIMIT);
        RunReport next = night().run(file("tuesday.json", rows(0, 3, 2)));

        assertThat(finding(next, Code.ROWS_ABANDONED).count()).isEqualTo(14);
        assertThat(next.records().delivered()).isEqualTo(3);
        assertThat(next.exitCode()).isEqualTo(1);
        assertThat(night().run(file("wednesday.json", rows(0, 3, 3))).exitCode())
                .isZero();
    }

    @Test
    void anotherParallelismGoesOn() throws IOException {
        DataFile today = file("today.json", rows(0, ROWS, 1));
        RunReport stopped = cutShort(night(), today);
        RunReport next =
                night(config -> config.parallelism(9).requestsPerSecond(77)).run(today);

        assertThat(next.run()).isEqualTo(stopped.run());
        assertThat(next.exitCode()).isZero();
        assertThat(next.problems()).isEmpty();
    }

    @Test
    void anotherDestinationLeavesTheRowsThatWereForTheFormerOne() throws IOException {
        DataFile today = file("today.json", rows(0, ROWS, 1));
        cutShort(night(), today);
        try (Sandbox other = Sandbox.start()) {
            RunReport next = new Trial(folder, other)
                    .options(options -> options.withResume(new Resume.Latest()))
                    .run(today);

            assertThat(other.peopleCount()).isEqualTo(ROWS);
            assertThat(next.exitCode()).isEqualTo(1);
            assertThat(message(next, Code.ROWS_ABANDONED)).contains("the configuration has changed (destination)");
        }
    }

    @Test
    void aDestinationThatNeverTookAnythingLeavesNothing() throws IOException {
        DataFile today = file("today.json", rows(0, 30, 1));
        try (Sandbox wrong = Sandbox.start()) {
            wrong.faults(Faults.parse("503=1"));
            RunReport stopped = new Trial(folder, wrong)
                    .config(config -> config.maxOutage(Duration.ofMillis(50)))
                    .run(today);
            assertThat(stopped.exitCode()).as(stopped.toJson()).isEqualTo(3);
        }
        RunReport next = night().run(today);

        assertThat(next.exitCode()).as(next.toJson()).isZero();
        assertThat(codes(next)).containsExactly(Code.RUN_REPLACED);
        assertThat(sandbox.peopleCount()).isEqualTo(30);
    }

    @Test
    void aStateOfNobodyFitsEveryDestination() throws IOException {
        DataFile today = file("today.json", rows(0, 30, 1));
        try (Sandbox wrong = Sandbox.start()) {
            wrong.answerNext(Answer.status(401));
            assertThat(new Trial(folder, wrong)
                            .config(NextNightTest::mirror)
                            .run(today)
                            .exitCode())
                    .isEqualTo(4);
        }
        RunReport next = night(NextNightTest::mirror).run(today);

        assertThat(next.exitCode()).as(next.toJson()).isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(30);
    }

    @Test
    void whoWasInFlightAtTheEndIsSentAgainThoughTheNextFileSaysWhatWasDeliveredBefore() throws IOException {
        DataFile before = file("sunday.json", rows(0, 3, 1));
        night(NextNightTest::deleting).run(before);
        sandbox.answerNext(Answer.lost(), Answer.status(401));
        RunReport stopped = night(config -> deleting(config).maxAttempts(5)).run(file("monday.json", rows(1, 5, 2)));
        assertThat(stopped.exitCode()).isEqualTo(4);
        assertThat(peopleOf(2)).as("applied, though never acknowledged").isEqualTo(4);

        RunReport next = night(NextNightTest::deleting).run(file("tuesday.json", rows(0, 3, 1)));

        assertThat(next.exitCode()).as(next.toJson()).isZero();
        assertThat(peopleOf(1)).isEqualTo(3);
        assertThat(sandbox.peopleCount()).isEqualTo(3);
        assertThat(night(NextNightTest::deleting).run(before).requests().sent()).isZero();
    }

    @Test
    void standardInputIsSentAnewAndTheRowsBeforeAreLeft() {
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        night().runStreamed(rows(0, ROWS, 1));
        RunReport next = night().runStreamed(rows(0, ROWS, 2));

        assertThat(next.records().delivered()).isEqualTo(ROWS);
        assertThat(next.exitCode()).isEqualTo(1);
        assertThat(message(next, Code.ROWS_ABANDONED)).contains("standard input cannot be read again");
    }

    @Test
    void nightsInARowWithoutAnEndAreFinishedInTheirOrderOnceThereIsOne() throws IOException {
        cutShort(night(), file("night-1.json", rows(0, ROWS, 1)));
        for (int n = 2; n <= 4; n++) {
            DataFile data = file("night-" + n + ".json", rows(100 * n, 100 * n + 200, n));
            RunReport waiting = outage(data);
            assertThat(waiting.records()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0));
            assertThat(message(waiting, Code.DESTINATION_DOWN)).startsWith("this run has not begun, since the run ");
            assertThat(waiting.resumed()).hasSize(1);
        }
        RunReport last = night().run(file("night-5.json", rows(0, 1, 5)));

        assertThat(last.exitCode()).as(last.toJson()).isZero();
        assertThat(last.resumed())
                .extracting(report -> report.records().read())
                .containsExactly(2000L, 200L, 200L, 200L);
        assertThat(peopleOf(5)).isEqualTo(1);
        assertThat(peopleOf(4)).isEqualTo(200);
        assertThat(peopleOf(3)).isEqualTo(100);
        assertThat(peopleOf(2)).isEqualTo(100);
        assertThat(peopleOf(1)).isEqualTo(ROWS - 401);
        assertThat(night().run(file("night-6.json", rows(0, 1, 6))).resumed()).isEmpty();
    }

    @Test
    void anEarlierRunWhoseDataStopItIsLeftAndTheNextRunGoes() throws IOException {
        DataFile monday = file("monday.json", rows(0, ROWS, 1));
        RunReport stopped = cutShort(night(), monday);
        RunReport next = night(
                        config -> config.guard(Code.NULL_WORD, Level.STOP).filter("n > 1"))
                .run(file("tuesday.json", rows(0, 3, 2)));

        assertThat(next.resumed().getFirst().run()).isEqualTo(stopped.run());
        assertThat(next.records().delivered()).isEqualTo(3);
    }

    @Test
    void aRefusedRunNeitherHidesTheOneBeforeNorSaysThatItsRowsAreLeft() throws IOException {
        DataFile today = file("today.json", rows(0, ROWS, 1));
        RunReport stopped = cutShort(night(), today);
        RunReport refused = night().run(file("empty.json", "[]"));
        assertThat(refused.resumed().getFirst().run()).isEqualTo(stopped.run());

        RunReport again = cutShort(night(), file("again.json", rows(0, ROWS, 2)));
        RunReport replaced = night().run(file("again.json", "[]"));
        assertThat(replaced.status()).isEqualTo(Status.REFUSED);
        assertThat(codes(replaced)).containsExactly(Code.INPUT_EMPTY);
        RunReport next = night().run(file("again.json", rows(0, 2, 3)));
        assertThat(message(next, Code.ROWS_ABANDONED)).contains(again.run());
    }

    @Test
    void aRetryDoesNotHideTheRunThatCanGoOn() throws IOException {
        sandbox.refuse("p1", "invalid", "n", "no");
        RunReport first = night().run(file("sunday.json", rows(0, 3, 0)));
        DataFile monday = file("monday.json", rows(2, ROWS, 1));
        RunReport stopped = cutShort(night(), monday);
        sandbox.heal("p1");
        night().options(options -> options).retry(first.run());

        assertThat(night().run(monday).run()).isEqualTo(stopped.run());
    }

    @Test
    void aRunIntoASandboxOfItsOwnDoesNotHideTheRunThatCanGoOn() throws IOException {
        DataFile monday = file("monday.json", rows(0, ROWS, 1));
        RunReport stopped = cutShort(night(), monday);
        try (Sandbox own = Sandbox.start()) {
            RunReport tried = new Trial(folder, own)
                    .options(options -> options.withResume(new Resume.Latest())
                            .withState(StateUse.CONFIGURED.withPlace(new StateUse.Place.OfRun())))
                    .run(monday);
            assertThat(tried.exitCode()).as(tried.toJson()).isZero();
        }
        assertThat(night().run(monday).run()).isEqualTo(stopped.run());
    }

    @Test
    void withoutResumeARunSaysWhichRowsItLeaves() throws IOException {
        Path config = folder.resolve("users.yaml");
        UnaryOperator<RunOptions> anew = options -> options.withConfiguration(config);
        DataFile today = file("today.json", rows(0, ROWS, 1));
        cutShort(night().options(anew), today);
        assertThat(cutShort(night().options(anew), today).problems())
                .extracting(Finding::code)
                .containsExactly(Code.AUTH_REJECTED);
        RunReport other = night().options(anew).run(file("other.json", rows(0, 3, 2)));

        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(finding(other, Code.ROWS_ABANDONED).help()).contains("--resume first finishes a run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "journal.txt", "last-run", "dead-letters.ndjson", "nothing"})
    void whatIsDamagedNeverKeepsTheNextNightFromItsWork(String damaged) throws IOException {
        DataFile monday = file("monday.json", rows(0, ROWS, 1));
        RunReport stopped = cutShort(night(), monday);
        damage(stopped.run(), damaged);
        RunReport next = night().run(file("tuesday.json", rows(0, ROWS, 2)));

        assertThat(next.records().delivered()).as(next.toJson()).isEqualTo(ROWS);
        boolean isFinished = damaged.equals("nothing") || damaged.equals("last-run");
        assertThat(next.resumed()).hasSize(isFinished ? 1 : 0);
        assertThat(next.exitCode()).isEqualTo(isFinished ? 0 : 1);
        if (!isFinished) {
            assertThat(message(next, Code.ROWS_ABANDONED)).contains("cannot be read");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "journal.txt", "last-run", "dead-letters.ndjson", "nothing"})
    void whatIsDamagedNeverKeepsAMirrorFromItsWork(String damaged) throws IOException {
        DataFile monday = file("monday.json", rows(0, ROWS, 1));
        damage(cutShort(night(NextNightTest::mirror), monday).run(), damaged);
        RunReport next = night(NextNightTest::mirror).run(file("tuesday.json", rows(5, ROWS, 2)));

        assertThat(next.exitCode()).as(next.toJson()).isZero();
        assertThat(peopleOf(2)).isEqualTo(ROWS - 5);
        assertThat(sandbox.peopleCount()).isEqualTo(ROWS - 5);
    }

    private void damage(String run, String what) throws IOException {
        Path runs = folder.resolve("state/runs").resolve(run);
        switch (what) {
            case "run.json" -> Files.writeString(runs.resolve(what), "{\"run\":");
            case "last-run" -> Files.writeString(folder.resolve("state/syncs/trial/last-run"), "");
            case "nothing" -> {}
            default -> {
                Files.deleteIfExists(runs.resolve(what));
                Files.createDirectory(runs.resolve(what));
            }
        }
    }
}
