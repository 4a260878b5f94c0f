package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.plan.ChangeKind;
import dev.upserter.plan.JoinCounts;
import dev.upserter.report.RunReport;
import dev.upserter.run.change.PlannedChange;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where each row takes something away, plans and reports count what is removed, and nothing as added. */
class RemovingRunTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: device\nmode: remove\nuserId: id\ndevice: token\nincremental: true\n",
                "type: relationship\nmode: remove\nuserId: id\nobjectType: 1\nobjectId: token\nincremental: true\n",
                "type: segment\nmode: remove\nuserId: id\nsegment: 7\nincremental: true\n",
                "type: delete\nuserId: id\nirreversible: true\n",
                "type: suppress\nuserId: id\nirreversible: true\n",
                "type: merge\nuserId: id\nduplicate: token\nirreversible: true\n"
            })
    void whatIsTakenAwayIsNotAdded(String yaml) throws IOException {
        Path data = Files.writeString(folder.resolve("rows.csv"), "id,token\nana,t1\nbo,t2\n");
        try (var sandbox = Sandbox.start()) {
            SyncConfig config = ConfigReader.local(Map.of())
                    .read(Files.writeString(folder.resolve("gone.yaml"), yaml))
                    .withDestination(new DestinationConfig(
                            new Credentials(sandbox.siteId(), sandbox.apiKey()), null, sandbox.endpoint()));
            RunOptions options = RunOptions.in(folder.resolve("state"));

            Plan plan = new Run(config, DataFile.of(data), options.withDryRun(), Trial.surroundings()).plan();
            assertThat(plan.people()).isEqualTo(new JoinCounts(0, 0, 0, 0, 2, 0, 0));
            assertThat(plan.listed()).hasSize(2).extracting(PlannedChange::kind).containsOnly(ChangeKind.REMOVED);
            assertThat(plan.toJson(folder)).contains("\"removed\" : 2", "\"removed\" : 0,\n    \"others\" : 0");

            RunReport report = new Run(config, DataFile.of(data), options, Trial.surroundings()).execute();
            assertThat(report.records().delivered()).as(report.toJson()).isEqualTo(2);
            assertThat(report.records().removed()).isZero();
            assertThat(report.toJson()).doesNotContain("\"added\" : 2");
        }
    }
}
