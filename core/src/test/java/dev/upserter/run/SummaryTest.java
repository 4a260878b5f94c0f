package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.Code;
import dev.upserter.report.Counts;
import dev.upserter.report.Files;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.option.RunOptions;
import dev.upserter.source.DataFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SummaryTest {
    @TempDir
    private Path folder;

    private RunReport report(int read, int delivered, int pending) {
        var run = Execution.of(
                SyncConfig.builder("trial", "id").build(),
                new DataFile.OnDisk(folder.resolve("users.json"), "users.json"),
                RunOptions.in(folder),
                Surroundings.real());
        run.account().tally().read.add(read);
        run.account().tally().delivered.add(delivered);
        run.account().tally().pending.add(pending);
        return Summary.of(run, new Files(null, null, null));
    }

    @Test
    void countsThatDoNotAddUpAreReportedAllTheSame() {
        RunReport lost = report(5, 3, 0);
        assertThat(lost.records()).isEqualTo(new Counts(5, 0, 0, 3, 0, 0, 2));
        RunReport twice = report(5, 4, 3);
        assertThat(twice.records()).isEqualTo(new Counts(7, 0, 0, 4, 0, 0, 3));
        RunReport negative = report(5, 6, -1);
        assertThat(negative.records()).isEqualTo(new Counts(6, 0, 0, 6, 0, 0, 0));
        for (RunReport report : new RunReport[] {lost, twice, negative}) {
            assertThat(report.status()).isEqualTo(Status.STOPPED);
            assertThat(report.problems()).extracting(Finding::code).containsExactly(Code.INTERNAL);
        }
    }

    @Test
    void countsThatAddUpSayNothing() {
        assertThat(report(5, 3, 2).problems()).isEmpty();
    }
}
