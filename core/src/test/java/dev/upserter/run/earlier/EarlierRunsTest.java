package dev.upserter.run.earlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upserter.batch.Api;
import dev.upserter.history.Scope;
import dev.upserter.history.StateFolder;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.Trial;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EarlierRunsTest {
    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private DataFile file(String name, String text) throws IOException {
        Path file = folder.resolve("exports").resolve(name);
        Files.createDirectories(file.getParent());
        return DataFile.of(Files.writeString(file, text));
    }

    private static String csv(int rows, Function<Integer, String> id) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(i -> id.apply(i) + "," + i + "\n")
                .collect(Collectors.joining("", "id,n\n", ""));
    }

    private Trial trial() {
        return new Trial(folder, sandbox)
                .config(config -> config.mapping("n", "n").parallelism(1).requestsPerSecond(1000))
                .options(options -> options.withResume(new Resume.Latest()));
    }

    /** Sends some of the rows, and is stopped. */
    private RunReport stopped(DataFile data) {
        var stop = new StopSignal();
        var requests = new AtomicInteger();
        Thread reading = Thread.currentThread();
        sandbox.onRequest(request -> {
            if (requests.incrementAndGet() == 1) {
                while (reading.getState() != Thread.State.WAITING) { // with the next request, for this one to end
                    Thread.onSpinWait();
                }
                stop.stop();
            }
        });
        RunReport report = trial().options(
                        options -> options.withStop(stop).withConfiguration(folder.resolve("sync.yaml")))
                .run(data);
        sandbox.onRequest(request -> {});
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.records().pending()).isPositive();
        return report;
    }

    @Test
    void whereTheWorkspaceRefusesAllRowsEachNightWaitsForTheOneBefore() throws Exception {
        sandbox.disable("email", true);
        for (String night : new String[] {"mon", "tue", "wed"}) {
            RunReport report = byEmail(night);
            assertThat(report.status()).isEqualTo(Status.STOPPED);
            assertThat(report.problems())
                    .as(night + report.problems())
                    .extracting(Finding::code)
                    .doesNotContain(Code.ROWS_ABANDONED);
        }
        sandbox.enable("email");

        RunReport report = byEmail("thu");

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(sandbox.peopleCount()).isEqualTo(4 * 300);
    }

    @Test
    void aFileWhoseRowsAreRefusedAlikeAgainStopsNoLaterOne() throws Exception {
        assertThat(longIds("mon", 190).exitCode()).isEqualTo(3);

        RunReport tuesday = longIds("tue", 0);
        assertThat(tuesday.exitCode()).as(tuesday.toJson()).isEqualTo(1);
        assertThat(tuesday.resumed()).hasSize(1);
        assertThat(tuesday.problems()).extracting(Finding::code).containsExactly(Code.ROWS_ABANDONED);
        assertThat(sandbox.peopleCount()).isEqualTo(300);

        RunReport wednesday = longIds("wed", 0);
        assertThat(wednesday.exitCode()).as(wednesday.toJson()).isZero();
        assertThat(wednesday.resumed()).isEmpty();
        assertThat(sandbox.peopleCount()).isEqualTo(600);
    }

    @Test
    void twoFilesWhoseRowsAreRefusedAlikeAreTriedOnceMoreAndTold() throws Exception {
        assertThat(longIds("mon", 190).exitCode()).isEqualTo(3);
        RunReport tuesday = longIds("tue", 190);
        assertThat(tuesday.exitCode()).isEqualTo(3);
        assertThat(tuesday.problems()).extracting(Finding::code).contains(Code.REFUSED_ALIKE);

        RunReport wednesday = longIds("wed", 0);
        assertThat(wednesday.exitCode()).as(wednesday.toJson()).isEqualTo(1);
        assertThat(wednesday.resumed()).hasSize(2);
        assertThat(wednesday.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.ROWS_ABANDONED);
            assertThat(finding.count()).isEqualTo(600);
        });
        assertThat(longIds("thu", 0).exitCode()).isZero();
    }

    private RunReport longIds(String night, int more) throws IOException {
        return trial().config(config -> config.guard(Code.ID_MALFORMED, Level.OFF))
                .run(file(night + ".csv", csv(300, i -> night + i + "x".repeat(more))));
    }

    private RunReport byEmail(String night) throws IOException {
        return trial().config(config -> config.identifyBy(IdentifierType.EMAIL))
                .run(file(night + ".csv", csv(300, i -> night + i + "@example.org")));
    }

    @Test
    void aRunOfSomeRowsOnlyNeverGoesOnWithAnother() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunOptions.in(folder).withLimit(1).withResume(new Resume.Latest()));
    }

    @Test
    void aRunOfSomeRowsOnlyDoesNotHideTheOneBefore() throws Exception {
        DataFile monday = file("mon.csv", csv(30_000, i -> "mon" + i));
        stopped(monday);
        RunReport some = trial().options(
                        options -> options.withResume(new Resume.Not()).withLimit(1))
                .run(monday);
        assertThat(some.status()).as("nothing of monday is given up").isEqualTo(Status.COMPLETED);

        RunReport report = trial().run(file("tue.csv", csv(5, i -> "tue" + i)));

        assertThat(report.resumed()).hasSize(1);
        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(sandbox.peopleCount()).isEqualTo(30_005);
    }

    @Test
    void aNewFileThatIsRefusedStillTellsOfTheRunThatWasFinishedFirst() throws Exception {
        stopped(file("mon.csv", csv(9_000, i -> "mon" + i)));

        RunReport report = trial().config(config -> config.guard(Code.ID_MISSING, Level.STOP))
                .run(file("tue.csv", "id,n\n1,1\n,2\n"));

        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.resumed()).singleElement().satisfies(finished -> {
            assertThat(finished.status()).isEqualTo(Status.COMPLETED);
        });
        assertThat(report.exitCode()).as("something was sent").isEqualTo(3);
    }

    @Test
    void whatIsReportedBeforeTheFirstRowIsReportedByARefusalTooAndCountedInFull() throws Exception {
        RunReport report = trial().config(config -> config.updateOnly(true).guard(Code.ID_MISSING, Level.STOP))
                .run(file("mon.csv", "id,n\n1,1\n,2\n"));

        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.problems()).extracting(Finding::code).contains(Code.UPDATE_UNCONFIRMED, Code.ID_MISSING);
    }

    @Test
    void aRunThatFinishesAnotherFirstCountsItsOwnTimeAlone() throws Exception {
        stopped(file("mon.csv", csv(9_000, i -> "mon" + i)));
        sandbox.latency(Duration.ofMillis(400), Duration.ofMillis(401));

        long start = System.nanoTime();
        RunReport report = trial().run(file("tue.csv", csv(1, i -> "tue" + i)));
        Duration both = Duration.ofNanos(System.nanoTime() - start);

        RunReport first = report.resumed().getFirst();
        assertThat(first.duration()).isGreaterThan(Duration.ofMillis(400));
        assertThat(report.duration().plus(first.duration())).isLessThanOrEqualTo(both);
    }

    @Test
    void oneRuleSaysWhetherARunCanGoOn() throws Exception {
        DataFile monday = file("mon.csv", csv(9_000, i -> "mon" + i));
        List<UnaryOperator<RunOptions>> ways = List.of(
                options -> options.withResume(new Resume.Latest()),
                options -> options.withResume(new Resume.Strict()),
                options -> options.withResume(new Resume.Of(lastRun())));
        for (UnaryOperator<RunOptions> way : ways) {
            String run = stopped(monday).run();
            RunReport report = trial().config(config -> config.api(Api.SINGLE))
                    .options(limited(way))
                    .run(monday);
            assertThat(report.run()).isEqualTo(run);
        }
    }

    /** Ends at once: it is enough to see which run it is. */
    private static UnaryOperator<RunOptions> limited(UnaryOperator<RunOptions> way) {
        var stop = new StopSignal();
        stop.stop();
        return options -> way.apply(options).withStop(stop);
    }

    private String lastRun() {
        try {
            return new StateFolder(folder.resolve("state")).lastRun("trial").orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRunOfAnotherKindIsNotGoneOnWithEvenWhereTheRestIsAlike() throws Exception {
        DataFile monday = file("mon.csv", csv(9_000, i -> "mon" + i));
        var stop = new StopSignal();
        sandbox.onRequest(request -> stop.stop());
        trial().config(config -> config.incremental(true))
                .options(options -> options.withStop(stop))
                .run(monday);
        sandbox.onRequest(request -> {});

        RunReport report = trial().config(config -> config.incremental(true))
                .options(options ->
                        options.withResume(new Resume.Strict()).withState(StateUse.CONFIGURED.withScope(Scope.FULL)))
                .run(monday);

        assertThat(report.problems()).extracting(Finding::code).containsExactly(Code.RESUME_IMPOSSIBLE);
    }

    @Test
    void whatALaterRunMerelyComparesWithIsNoReasonToStop() throws Exception {
        Path sync = folder.resolve("state/syncs/trial");
        for (String hint : List.of("completed.json", "answered")) {
            Files.createDirectories(sync.resolve(hint).resolve("in the way"));
        }

        RunReport report = trial().run(file("mon.csv", csv(3, i -> "mon" + i)));

        assertThat(report.status()).as(report.toJson()).isEqualTo(Status.COMPLETED);
        assertThat(report.problems()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.STATE_UNWRITABLE);
            assertThat(finding.level()).isEqualTo(Level.WARN);
            assertThat(finding.count()).isEqualTo(2);
        });
    }

    @Test
    void whereTheLastRunCannotBeNotedNothingIsSent() throws Exception {
        Files.createDirectories(folder.resolve("state/syncs/trial/last-run/in the way"));

        RunReport report = trial().run(file("mon.csv", csv(3, i -> "mon" + i)));

        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.problems()).extracting(Finding::code).containsExactly(Code.STATE_UNWRITABLE);
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void whoeverCannotResumeIsNotToldTo() throws Exception {
        stopped(file("mon.csv", csv(9_000, i -> "mon" + i)));
        RunReport without = trial().options(
                        options -> options.withResume(new Resume.Not()).withConfiguration(folder.resolve("sync.yaml")))
                .run(file("tue.csv", csv(9_000, i -> "tue" + i)));
        assertThat(hint(without)).contains("--resume");

        DataFile wednesday = file("wed.csv", csv(9_000, i -> "wed" + i));
        stopped(wednesday);
        Files.delete(folder.resolve("exports/wed.csv"));
        RunReport lost = trial().options(
                        options -> options.withResume(new Resume.Not()).withConfiguration(folder.resolve("sync.yaml")))
                .run(file("thu.csv", csv(1, i -> "thu" + i)));
        assertThat(hint(lost)).doesNotContain("--resume");
    }

    private static String hint(RunReport report) {
        return report.problems().stream()
                .filter(finding -> finding.code() == Code.ROWS_ABANDONED)
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.toJson()))
                .help();
    }
}
