package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.report.Finding;
import dev.upserter.report.Report;
import dev.upserter.report.Status;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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
    private Report stopped(DataFile data) {
        var stop = new StopSignal();
        var requests = new AtomicInteger();
        sandbox.onRequest(request -> {
            if (requests.incrementAndGet() == 1) {
                stop.stop();
            }
        });
        Report report = trial().options(options -> options.withStop(stop)).run(data);
        sandbox.onRequest(request -> {});
        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(report.records().pending()).isPositive();
        return report;
    }

    @Test
    void whereTheWorkspaceRefusesAllRowsEachNightWaitsForTheOneBefore() throws Exception {
        sandbox.disable("email", true);
        for (String night : new String[] {"mon", "tue"}) {
            Report report = byEmail(night);
            assertThat(report.status()).isEqualTo(Status.STOPPED);
            assertThat(report.problems())
                    .as(night + report.problems())
                    .extracting(Finding::code)
                    .doesNotContain(Code.ROWS_ABANDONED);
        }
        sandbox.enable("email");

        Report report = byEmail("wed");

        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(sandbox.peopleCount()).isEqualTo(3 * 300);
    }

    private Report byEmail(String night) throws IOException {
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
        trial().options(options -> options.withResume(new Resume.Not()).withLimit(1))
                .run(monday);

        Report report = trial().run(file("tue.csv", csv(5, i -> "tue" + i)));

        assertThat(report.resumed()).hasSize(1);
        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(sandbox.peopleCount()).isEqualTo(30_005);
    }

    @Test
    void aNewFileThatIsRefusedStillTellsOfTheRunThatWasFinishedFirst() throws Exception {
        stopped(file("mon.csv", csv(9_000, i -> "mon" + i)));

        Report report = trial().config(config -> config.guard(Code.ID_MISSING, Level.STOP))
                .run(file("tue.csv", "id,n\n1,1\n,2\n"));

        assertThat(report.status()).isEqualTo(Status.REFUSED);
        assertThat(report.resumed()).singleElement().satisfies(finished -> {
            assertThat(finished.status()).isEqualTo(Status.COMPLETED);
        });
    }
}
