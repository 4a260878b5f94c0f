package dev.upserter.run.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.Trial;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
    @TempDir
    Path folder;

    private static String rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"p" + i + "\",\"n\":" + i + ",\"pad\":\"" + "x".repeat(900) + "\"}")
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    private Trial trial(Sandbox sandbox) {
        return new Trial(folder, sandbox)
                .config(config -> config.parallelism(1).maxAttempts(1))
                .options(options -> options.withResume(new Resume.Latest()));
    }

    private Trial strict(Sandbox sandbox) {
        return trial(sandbox).options(options -> options.withResume(new Resume.Strict()));
    }

    @Test
    void whatWasAcknowledgedBeforeTheStopIsNotSentAgain() {
        try (var sandbox = Sandbox.start()) {
            sandbox.refuse("p3", "invalid", "n", "no");
            sandbox.answerNext(Answer.normal(), Answer.status(401));

            RunReport stopped = trial(sandbox).run(rows(2000));
            long arrived = sandbox.peopleCount();
            long applied = sandbox.stats().entriesApplied();
            RunReport resumed = trial(sandbox).run(rows(2000));

            assertThat(stopped.status()).isEqualTo(Status.STOPPED);
            assertThat(stopped.exitCode()).isEqualTo(4);
            assertThat(stopped.records().pending()).isPositive();
            assertThat(resumed.run()).isEqualTo(stopped.run());
            assertThat(resumed.records()).isEqualTo(new Counts(2000, 0, 0, 1999, 0, 1, 0));
            assertThat(arrived).isBetween(1L, 1000L);
            assertThat(sandbox.stats().entriesApplied() - applied).isEqualTo(1999 - arrived);
            assertThat(sandbox.peopleCount()).isEqualTo(1999);
        }
    }

    @Test
    void aFinishedRunIsNotResumed() {
        try (var sandbox = Sandbox.start()) {
            RunReport first = trial(sandbox).run(rows(3));
            RunReport second = trial(sandbox).run(rows(3));

            assertThat(second.run()).isNotEqualTo(first.run());
            assertThat(second.records().delivered()).isEqualTo(3);
            assertThat(sandbox.stats().entriesApplied()).isEqualTo(6);
        }
    }

    @Test
    void aRunThatMustGoOnIsRefusedWithOtherDataOrAnotherConfiguration() throws Exception {
        try (var sandbox = Sandbox.start()) {
            sandbox.answerNext(Answer.normal(), Answer.status(401));
            RunReport stopped = trial(sandbox).run(rows(2000));

            Path other = Files.writeString(folder.resolve("other.json"), rows(2001));
            RunReport otherData = strict(sandbox).run(DataFile.of(other));
            RunReport otherMapping = strict(sandbox)
                    .config(config -> config.mapping("n", "number"))
                    .run(rows(2000));
            RunReport same = trial(sandbox).run(rows(2000));

            assertThat(otherData.status()).isEqualTo(Status.REFUSED);
            assertThat(otherData.problems().getFirst().code()).isEqualTo(Code.RESUME_IMPOSSIBLE);
            assertThat(otherData.problems().getFirst().examples().getFirst().message())
                    .contains("the data have changed");
            assertThat(otherMapping.problems().getFirst().examples().getFirst().message())
                    .contains("the configuration has changed (mapping)");
            assertThat(same.run()).isEqualTo(stopped.run());
            assertThat(same.status()).isEqualTo(Status.COMPLETED);
        }
    }

    @Test
    void aFileOfTheSameLengthThatWasWrittenToSinceIsNotTheSame() throws Exception {
        Path data = Files.writeString(folder.resolve("rows.json"), rows(2000));
        try (var sandbox = Sandbox.start()) {
            sandbox.answerNext(Answer.normal(), Answer.status(401));
            trial(sandbox).run(DataFile.of(data));
            Files.setLastModifiedTime(
                    data, FileTime.fromMillis(Files.getLastModifiedTime(data).toMillis() + 1000));

            RunReport resumed = strict(sandbox).run(DataFile.of(data));

            assertThat(resumed.status()).isEqualTo(Status.REFUSED);
            assertThat(resumed.problems().getFirst().examples().getFirst().message())
                    .contains("the data have changed (written to since)");
        }
    }

    @Test
    void aRunThatMustGoOnIsRefusedFromStandardInput() {
        try (var sandbox = Sandbox.start()) {
            sandbox.answerNext(Answer.normal(), Answer.status(401));
            trial(sandbox).runStreamed(rows(2000));

            RunReport resumed = strict(sandbox).runStreamed(rows(2000));

            assertThat(resumed.status()).isEqualTo(Status.REFUSED);
            assertThat(resumed.problems().getFirst().examples().getFirst().message())
                    .contains("standard input cannot be read again");
        }
    }

    @Test
    void aTornJournalForgetsAtMostItsLastLine() throws Exception {
        try (var sandbox = Sandbox.start()) {
            sandbox.answerNext(Answer.normal(), Answer.normal(), Answer.status(401));
            RunReport stopped = trial(sandbox).run(rows(3000));
            Path journal = folder.resolve("state")
                    .resolve("runs")
                    .resolve(stopped.run())
                    .resolve("journal.txt");
            String text = Files.readString(journal);
            int secondLine = text.indexOf('\n') + 1;
            Files.writeString(journal, text.substring(0, secondLine + 12));

            RunReport resumed = trial(sandbox).run(rows(3000));

            assertThat(resumed.status()).isEqualTo(Status.COMPLETED);
            assertThat(resumed.records().delivered()).isEqualTo(3000);
            assertThat(sandbox.peopleCount()).isEqualTo(3000);
        }
    }

    @Test
    void aFileThatIsWrittenToWhileItIsReadStopsTheRunLoudly() throws Exception {
        Path data = Files.writeString(folder.resolve("rows.json"), rows(3));
        try (var sandbox = Sandbox.start()) {
            sandbox.onRequest(request -> append(data));

            RunReport report = trial(sandbox).run(DataFile.of(data));

            assertThat(report.status()).isEqualTo(Status.STOPPED);
            assertThat(report.problems().getFirst().code()).isEqualTo(Code.INPUT_CHANGED);
            assertThat(report.records().delivered()).isEqualTo(3);
        }
    }

    private static void append(Path data) {
        try {
            Files.writeString(data, " ", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void twoRunsOfOneSyncDoNotOverlap() throws Exception {
        Path data = Files.writeString(folder.resolve("rows.json"), rows(3));
        try (var sandbox = Sandbox.start();
                var gate = sandbox.hold()) {
            var first = new RunReport[1];
            Thread thread =
                    Thread.ofVirtual().start(() -> first[0] = trial(sandbox).run(DataFile.of(data)));
            sandbox.awaitRequests(1, Duration.ofSeconds(10));

            RunReport second = trial(sandbox).run(DataFile.of(data));

            assertThat(second.status()).isEqualTo(Status.REFUSED);
            assertThat(second.problems().getFirst().code()).isEqualTo(Code.RUN_LOCKED);
            assertThat(second.problems().getFirst().examples().getFirst().message())
                    .contains("process " + ProcessHandle.current().pid());
            RunReport third = trial(sandbox).run(DataFile.of(data));
            assertThat(third.problems().getFirst().code()).isEqualTo(Code.RUN_LOCKED);
            gate.release();
            thread.join();
            assertThat(first[0].status()).isEqualTo(Status.COMPLETED);
        }
    }
}
