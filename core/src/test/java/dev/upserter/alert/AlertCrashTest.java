package dev.upserter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.ChildJvm;
import dev.upserter.config.AlertChannel;
import dev.upserter.config.AlertCondition;
import dev.upserter.config.AlertConfig;
import dev.upserter.config.AlertsConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.report.UndoneReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed between the sending of an alert and the record of it. */
@Timeout(120)
class AlertCrashTest {
    @TempDir
    Path folder;

    /** Alerts by {@code page-me} of a folder that a run failed. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            tell(Path.of(arguments[0]));
        }
    }

    private static void tell(Path folder) {
        var alert = new AlertConfig(
                new AlertChannel.Command(List.of("./page-me")), List.of(AlertCondition.Ending.FAILED), null);
        var occasion = new Occasion(
                "people",
                new AlertsConfig(List.of(alert), null),
                folder,
                Optional.of(folder.resolve("people")),
                null,
                true,
                folder,
                Surroundings.of(Map.of()));
        RunReport report = new Alerts(occasion)
                .tell(UndoneReport.of(
                        "people", null, Status.REFUSED, List.of(Problem.of(Code.INPUT_NOT_FOUND, null, "none"))));
        assertThat(report.problems()).noneMatch(finding -> finding.code() == Code.ALERT_FAILED);
    }

    private void page(String then) throws Exception {
        Path file = Files.writeString(folder.resolve("page-me"), "#!/bin/sh\ncat >>told\n" + then);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private long told() throws Exception {
        return Files.readAllLines(folder.resolve("told")).size();
    }

    @Test
    void theNextRunSendsItAgainAndTheOneAfterDoesNot() throws Exception {
        page("kill -9 $PPID\n");
        Process killed = new ProcessBuilder(ChildJvm.command(Child.class, folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertThat(killed.waitFor())
                .as(Files.readString(folder.resolve("output")))
                .isEqualTo(137);
        assertThat(told()).isEqualTo(1);

        page("");
        tell(folder);
        assertThat(told()).isEqualTo(2);
        tell(folder);
        assertThat(told()).isEqualTo(2);
    }
}
