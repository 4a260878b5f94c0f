package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    @TempDir
    Path folder;

    @Test
    void everyRowArrivesWithItsExactValues() {
        try (var sandbox = Sandbox.start()) {
            RunReport report = new Trial(folder, sandbox)
                    .run("[{\"id\": 1, \"price\": 1.10, \"big\": 12345678901234567890}, {\"id\": \"zwei\"}]");

            assertThat(report.status()).isEqualTo(Status.COMPLETED);
            assertThat(report.records()).isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0));
            assertThat(sandbox.person("1").orElseThrow().attributes())
                    .containsEntry("price", "1.10")
                    .containsEntry("big", "12345678901234567890");
            assertThat(sandbox.person("zwei")).isPresent();
        }
    }

    @Test
    void onlyTheRefusedPersonOfABatchBecomesADeadLetter() throws Exception {
        try (var sandbox = Sandbox.start()) {
            sandbox.refuse("bo", "invalid", "email", "must be an address");

            RunReport report =
                    new Trial(folder, sandbox).run("[{\"id\":\"ana\"},\n {\"id\":\"bo\"},\n {\"id\":\"cy\"}]");

            assertThat(report.status()).isEqualTo(Status.COMPLETED_WITH_PROBLEMS);
            assertThat(report.records()).isEqualTo(new Counts(3, 0, 0, 2, 0, 1, 0));
            assertThat(report.problems()).singleElement().satisfies(finding -> {
                assertThat(finding.code()).isEqualTo(Code.REJECTED_BY_SERVER);
                assertThat(finding.examples().getFirst().location()).isEqualTo("data.json:2:2");
            });
            assertThat(Files.readString(report.files().deadLetters()))
                    .contains("\"key\":\"bo\"")
                    .contains("\"message\":\"must be an address\"")
                    .endsWith("\"record\":{\"id\":\"bo\"}}\n");
        }
    }
}
