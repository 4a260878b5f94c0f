package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code upserter schedule} prints does what it says: it is read as cron and the others read it, and its commands are run. */
@Timeout(300)
class SchedulesRunTest {
    private static final Pattern CRON = Pattern.compile("((?:\\S+ ){5})(.*)");
    private static final String ZONE = "Europe/Berlin";

    @TempDir
    private static Path program;

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private Path home;

    @BeforeAll
    static void install() throws Exception {
        assertThat(Launched.withCache(program).run("--version").exitCode()).isZero();
    }

    @BeforeEach
    void writeFiles() throws IOException {
        home = Files.createDirectories(folder.resolve("100% o'clock"));
        Files.writeString(home.resolve("users.yaml"), """
                userId: id
                endpoint: %s
                schedule: "30 2 * * *"
                zone: %s
                incremental: true
                source: {file: "users 50%%.csv"}
                mappings: [{from: plan, to: plan}]
                """.formatted(sandbox.endpoint(), ZONE));
        Files.writeString(home.resolve("users 50%.csv"), "id,plan\n1,pro\n2,free\n");
        Files.writeString(
                home.resolve("customerio.env"),
                "CUSTOMERIO_SITE_ID=" + sandbox.siteId() + "\nCUSTOMERIO_API_KEY=" + sandbox.apiKey() + "\n");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private record Ended(int exitCode, String printed) {}

    private static Ended run(Path where, Map<String, String> variables, String... command) throws Exception {
        var builder = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.clear(); // as cron does
        environment.putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", where.toString()));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed);
    }

    private String schedule(String... options) throws Exception {
        var command = new ArrayList<>(List.of(
                program.resolve("upserter").toString(),
                "schedule",
                home.resolve("users.yaml").toString()));
        command.addAll(List.of(options));
        Ended ended = run(folder, Map.of(), command.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.printed()).isZero();
        return ended.printed();
    }

    /** Where only cron's short path is, {@code upserter} is found as an installed one is. */
    private Map<String, String> installed() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        if (!Files.exists(bin.resolve("upserter"))) {
            Files.createSymbolicLink(bin.resolve("upserter"), program.resolve("upserter"));
        }
        return Map.of("PATH", bin + ":/usr/bin:/bin");
    }

    private Map<String, String> withKeys() throws IOException {
        var all = new LinkedHashMap<>(installed());
        all.put("CUSTOMERIO_SITE_ID", sandbox.siteId());
        all.put("CUSTOMERIO_API_KEY", sandbox.apiKey());
        return all;
    }

    private void breakARow() throws IOException {
        Files.writeString(home.resolve("users 50%.csv"), "id,plan\n1,pro\n2,free\n,free\n");
    }

    private void removeTheFile() throws IOException {
        Files.delete(home.resolve("users 50%.csv"));
    }

    @Test
    void theLineOfCronRunsWithItsShortPathAndMailsOnlyWhatSomebodyMustSee() throws Exception {
        String text = schedule("--as", "crontab");
        List<String> lines = text.lines().filter(line -> !line.startsWith("#")).toList();
        assertThat(lines).hasSize(2).first().isEqualTo("CRON_TZ=" + ZONE);
        Matcher line = CRON.matcher(lines.getLast());
        assertThat(line.matches()).isTrue();
        assertThat(line.group(1)).isEqualTo("30 2 * * * ");
        assertThat(line.group(2)).doesNotContainPattern("(?<!\\\\)%").hasSizeLessThan(900);
        String command = line.group(2).replace("\\%", "%");

        assertThat(run(folder, Map.of(), "/bin/sh", "-c", command)).isEqualTo(new Ended(0, ""));
        assertThat(sandbox.people()).hasSize(2);
        assertThat(home.resolve("upserter-users.log")).content().contains("sync=users end=completed exit=0");

        breakARow();
        assertThat(run(folder, Map.of(), "/bin/sh", "-c", command).printed()).isEmpty();
        removeTheFile();
        assertThat(run(folder, Map.of(), "/bin/sh", "-c", command).printed())
                .contains("exit=2", "reason=INPUT_NOT_FOUND");
        assertThat(schedule("--as", "crontab", "--strict")).doesNotContain("-eq 1");
    }

