package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which jobs {@code upserter schedule} makes of a configuration, and what it cannot make. */
class ScheduleCommandTest {
    private static final String ROWS = "source: {file: users.csv}\n";

    @TempDir
    Path folder;

    private Typed schedule(String config, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("users.yaml"), config);
        var typed = new Typed().with(Map.of("SLACK", "https://hooks.example.com/secret"));
        var all = new ArrayList<>(List.of("schedule", file.toString()));
        all.addAll(List.of(options));
        assertThat(typed.run(all.toArray(String[]::new))).as(typed.err()).isZero();
        return typed;
    }

    private List<String> lines(String config, String... options) throws IOException {
        var all = new ArrayList<>(List.of("--as", "crontab"));
        all.addAll(List.of(options));
        return schedule(config, all.toArray(String[]::new))
                .out()
                .lines()
                .filter(line -> line.matches("[0-9*].*"))
                .toList();
    }

    private static String one(String schedule, String zone) {
        return "userId: id\n" + ROWS + "schedule: \"" + schedule + "\"\nzone: " + zone + "\n";
    }

    @Test
    void withoutAFormThereIsEachAndNoValueOfTheEnvironment() throws IOException {
        Typed typed = schedule(one("@daily", "UTC") + "alerts: [{slack: \"${SLACK}\"}]\n");

        assertThat(typed.out())
                .contains("#### --as crontab", "#### --as systemd", "#### --as kubernetes", "#### --as github")
                .contains("#### --as airflow", "\n0 0 * * * cd ", "SLACK", "CUSTOMERIO_SITE_ID")
                .doesNotContain("hooks.example.com");
        assertThat(typed.err()).isEmpty();
    }

    @Test
    void severalSyncsAreJobsByTheirTimesWithWhatFollowsThem() throws IOException {
        String config = """
            userId: id
            schedule: "0 1 * * *"
            syncs:
              - {sync: people, source: {file: people.csv}}
              - {sync: orders, source: {file: orders.csv}, after: people}
              - {sync: leads, source: {file: leads.csv}, schedule: "*/20 * * * *", watch: true}
            """;

        assertThat(lines(config))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("0 1 * * *") && line.contains("--only people --only orders --resume"))
                .anyMatch(line -> line.startsWith("*/20 * * * *") && line.contains("--only leads --resume"));
        assertThat(schedule(config).err()).contains("leads watches its files");
        assertThat(lines(config, "--only", "leads")).hasSize(1);
    }

    @Test
    void dataAndStateAreNamedByPathsThatHoldFromAnywhere() throws IOException {
        String config = one("0 2 * * *", "UTC").replace(ROWS, "");
        var typed = new Typed();
        assertThat(typed.run(
                        "schedule",
                        Files.writeString(folder.resolve("users.yaml"), config).toString()))
                .isEqualTo(2);
        assertThat(typed.err()).contains("DATA is missing");

        assertThat(lines(
                        config,
                        folder.resolve("exports/a b.csv").toString(),
                        "--state",
                        folder.resolve("st").toString()))
                .singleElement()
                .asString()
                .contains(
                        "cd " + folder + " || exit",
                        "sync users.yaml 'exports/a b.csv' --state " + folder.resolve("st") + " --resume --summary");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 2 * * 1-5|Mon..Fri *-*-* 02:00:00",
                "*/15 8-18 * * mon,wed,7|Mon,Wed,Sun *-*-* 08..18:00,15,30,45:00",
                "0 0 1 jan,jul *|*-01,07-01 00:00:00",
                "5 * * * *|*-*-* *:05:00",
                "0 0 13 * fri|*-*-13 00:00:00;Fri *-*-* 00:00:00"
            })
    void systemdGetsTheSameTimes(String cron, String calendars) throws IOException {
        String text = schedule(one(cron, "Asia/Kolkata"), "--as", "systemd").out();

        assertThat(text.lines().filter(line -> line.startsWith("OnCalendar=")))
                .containsExactly(Arrays.stream(calendars.split(";", -1))
                        .map(each -> "OnCalendar=" + each + " Asia/Kolkata")
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 2 * * *|Asia/Kolkata|30 20 * * *",
                "0 2 * * 1|Asia/Kolkata|30 20 * * 0",
                "15,45 * * * *|Asia/Kolkata|15,45 * * * *",
                "0 3,23 * * 1-5|Asia/Tokyo|0 18 * * 0-4;0 14 * * 1-5",
                "0 12 1 * *|Asia/Tokyo|0 3 1 * *",
                "0 2 * * 7|UTC|0 2 * * 0"
            })
    void githubGetsTheSameTimesInUtc(String cron, String zone, String lines) throws IOException {
        String text = schedule(one(cron, zone), "--as", "github").out();

        assertThat(text.lines().filter(line -> line.contains("- cron: ")).map(line -> line.strip()))
                .containsExactlyInAnyOrder(Arrays.stream(lines.split(";", -1))
                        .map(each -> "- cron: \"" + each + "\"")
                        .toArray(String[]::new));
        assertThat(text).doesNotContain("steps.time");
    }

    @Test
    void aDayOfTheMonthThatIsAnotherOneInUtcIsNotWrittenWrong() throws IOException {
        assertThat(schedule(one("0 2 1 * *", "Asia/Tokyo"), "--as", "github").out())
                .contains("GitHub knows UTC alone")
                .doesNotContain("cron:");
    }

    @Test
    void kubernetesKnowsNoSeventhDay() throws IOException {
        assertThat(schedule(one("0 2 * * 7", "UTC"), "--as", "kubernetes").out())
                .contains("schedule: \"0 2 * * 0\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"watch: true|watches its files", "''|add schedule"})
    void whatHasNoTimesIsRefused(String keys, String said) throws IOException {
        Path file = Files.writeString(folder.resolve("users.yaml"), "userId: id\n" + ROWS + keys + "\n");
        var typed = new Typed();

        assertThat(typed.run("schedule", file.toString())).isEqualTo(2);
        assertThat(typed.err()).contains("nothing in the configuration runs at times", said);
        assertThat(typed.run("schedule", file.toString(), "--as", "cron")).isEqualTo(2);
    }
}
