package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file with several syncs, by the command line. */
final class SeveralSyncsTest {
    private static final int ROWS = 12_000;

    private final Sandbox sandbox = Sandbox.start();

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Path examples = Path.of("..", "examples");
        Files.createDirectories(folder.resolve("workspace"));
        try (var files = Files.list(examples.resolve("workspace"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("workspace").resolve(file.getFileName()));
            }
        }
        Files.writeString(
                folder.resolve("workspace.yaml"),
                "endpoint: " + sandbox.endpoint() + "\nsiteId: " + sandbox.siteId() + "\napiKey: " + sandbox.apiKey()
                        + "\n" + Files.readString(examples.resolve("workspace.yaml")));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Typed typed(int exitCode, String command, String... more) {
        var typed = new Typed();
        var words = new ArrayList<>(
                List.of(command, folder.resolve("workspace.yaml").toString()));
        words.addAll(List.of(more));
        assertThat(typed.run(words.toArray(String[]::new))).as(typed.err()).isEqualTo(exitCode);
        return typed;
    }

    private String stored(String store) {
        return String.valueOf(sandbox.contents().get(store));
    }

    /** What the sandbox holds, in the order of its names. */
    private void assertHolds(String people, String segment, String objects, String relationships, int events) {
        assertThat(sandbox.people(100).stream()
                        .map(person -> person.identifier())
                        .sorted())
                .as("people")
                .containsExactlyElementsOf(people.isEmpty() ? List.of() : List.of(people.split(" ")));
        assertThat(stored("segments")).isEqualTo("{7=" + segment + "}");
        assertThat(Objects.requireNonNull(sandbox.contents().get("objects")).keySet())
                .containsExactlyInAnyOrder(objects.split(" "));
        assertThat(Objects.requireNonNull(sandbox.contents().get("relationships"))
                        .keySet())
                .containsExactlyInAnyOrder(relationships.split(" {2}"));
        assertThat(sandbox.contents().get("events")).hasSize(events);
    }

    @Test
    void theSandboxEqualsTheFilesAfterEachRunAlsoWhereTheyChanged() throws Exception {
        Typed first = typed(0, "sync", "--allow-triggers");
        assertThat(first.out().strip().lines().toList().getLast()).isEqualTo("Completed: all 6 syncs");
        assertHolds("1 2 3", "1 3", "1/acme 1/globex", "1 - 1/acme  2 - 1/acme  3 - 1/globex", 3);
        assertThat(stored("suppressed")).contains("4=id");

        Files.writeString(
                folder.resolve("workspace/people.csv"),
                "id,email,plan\n1,ada@example.com,free\n3,cyd@example.com,pro\n5,eve@example.com,pro\n");
        Files.writeString(folder.resolve("workspace/employees.csv"), "person,company_id,role\n3,acme,owner\n");
        Files.writeString(folder.resolve("workspace/companies.csv"), "company_id,name\nacme,Acme Ltd\n");
        typed(0, "sync", "--allow-removals");
        assertHolds("1 3 5", "3 5", "1/acme", "3 - 1/acme", 3);
        assertThat(stored("objects")).contains("Acme Ltd");
    }

    @Test
    void aProcessKilledAnywhereIsTakenUpByTheSameCommand() throws Exception {
        write(ROWS);
        for (int kill = 1; kill <= 3; kill++) {
            long before = sandbox.stats().requests();
            Process process = start("sync", folder.resolve("workspace.yaml").toString(), "--allow-triggers");
            sandbox.awaitRequests((int) before + 2 * kill, Duration.ofSeconds(60));
            process.destroyForcibly().waitFor();
        }
        Typed last = typed(0, "sync", "--allow-triggers");

        assertThat(last.out().strip().lines().toList().getLast()).isEqualTo("Completed: all 6 syncs");
        assertThat(sandbox.peopleCount()).isEqualTo(ROWS);
        assertThat(sandbox.contents().get("objects")).hasSize(ROWS);
        assertThat(sandbox.contents().get("relationships")).hasSize(ROWS);
        assertThat(sandbox.contents().get("events")).hasSize(ROWS);
        assertThat(stored("segments").split(" ")).hasSize(ROWS / 2);
    }

    private void write(int rows) throws IOException {
        write("people", "id,email,plan", rows, i -> i + "," + i + "@example.com," + (i % 2 == 0 ? "pro" : "free"));
        write("companies", "company_id,name", rows, i -> "c" + i + ",Company " + i);
        write("employees", "person,company_id,role", rows, i -> i + ",c" + i + ",owner");
        write("orders", "order_id,person,ordered_at,total", rows, i -> i + "," + i + ",2026-01-05 10:00:00," + i);
        Files.writeString(folder.resolve("workspace/suppressed.csv"), "id\ngone\n");
        Path config = folder.resolve("workspace.yaml");
        Files.writeString(
                config,
                "parallelism: 2\n"
                        + Files.readString(config).replace("requestsPerSecond: 100", "requestsPerSecond: 60"));
    }

    private void write(String file, String header, int rows, IntFunction<String> row) throws IOException {
        var lines = new ArrayList<>(List.of(header));
        IntStream.rangeClosed(1, rows).mapToObj(row).forEach(lines::add);
        Files.write(folder.resolve("workspace/" + file + ".csv"), lines);
    }

