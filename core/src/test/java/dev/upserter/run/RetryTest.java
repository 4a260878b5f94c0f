package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Counts;
import dev.upserter.report.Report;
import dev.upserter.report.Status;
import dev.upserter.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryTest {
    @TempDir
    Path folder;

    @Test
    void deadLettersAndCorrectedRowsAreSentAgainAndNothingElse() throws Exception {
        try (var sandbox = Sandbox.start()) {
            sandbox.refuse("bo", "invalid", "n", "no");
            var trial = new Trial(folder, sandbox);
            Report first = trial.run("[{\"id\":\"ana\",\"n\":1},\n{\"id\":\"bo\",\"n\":2},\n{\"id\":\" \",\"n\":3}]");
            sandbox.heal("bo");
            Path rejected = folder.resolve("state/runs/" + first.run() + "/rejected.ndjson");
            Files.writeString(rejected, Files.readString(rejected).replace("\"id\":\" \"", "\"id\":\"cy\""));
            long before = sandbox.stats().entriesApplied();

            Report retry = trial.retry(first.run());

            assertThat(retry.status()).as(retry.toJson()).isEqualTo(Status.COMPLETED);
            assertThat(retry.records()).isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0));
            assertThat(sandbox.stats().entriesApplied() - before).isEqualTo(2);
            assertThat(sandbox.person("cy").orElseThrow().attributes()).containsEntry("n", "3");
        }
    }

    @Test
    void anOlderRowDoesNotReplaceALaterOneThatWasDelivered() {
        try (var sandbox = Sandbox.start()) {
            sandbox.refuse("bo", "invalid", "n", "no");
            var trial = new Trial(folder, sandbox);
            sandbox.onRequest(request -> sandbox.heal("bo"));
            Report first = trial.run("[{\"id\":\"bo\",\"n\":1,\"email\":\"bo@a.org\"},\n"
                    + "{\"id\":\"bo\",\"n\":2,\"email\":\"bo@b.org\"},\n{\"id\":false}]");

            Report retry = trial.retry(first.run());

            assertThat(first.records()).isEqualTo(new Counts(3, 0, 0, 1, 1, 1, 0));
            assertThat(retry.records()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 0));
            assertThat(retry.problems()).anySatisfy(finding -> {
                assertThat(finding.code()).isEqualTo(Code.RETRY_SUPERSEDED);
                assertThat(finding.count()).isEqualTo(1);
            });
            assertThat(sandbox.person("bo").orElseThrow().attributes()).containsEntry("n", "2");
        }
    }

    @Test
    void aRunWithoutUndeliveredRowsHasNothingToRetry() {
        try (var sandbox = Sandbox.start()) {
            var trial = new Trial(folder, sandbox);
            Report first = trial.run("[{\"id\":\"bo\"}]");

            assertThatThrownBy(() -> trial.retry(first.run()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("every row was delivered");
        }
    }
}
