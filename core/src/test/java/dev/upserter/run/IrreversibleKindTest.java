package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.history.Scope;
import dev.upserter.kind.Kinds;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Quantities;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.change.PlannedChange;
import dev.upserter.run.option.Consent;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.store.Person;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a row does for ever is done only after a yes. */
class IrreversibleKindTest {
    private static final String THREE = "[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"1\"}]";

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Trial deleting(boolean irreversible) {
        return new Trial(folder, sandbox)
                .config(config -> config.kind(Kinds.spelled("delete")).irreversible(irreversible));
    }

    private static List<Code> codes(RunReport report) {
        return report.problems().stream().map(Finding::code).toList();
    }

    @Test
    void nobodyIsDeletedUnlessSomebodySaysYes() {
        RunReport refused = deleting(false).run(THREE);

        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(codes(refused)).containsExactly(Code.CONFIRM_IRREVERSIBLE);
        assertThat(refused.problems().getFirst().examples().getFirst().message())
                .isEqualTo(
                        "each of the 2 rows to be sent would delete a person, and all that Customer.io knows of them,"
                                + " which cannot be undone. Nothing was sent");
        assertThat(sandbox.stats().entriesApplied()).isZero();
    }

    @Test
    void whoeverIsAskedHearsHowManyBeforeTheFirstRequest() {
        var asked = new ArrayList<Problem>();
        RunReport report = deleting(false)
                .options(options -> options.withState(StateUse.CONFIGURED.withConsent((what, count) -> {
                    asked.add(what);
                    return true;
                })))
                .run(THREE);

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(report.records().delivered()).isEqualTo(2);
        assertThat(report.records().unchanged()).isEqualTo(1);
        assertThat(report.requests().sent()).isEqualTo(1);
        assertThat(asked)
                .singleElement()
                .satisfies(what -> assertThat(what.message()).contains("each of the 2 rows"));
    }