    private static Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void oneOfThemIsChosenAndThenIsLikeAFileOfItsOwn() {
        Typed one = typed(0, "sync", "--only", "paying", "--json");
        assertThat(one.out()).contains("\"sync\" : \"paying\"").doesNotContain("\"runs\"");

        Typed two = typed(0, "sync", "--only", "companies", "--only", "people", "--json");
        assertThat(two.out()).startsWith("{\n  \"status\" : \"completed\",\n  \"exitCode\" : 0,\n  \"syncs\" : [");
        assertThat(two.out())
                .contains("\"sync\" : \"companies\"", "\"sync\" : \"people\"")
                .doesNotContain("orders");

        assertThat(typed(2, "sync", "--only", "payin").err()).contains("you probably mean paying");
        assertThat(typed(2, "preview").err()).contains("has 6 syncs", "--only companies");
        assertThat(typed(0, "preview", "--only", "paying").out()).contains("Row 1");
        assertThat(typed(2, "plan", "--out", folder.resolve("p.json").toString())
                        .err())
                .contains("--only NAME");
        assertThat(typed(2, "state").err()).isNotEmpty();
        assertThat(typed(0, "runs").out()).contains("paying", "people", "companies");
    }

    @Test
    void aPlanOfOneOfThemIsAppliedAndARunOfOneIsRetried() throws Exception {
        Path plan = folder.resolve("plan.json");
        typed(0, "plan", "--only", "companies", "--out", plan.toString());
        var apply = new Typed();
        assertThat(apply.run("apply", plan.toString())).as(apply.err()).isZero();
        assertThat(sandbox.contents().get("objects")).hasSize(2);

        Files.writeString(
                folder.resolve("workspace/people.csv"), "id,email,plan\n1,a@example.com,pro\n,b@example.com,pro\n");
        Typed run = typed(1, "sync", "--only", "people");
        String id = run.out().replaceAll("(?s).*/runs/([0-9a-f-]+)/.*", "$1");
        Path rejected = folder.resolve(".upserter/runs/" + id + "/rejected.ndjson");
        Files.writeString(
                rejected,
                Files.readString(rejected)
                        .replace("\"id\":\"\"", "\"id\":\"2\"")
                        .replace("{\"email\"", "{\"id\":\"2\",\"email\""));
        var retry = new Typed();
        assertThat(retry.run("retry", folder.resolve(".upserter/runs/" + id).toString()))
                .as(retry.err() + retry.out())
                .isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(2);
    }

    @Test
    void planAndCheckSayOfEachWhatItWouldDoAndThenOfAll() {
        Typed plan = typed(5, "plan", "--detailed-exitcode");
        assertThat(plan.out()).contains("Sync orders", "Sync people", "added     1");
        assertThat(plan.out().strip().lines().toList().getLast()).isEqualTo("Dry run: all 6 syncs without a problem");
        assertThat(typed(0, "check").out().strip().lines().toList().getLast())
                .isEqualTo("Check: all 6 syncs without a problem");
        assertThat(typed(0, "sync", "--dry-run", "--incremental").out()).endsWith("all 6 syncs without a problem\n");
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void afterAFailureTheRestIsNotRunAndNoLineLooksLikeASuccess() throws Exception {
        Files.delete(folder.resolve("workspace/employees.csv"));

        Typed stopped = typed(2, "sync", "--allow-triggers");
        assertThat(stopped.out())
                .contains("orders     not run: employees was refused")
                .endsWith("Refused: of 6 syncs, 3 completed, 1 refused, 2 not run\n");

        Path config = folder.resolve("workspace.yaml");
        Files.writeString(config, Files.readString(config).replace("onError: stop", "onError: continue"));
        Typed all = typed(2, "sync", "--allow-triggers");
        assertThat(all.out()).endsWith("Refused: of 6 syncs, 5 completed, 1 refused\n");
        assertThat(sandbox.contents().get("events")).hasSize(3);
    }

    @Test
    void standardInputFeedsAllSyncsThatNameNoSource() throws Exception {
        Path config = folder.resolve("fed.yaml");
        Files.writeString(config, """
                endpoint: %s
                siteId: %s
                apiKey: %s
                userId: id
                syncs:
                  - {sync: people, mappings: [{from: plan, to: plan}], also: [{sync: paying, type: segment, segment: 7}]}
                  - {sync: company, type: relationship, objectType: 1, objectId: plan}
                """.formatted(sandbox.endpoint(), sandbox.siteId(), sandbox.apiKey()));
        var typed = new Typed().with(Map.of()).stdin("id,plan\n1,pro\n2,free\n");

        assertThat(typed.run("sync", config.toString(), "-")).as(typed.err()).isZero();
        assertThat(typed.out()).endsWith("Completed: all 3 syncs\n");
        assertThat(stored("segments")).isEqualTo("{7=1 2}");
        assertThat(sandbox.contents().get("relationships")).hasSize(2);

        var without = new Typed();
        assertThat(without.run("sync", config.toString())).isEqualTo(2);
        assertThat(without.err()).contains("DATA is missing", "people, company");
    }
}