    @Test
    void theUnitsOfSystemdAreTakenByIt() throws Exception {
        String text = schedule("--as", "systemd");
        Map<String, Unit> files = units(text);
        Unit service = Objects.requireNonNull(files.get("/etc/systemd/system/upserter-users.service"));
        Unit timer = Objects.requireNonNull(files.get("/etc/systemd/system/upserter-users.timer"));

        assertThat(timer.get("OnCalendar")).containsExactly("*-*-* 02:30:00 " + ZONE);
        assertThat(timer.get("Persistent")).containsExactly("true");
        assertThat(text).contains("leaves out a time");
        assertThat(service.get("SuccessExitStatus")).containsExactly("1");
        assertThat(service.get("WorkingDirectory"))
                .containsExactly(home.toString().replace("%", "%%"));
        assertThat(service.get("EnvironmentFile").getFirst()).endsWith("/customerio.env");
        assertThat(service.get("ExecStart").getFirst()).startsWith(program.resolve("upserter") + " sync users.yaml ");
        if (Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))) {
            verify(text);
            assertThat(run(
                                    folder,
                                    Map.of(),
                                    "systemd-analyze",
                                    "calendar",
                                    timer.get("OnCalendar").getFirst())
                            .exitCode())
                    .isZero();
        }
        String command = service.get("ExecStart").getFirst().replace("%%", "%");
        Map<String, String> variables = new LinkedHashMap<>(Map.of());
        Files.readAllLines(home.resolve("customerio.env"))
                .forEach(line ->
                        variables.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        assertThat(run(home, variables, "/bin/sh", "-c", command).printed()).contains("end=completed");
        assertThat(sandbox.people()).hasSize(2);
    }

    private void verify(String text) throws Exception {
        Path units = Files.createDirectories(folder.resolve("units"));
        for (String part : text.split("(?m)^(?=# /etc)", -1)) {
            Matcher name = Pattern.compile("^# /etc/systemd/system/(\\S+)\n").matcher(part);
            if (name.find()) {
                Files.writeString(units.resolve(name.group(1)), part);
            }
        }
        Ended ended = run(
                units,
                Map.of(),
                "systemd-analyze",
                "verify",
                units.resolve("upserter-users.service").toString(),
                units.resolve("upserter-users.timer").toString());
        assertThat(ended.printed().lines().filter(line -> line.contains("upserter-users")))
                .isEmpty();
    }

    /** The values of a unit's keys. */
    private record Unit(Map<String, List<String>> values) {
        List<String> get(String key) {
            return values.getOrDefault(key, List.of());
        }
    }

    private static Map<String, Unit> units(String text) {
        var files = new LinkedHashMap<String, Unit>();
        var current = new Unit(new LinkedHashMap<>());
        for (String line : text.lines().toList()) {
            if (line.startsWith("# /etc/")) {
                current = new Unit(new LinkedHashMap<>());
                files.put(line.substring(2), current);
            } else if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("[")) {
                int equals = line.indexOf('=');
                assertThat(equals).as(line).isPositive();
                current.values()
                        .computeIfAbsent(line.substring(0, equals), none -> new ArrayList<>())
                        .add(line.substring(equals + 1));
            }
        }
        return files;
    }

    private static JsonNode yaml(String text) {
        return new ObjectMapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    @Test
    void theCronJobOfKubernetesRunsItsCommandAndHandsOnTheSignalThatStopsIt() throws Exception {
        JsonNode job = yaml(schedule("--as", "kubernetes"));
        assertThat(job.path("kind").asText()).isEqualTo("CronJob");
        assertThat(job.at("/metadata/name").asText()).matches("[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?");
        assertThat(job.at("/spec/schedule").asText()).isEqualTo("30 2 * * *");
        assertThat(job.at("/spec/timeZone").asText()).isEqualTo(ZONE);
        JsonNode container = job.at("/spec/jobTemplate/spec/template/spec/containers/0");
        assertThat(container.at("/env").findValuesAsText("key"))
                .containsExactly("CUSTOMERIO_API_KEY", "CUSTOMERIO_SITE_ID");
        assertThat(container.at("/command").toString()).isEqualTo("[\"sh\",\"-c\"]");
        String script = container.at("/args/0").asText();

        assertThat(run(home, withKeys(), "/bin/sh", "-c", script).printed()).contains("end=completed");
        breakARow();
        assertThat(run(home, withKeys(), "/bin/sh", "-c", script).exitCode()).isZero();
        removeTheFile();
        assertThat(run(home, withKeys(), "/bin/sh", "-c", script).exitCode()).isEqualTo(2);
        Path bin = Files.createDirectories(folder.resolve("other"));
        Path waits = Files.writeString(
                bin.resolve("upserter"),
                "#!/bin/sh\ntrap 'exit 3' TERM\nkill -TERM $PPID\nwhile :; do read -r x <&3; done 3<\"$0\"\n");
        assertThat(waits.toFile().setExecutable(true)).isTrue();
        assertThat(run(home, Map.of("PATH", bin + ":/usr/bin:/bin"), "/bin/sh", "-c", script)
                        .exitCode())
                .isEqualTo(3);

        JsonNode strict = yaml(schedule("--as", "kubernetes", "--strict"));
        assertThat(strict.at("/spec/jobTemplate/spec/template/spec/containers/0/args/0")
                        .asText())
                .isEqualTo("sync");
    }

    @Test
    void theWorkflowOfGithubRunsInUtcAsTheClocksOfTheZoneSay() throws Exception {
        JsonNode flow = yaml(schedule("--as", "github"));
        assertThat(flow.at("/on/schedule").findValuesAsText("cron"))
                .containsExactlyInAnyOrder("30 1 * * *", "30 0 * * *");
        assertThat(flow.at("/jobs/sync/env/CUSTOMERIO_SITE_ID").asText())
                .isEqualTo("${{ secrets.CUSTOMERIO_SITE_ID }}");
        JsonNode steps = flow.at("/jobs/sync/steps");
        String guard = steps.at("/1/run").asText();
        boolean isSummer = ZonedDateTime.now(ZoneId.of(ZONE))
                .format(DateTimeFormatter.ofPattern("xx", Locale.ROOT))
                .equals("+0200");
        assertThat(isDue(guard, "30 1 * * *")).isEqualTo(!isSummer);
        assertThat(isDue(guard, "30 0 * * *")).isEqualTo(isSummer);
        assertThat(isDue(guard, "")).as("by hand").isTrue();

        assertThat(steps.at("/2/if").asText()).isEqualTo("steps.time.outputs.due == 'yes'");
        String command = steps.at("/2/run").asText();
        assertThat(run(home, withKeys(), "bash", "-e", "-c", command).printed()).contains("end=completed");
        assertThat(home.resolve("upserter-state")).isDirectory(); // outside of what the next checkout cleans
        breakARow();
        assertThat(run(home, withKeys(), "bash", "-e", "-c", command).exitCode())
                .isZero();
        removeTheFile();
        assertThat(run(home, withKeys(), "bash", "-e", "-c", command).exitCode())
                .isEqualTo(2);
    }

    private boolean isDue(String guard, String schedule) throws Exception {
        Path output = Files.writeString(folder.resolve("output"), "");
        Ended ended = run(
                folder, Map.of("SCHEDULE", schedule, "GITHUB_OUTPUT", output.toString()), "bash", "-e", "-c", guard);
        assertThat(ended.exitCode()).as(ended.printed()).isZero();
        return Files.readString(output).equals("due=yes\n");
    }

    @Test
    void theDagOfAirflowIsPythonAndItsShellTaskRuns() throws Exception {
        String text = schedule("--as", "airflow");
        Path dag = Files.writeString(folder.resolve("dag.py"), text);
        assertThat(text).contains("schedule=\"30 2 * * *\"", "tz=\"Europe/Berlin\"", "catchup=False");
        if (!Files.isExecutable(Path.of("/usr/bin/python3"))) {
            return;
        }
        Ended parsed = run(folder, Map.of(), "python3", "-c", """
                import ast, json, sys
                calls = [call for call in ast.walk(ast.parse(open(sys.argv[1]).read())) if isinstance(call, ast.Call)]
                task = next(call for call in calls if getattr(call.func, "id", "") == "BashOperator")
                print(json.dumps({word.arg: ast.literal_eval(word.value) for word in task.keywords if word.arg in ("bash_command", "cwd")}))
                """, dag.toString());
        assertThat(parsed.exitCode()).as(parsed.printed()).isZero();
        JsonNode task = new ObjectMapper().readTree(parsed.printed());
        Path where = Path.of(task.path("cwd").asText());
        assertThat(where).isEqualTo(home);

        assertThat(run(
                                where,
                                withKeys(),
                                "bash",
                                "-c",
                                task.path("bash_command").asText())
                        .printed())
                .contains("end=completed");
        breakARow();
        assertThat(run(
                                where,
                                withKeys(),
                                "bash",
                                "-c",
                                task.path("bash_command").asText())
                        .exitCode())
                .isZero();
    }
}