    @Test
    void theConfigurationMaySayYes() {
        assertThat(deleting(true).run(THREE).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void nobodyIsAskedWhereNoRowWouldBeSent() {
        RunReport report =
                deleting(false).config(config -> config.filter("id == '9'")).run(THREE);

        assertThat(codes(report)).doesNotContain(Code.CONFIRM_IRREVERSIBLE);
    }

    @Test
    void aDryRunSaysWhatWillBeAskedFor() {
        RunReport dry = deleting(false).options(RunOptions::withDryRun).run(THREE);

        assertThat(dry.exitCode()).isZero();
        assertThat(codes(dry)).containsExactly(Code.CONFIRM_IRREVERSIBLE);
    }

    @Test
    void ofAStreamItIsAskedForOnceItsRowsAreKnown() {
        assertThat(codes(deleting(false).runStreamed(THREE))).containsExactly(Code.CONFIRM_IRREVERSIBLE);
        RunReport report = deleting(false)
                .options(options -> options.withState(StateUse.CONFIGURED.withConsent(Consent.GIVEN)))
                .runStreamed(THREE);
        assertThat(report.records().delivered()).isEqualTo(2);
    }

    @Test
    void nobodyIsDeletedTwiceByOneSync() {
        deleting(true).run(THREE);
        new Trial(folder, sandbox, "people").run("[{\"id\":\"1\"}]");

        RunReport again = deleting(true).run("[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"3\"}]");
        assertThat(again.records().unchanged()).isEqualTo(2);
        assertThat(again.records().delivered()).isEqualTo(1);
        assertThat(sandbox.peopleCount()).isEqualTo(1);

        RunReport full = deleting(true)
                .options(options -> options.withState(StateUse.CONFIGURED.withScope(Scope.FULL)))
                .run(THREE);
        assertThat(full.records().delivered()).isEqualTo(2);
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void noMoreAreDeletedThanTheConfigurationAllows() {
        RunReport stopped = deleting(true)
                .config(config -> config.maxRemoved(new RemovalLimit(1, false)))
                .run(THREE);

        assertThat(stopped.exitCode()).isEqualTo(2);
        assertThat(codes(stopped)).containsExactly(Code.REMOVE_LIMIT);
        assertThat(sandbox.stats().entriesApplied()).isZero();
    }

    @Test
    void aPlanSaysWhoWouldBeDeleted() {
        Trial trial = deleting(true).options(RunOptions::withDryRun);
        Plan plan = trial.start(trial.file(THREE)).plan();

        assertThat(plan.listed()).extracting(PlannedChange::key).containsExactly("2", "1");
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void whoWasSuppressedIsLeftOutUntilSomebodyIsSuppressedNoMore() {
        new Trial(folder, sandbox, "suppress")
                .config(config -> config.kind(Kinds.spelled("suppress")).irreversible(true))
                .run(THREE);
        RunReport ignored = new Trial(folder, sandbox).run(THREE);
        assertThat(codes(ignored)).contains(Code.SUPPRESSED);
        assertThat(ignored.records().filtered()).isEqualTo(3);

        RunReport freed = new Trial(folder, sandbox, "unsuppress")
                .config(config -> config.kind(Kinds.spelled("unsuppress")))
                .run("[{\"id\":\"2\"}]");
        RunReport sent = new Trial(folder, sandbox).run(THREE);
        assertThat(freed.records().delivered()).isEqualTo(1);
        assertThat(sent.records().filtered()).isEqualTo(2);
        assertThat(sandbox.people()).extracting(Person::identifier).containsExactly("2");
    }

    @Test
    void rowsThatWereToBecomePeopleAreNotDeletedByARetry() {
        sandbox.refuse("2", "invalid", "name", "too long");
        RunReport first = new Trial(folder, sandbox).run("[{\"id\":\"1\"},{\"id\":\"2\",\"name\":\"x\"}]");
        assertThat(first.records().deadLetters()).isEqualTo(1);

        assertThatThrownBy(() -> deleting(true).retry(first.run()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::code)
                                .containsExactly(Code.RETRY_IMPOSSIBLE));
    }

    @Test
    void theRestOfAnEarlierFileIsNotDeletedWhereTheTypeIsAnotherNow() throws IOException {
        DataFile people = DataFile.of(Files.writeString(
                folder.resolve("people.json"),
                IntStream.range(0, 2000)
                        .mapToObj(i -> "{\"id\":\"p" + i + "\",\"pad\":\"" + "x".repeat(900) + "\"}")
                        .collect(Collectors.joining(",", "[", "]"))));
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        RunReport stopped = new Trial(folder, sandbox)
                .config(config -> config.parallelism(1).maxAttempts(1))
                .run(people);
        assertThat(stopped.records().pending()).isPositive();
        int arrived = sandbox.peopleCount();

        RunReport next = deleting(true)
                .options(options -> options.withResume(new Resume.Latest()))
                .run("[{\"id\":\"p0\"}]");

        assertThat(codes(next)).containsExactly(Code.ROWS_ABANDONED);
        assertThat(sandbox.peopleCount()).isEqualTo(arrived - 1);
    }

    /** The first list is stopped by an outage: nothing of it is done. */
    private RunReport stopped(String first) throws IOException {
        for (int i = 1; i <= 4; i++) {
            new Trial(folder, sandbox).run("[{\"id\":\"" + i + "\"}]");
        }
        sandbox.faults(Faults.none().withUnavailable(1));
        RunReport stopped = deleting(true)
                .config(config -> config.maxOutage(Duration.ofMillis(50)))
                .run(DataFile.of(Files.writeString(folder.resolve("first.json"), first)));
        sandbox.faults(Faults.none());
        assertThat(stopped.records().pending()).isEqualTo(2);
        return stopped;
    }

    @Test
    void aListThatWasStoppedIsFinishedBeforeTheNext() throws IOException {
        RunReport stopped = stopped("[{\"id\":\"1\"},{\"id\":\"2\"}]");
        Path second = Files.writeString(folder.resolve("second.json"), "[{\"id\":\"3\"}]");

        RunReport next = deleting(true)
                .options(options -> options.withResume(new Resume.Latest()))
                .run(DataFile.of(second));

        assertThat(next.exitCode()).as(next.toJson()).isZero();
        assertThat(next.run()).isNotEqualTo(stopped.run());
        assertThat(sandbox.peopleCount()).isEqualTo(1);
    }

    @Test
    void aListThatIsGoneIsReportedAsLeft() throws IOException {
        stopped("[{\"id\":\"1\"},{\"id\":\"2\"}]");
        Files.delete(folder.resolve("first.json"));
        Path second = Files.writeString(folder.resolve("second.json"), "[{\"id\":\"3\"}]");

        RunReport next = deleting(true)
                .options(options -> options.withResume(new Resume.Latest()))
                .run(DataFile.of(second));

        assertThat(codes(next)).containsExactly(Code.ROWS_ABANDONED);
        assertThat(next.exitCode()).isEqualTo(1);
        assertThat(sandbox.peopleCount()).isEqualTo(3);
    }

    @Test
    void aRunThatIsResumedAsksForTheRowsThatAreLeft() {
        String rows = IntStream.range(0, 5000)
                .mapToObj(i -> "{\"id\":\"" + "p".repeat(140) + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        sandbox.answerNext(Answer.normal(), Answer.status(401));
        RunReport stopped = deleting(true)
                .config(config -> config.parallelism(1).maxAttempts(1))
                .run(rows);
        long delivered = stopped.records().delivered();
        assertThat(delivered).isPositive();

        RunReport resumed = deleting(false)
                .options(options -> options.withResume(new Resume.Of(stopped.run())))
                .run(rows);

        assertThat(resumed.problems().getFirst().examples().getFirst().message())
                .startsWith("each of the " + Quantities.say(5000 - delivered) + " rows that are left would delete")
                .endsWith(". No more was sent");
    }
}
