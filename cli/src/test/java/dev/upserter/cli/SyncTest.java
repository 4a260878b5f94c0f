package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.cli.text.Terminal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTest {
    private static final String EXAMPLES = "../examples/";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private String config;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start();
        config = write("users.json", "{\"userId\": \"id\", \"parallelism\": 1}");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theExampleArrivesInASandboxWithoutAnAccount() {
        var typed = new Typed();
        int exitCode = typed.run(
                "sync",
                EXAMPLES + "configuration.json",
                EXAMPLES + "data.json",
                "--sandbox",
                "--state",
                folder.toString());
        assertThat(exitCode).isZero();
        assertThat(typed.err()).isEmpty();
        Golden.assertSame("sync-example.txt", settled(typed.out()).strip());
    }

    @Test
    void rejectedRowsAndDeadLettersAreShownWithWhatToDoNext() throws IOException {
        sandbox.refuse("bo", "invalid", "attributes.plan", "must not be so");
        String data = write("data.json", """
            [{"id": "ana", "plan": "pro"},
             {"plan": "free"},
             {"id": "bo", "plan": "team"}]
            """);
        var typed = typed();
        assertThat(typed.run(
                        "sync", config, data, "--endpoint", sandbox.endpoint().toString()))
                .isEqualTo(1);
        Golden.assertSame("sync-problems.txt", settled(typed.out()).strip());
        assertThat(sandbox.people()).hasSize(1);
    }

    @Test
    void jsonIsTheOnlyThingOnStandardOutputWhateverHappens() throws IOException {
        String data = write("data.json", "[{\"id\": 1}, {}]");
        String[][] lines = {
            {"sync", config, data, "--json", "--sandbox"},
            {"sync", config, data, "--json", "--dry-run"},
            {"check", config, data, "--json", "--sandbox"},
            {"sync", config, folder.resolve("none.json").toString(), "--json", "--sandbox"},
            {"sync", config, data, "--json"},
            {"sync", data, data, "--json"},
            {"sync", folder.resolve("none.json").toString(), data, "--json"},
            {"sync", config, data, "--json", "--frobnicate"},
        };
        for (String[] line : lines) {
            var typed = new Typed();
            int exitCode = typed.run(line);
            String status = status(typed.out());
            assertThat(exitCode).as(String.join(" ", line)).isEqualTo(status.equals("refused") ? 2 : 1);
        }
    }

    @Test
    void dataMayComeFromStandardInput() throws IOException {
        var typed = typed().stdin("[{\"id\": \"ana\"}]");
        assertThat(typed.run(
                        "sync", config, "-", "--endpoint", sandbox.endpoint().toString()))
                .isZero();
        assertThat(sandbox.person("ana")).isPresent();
    }

    @Test
    void aDryRunSendsNothing() throws IOException {
        String data = write("data.json", "[{\"id\": \"ana\"}]");
        var typed = typed();
        assertThat(typed.run(
                        "sync",
                        config,
                        data,
                        "--dry-run",
                        "--endpoint",
                        sandbox.endpoint().toString()))
                .isZero();
        assertThat(typed.out()).startsWith("Dry run: 1 row would be delivered. Nothing was sent\n");
        assertThat(sandbox.stats().requests()).isZero();
    }

    @Test
    void aLimitReadsTheFirstRowsOnly() throws IOException {
        String data = write("data.json", rows(5));
        var typed = typed();
        assertThat(typed.run(
                        "sync",
                        config,
                        data,
                        "--limit",
                        "2",
                        "--endpoint",
                        sandbox.endpoint().toString()))
                .isZero();
        assertThat(sandbox.people()).extracting(person -> person.identifier()).containsExactly("0", "1");
    }

    @Test
    void aUserWithoutAnAccountIsPointedToTheSandbox() throws IOException {
        var typed = new Typed();
        assertThat(typed.run("sync", config, write("data.json", rows(1)))).isEqualTo(2);
        assertThat(settled(typed.err()))
                .contains("AUTH_MISSING", "Next\n  add --sandbox to try it without an account\n");
    }

    @Test
    void credentialsThatAreRefusedEndWithACodeOfTheirOwn() throws IOException {
        String data = write("data.json", rows(1));
        var typed = new Typed().with(Map.of("CUSTOMERIO_SITE_ID", "wrong", "CUSTOMERIO_API_KEY", "secret"));
        assertThat(typed.run(
                        "sync", config, data, "--endpoint", sandbox.endpoint().toString()))
                .isEqualTo(4);
        assertThat(typed.out() + typed.err()).contains("AUTH_REJECTED").doesNotContain("secret");
        assertThat(typed.run(
                        "check", config, data, "--endpoint", sandbox.endpoint().toString()))
                .isEqualTo(4);
    }

    @Test
    void whatIsRefusedAlikeStopsAndIsSentByTheSameCommandOnceThatIsCorrected() throws IOException {
        String data = write("data.json", rows(500));
        String[] command = {
            "sync", config, data, "--endpoint", sandbox.endpoint().toString()
        };
        sandbox.disable("id", true);
        var refused = typed();
        assertThat(refused.run(command)).isEqualTo(3);
        assertThat(refused.out())
                .startsWith("Stopped: 0 of the 500 rows read were delivered")
                .contains(
                        "500 read = 500 pending",
                        "REFUSED_ALIKE  stopped the run",
                        "id is not enabled as an identifier");
        sandbox.enable("id");
        var corrected = typed();
        assertThat(corrected.run(command)).isZero();
        assertThat(corrected.out()).startsWith("Completed: all 500 rows delivered");
    }

    @Test
    void allErrorsInAConfigurationAreReportedAtOnceOnStandardError() throws IOException {
        String wrong = write("wrong.json", "{\"userid\": \"id\",\n \"parallelism\": 0}");
        var typed = typed();
        assertThat(typed.run("sync", wrong, "x")).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).contains("wrong.json:1:2: ", "userId", "wrong.json:2:17: ", "parallelism");
    }

    @Test
    void missingDataIsReportedOnStandardErrorAndNothingIsSent() {
        var typed = typed();
        assertThat(typed.run(
                        "sync",
                        config,
                        "none.json",
                        "--endpoint",
                        sandbox.endpoint().toString()))
                .isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).startsWith("Refused: nothing was sent\n").contains("INPUT_NOT_FOUND", "none.json");
    }

    @Test
    void ctrlCLetsWhatIsInFlightArriveAndReportsTheRest() throws Exception {
        String data = write("data.json", rows(20_000));
        var typed = typed();
        int exitCode;
        try (Gate gate = sandbox.hold()) {
            var run = CompletableFuture.supplyAsync(() -> typed.run(
                    "sync", config, data, "--endpoint", sandbox.endpoint().toString()));
            sandbox.awaitRequests(1, Duration.ofSeconds(20));
            assertThat(typed.interrupt()).isTrue();
            gate.release();
            exitCode = run.get();
        }
        assertThat(exitCode).isEqualTo(3);
        assertThat(typed.err()).contains("stopping once the requests in flight are answered");
        assertThat(typed.out())
                .startsWith("Stopped: ")
                .contains(" pending", "  INTERRUPTED  stopped the run", "report.json");
        assertThat(sandbox.peopleCount()).isPositive().isLessThan(20_000);
    }

    @Test
    void theFilesOfARunAreBesideTheConfigurationByDefault() throws IOException {
        String data = write("data.json", rows(1));
        new Typed().run("sync", config, data, "--dry-run");
        assertThat(folder.resolve(".upserter/runs")).isNotEmptyDirectory();

        Path fromEnvironment = folder.resolve("environment");
        new Typed().with(Map.of("UPSERTER_STATE", fromEnvironment.toString())).run("sync", config, data, "--dry-run");
        assertThat(fromEnvironment.resolve("runs")).isNotEmptyDirectory();

        Path fromOption = folder.resolve("option");
        new Typed()
                .with(Map.of("UPSERTER_STATE", fromEnvironment.toString()))
                .run("sync", config, data, "--dry-run", "--state", fromOption.toString());
        assertThat(fromOption.resolve("runs")).isNotEmptyDirectory();
    }

    @Test
    void onATerminalProgressIsShownAndGoneAtTheEnd() throws IOException {
        sandbox.latency(Duration.ofMillis(400), Duration.ofMillis(400));
        String data = write("data.json", rows(10));
        var typed = typed().on(new Terminal(false, true, true, 100));
        assertThat(typed.run(
                        "sync", config, data, "--endpoint", sandbox.endpoint().toString()))
                .isZero();
        assertThat(typed.err()).contains("10 rows").endsWith("\r\033[K");
        assertThat(typed.out()).startsWith("\033[1;32mCompleted\033[0m: ");
    }

    @Test
    void aCheckShowsWhatWouldBeLostAndSendsNoPerson() throws IOException {
        String data = write("data.json", "[{\"id\": 1, \"born\": \"1990-01-01\"}, {\"born\": \"2000-12-31\"}]");
        var typed = typed();
        assertThat(typed.run(
                        "check", config, data, "--endpoint", sandbox.endpoint().toString()))
                .isEqualTo(1);
        Golden.assertSame("check-problems.txt", settled(typed.out()).strip());
        assertThat(sandbox.people()).isEmpty();
        assertThat(folder.resolve(".upserter")).doesNotExist();
    }

    @Test
    void colourIsForTerminalsAndForThoseWhoDoNotRefuseIt() throws IOException {
        String data = write("data.json", rows(1));
        var plain = new Typed().on(new Terminal(false, true, true, 80)).with(Map.of("NO_COLOR", "1"));
        plain.run("sync", config, data, "--dry-run");
        assertThat(plain.out()).startsWith("Dry run: ");
    }

    private Typed typed() {
        return new Typed().with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String rows(int count) {
        return IntStream.range(0, count)
                .mapToObj("{\"id\": %d, \"email\": \"a%<d@example.com\"}"::formatted)
                .toList()
                .toString();
    }

    /** The text without what differs from run to run. */
    private String settled(String text) {
        return text.replace(folder.toString(), "FOLDER")
                .replaceAll("runs/[0-9]{8}-[0-9]{6}-[0-9a-f]{4}", "runs/RUN")
                .replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:PORT")
                .replaceAll("time      .*", "time      TIME");
    }

    private static String status(String json) throws IOException {
        String status = "none";
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            int depth = 0;
            int objects = 0;
            while (parser.nextToken() != null) {
                if (parser.currentToken().isStructStart() && depth++ == 0) {
                    objects++;
                } else if (parser.currentToken().isStructEnd()) {
                    depth--;
                } else if (depth == 1 && "status".equals(parser.currentName())) {
                    status = parser.getText();
                }
            }
            assertThat(objects).isEqualTo(1);
        }
        return status;
    }
}
