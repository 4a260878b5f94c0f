package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.upserter.config.SyncName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of the command line, and the line for a log. */
class AlertCommandTest {
    @TempDir
    Path folder;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String url;
    private Path config;
    private Path data;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/gone") ? 410 : 200, -1);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        data = Files.writeString(folder.resolve("users.csv"), "id,plan\n1,a\n2,b\n,c\n");
        config = folder.resolve("users.yaml");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void configure(String alerts) throws IOException {
        Files.writeString(config, "userId: id\nmaxRejected: 100%\n" + alerts);
    }

    private Typed typed() {
        return new Typed().with(Map.of("URL", url));
    }

    private static int run(Typed typed, String command, Path config, String... more) {
        var words = new ArrayList<>(List.of(command, config.toString()));
        words.addAll(List.of(more));
        return typed.run(words.toArray(String[]::new));
    }

    @Test
    void aTestIsSentByEachAlertAndReportedForEach() throws IOException {
        configure("alerts: [{webhook: \"${URL}/good\"}, {slack: \"${URL}/gone\", when: [problems]}]\n");
        Typed typed = typed();

        assertThat(run(typed, "alert", config, "--test")).isEqualTo(1);

        assertThat(typed.out()).isEqualTo("""
            users  webhook  sent
            users  slack  failed: it answered with status 410
              hint: check the URL: it is wrong, or was revoked
            """);
        assertThat(received).hasSize(2).allMatch(body -> body.contains("users: test"));
        configure("alerts: [{webhook: \"${URL}/good\"}]\n");
        assertThat(run(typed(), "alert", config, "--test")).isZero();
    }

    @Test
    void whatSeveralSyncsHaveInCommonIsTriedOnce() throws IOException {
        Files.writeString(config, """
            alerts: [{webhook: "${URL}/all"}]
            syncs:
              - {sync: people, userId: id, source: {file: users.csv}}
              - {sync: others, userId: id, source: {file: users.csv}}
            """);
        Typed typed = typed();

        assertThat(run(typed, "alert", config, "--test")).isZero();

        assertThat(typed.out()).isEqualTo("people  webhook  sent\n");
    }

    @Test
    void anAddressIsTriedByEachServerThatSendsToIt() throws IOException {
        Files.writeString(config, """
            smtp: {host: 127.0.0.1, port: 1, from: ops@example.com, tls: none}
            alerts: [{email: ana@example.com}]
            syncs:
              - {sync: people, userId: id, source: {file: users.csv}}
              - {sync: members, userId: id, source: {file: users.csv}}
              - {sync: others, userId: id, source: {file: users.csv}, smtp: {host: 127.0.0.1, port: 2, from: ops@example.com, tls: none}}
            """);
        Typed typed = typed();

        assertThat(run(typed, "alert", config, "--test")).isEqualTo(1);

        assertThat(typed.out().lines().filter(line -> !line.startsWith("  hint")))
                .satisfiesExactly(
                        people -> assertThat(people).startsWith("people  email  failed"),
                        others -> assertThat(others).startsWith("others  email  failed"));
    }

    @Test
    void withoutAlertsThereIsNothingToTry() throws IOException {
        configure("");
        Typed typed = typed();

        assertThat(run(typed, "alert", config, "--test")).isEqualTo(2);
        assertThat(typed.err()).contains("the configuration has no alerts");
        assertThat(run(typed(), "alert", config)).isEqualTo(2);
    }

    @Test
    void aRunIntoTheSandboxAlerts() throws IOException {
        configure("alerts: [{webhook: \"${URL}/\", when: [\"rejected > 10%\"]}]\n");

        assertThat(run(typed(), "sync", config, data.toString(), "--sandbox")).isEqualTo(1);
        assertThat(run(typed(), "sync", config, data.toString(), "--sandbox", "--dry-run"))
                .isEqualTo(1);

        assertThat(received).singleElement().asString().contains("users: rejected > 10% (1 of 3, 33.3%)");
    }

    @Test
    void aConfigurationThatNoLongerReadsIsReportedOnce() throws IOException {
        configure("alerts: [{webhook: \"${URL}/\"}]\nmapings: []\n");

        for (int i = 0; i < 2; i++) {
            Typed typed = typed();
            assertThat(run(typed, "sync", config, data.toString(), "--summary")).isEqualTo(2);
            assertThat(typed.out())
                    .startsWith("sync=users end=refused exit=2 read=0 ")
                    .endsWith(" reason=CONFIG_INVALID\n");
            assertThat(typed.err()).contains("there is no key \"mapings\"");
        }

        assertThat(received).singleElement().asString().contains("users: failed", "there is no key \\\"mapings\\\"");
    }

    @Test
    void dataThatAreNotThereAreReported() throws IOException {
        configure("alerts: [{webhook: \"${URL}/\"}]\n");

        assertThat(run(typed(), "sync", config, folder.resolve("none-*.csv").toString()))
                .isEqualTo(2);

        assertThat(received).singleElement().asString().contains("INPUT_NOT_FOUND");
    }

    @Test
    void anAlertThatFailsIsSaidOnStandardErrorWhereThereIsNoReport() throws IOException {
        configure("alerts: [{webhook: \"${URL}/gone\"}]\nmapings: []\n");
        Typed typed = typed();

        assertThat(run(typed, "sync", config, data.toString())).isEqualTo(2);

        assertThat(typed.err())
                .contains(
                        "warning: alert 1 (webhook) could not be sent: it answered with status 410",
                        "hint: check the URL");
    }

    @Test
    void eachAlertThatFailsHasItsOwnHint() throws IOException {
        configure("alerts: [{webhook: \"${URL}/gone\"}, {command: [./none]}]\nmapings: []\n");
        Typed typed = typed();

        assertThat(run(typed, "sync", config, data.toString())).isEqualTo(2);

        assertThat(typed.err())
                .contains(
                        "it answered with status 410\nhint: check the URL",
                        "could not be started\nhint: check that it is there");
    }

    @Test
    void aMistakeInTheCommandIsOneLineForALogToo() throws IOException {
        configure("");
        Typed typed = typed();

        assertThat(run(typed, "sync", config, data.toString(), "--summary", "--limit", "x"))
                .isEqualTo(2);

        assertThat(typed.out()).startsWith("sync=users end=refused exit=2 ").endsWith(" reason=CONFIG_INVALID\n");
    }

    @Test
    void aMissingDataArgumentNamesTheSyncInTheLineForALog() throws IOException {
        configure("");
        Typed typed = typed();

        assertThat(run(typed, "sync", config, "--summary")).isEqualTo(2);

        assertThat(typed.out()).startsWith("sync=users end=refused exit=2 ").endsWith(" reason=CONFIG_INVALID\n");
    }

    @Test
    void aNameThatNoFileCanHaveIsOneLineForALogToo() {
        Typed typed = typed();

        assertThat(typed.run("sync", "us\0ers.yaml", data.toString(), "--summary"))
                .isEqualTo(2);

        assertThat(typed.out()).matches("sync=us-ers-[0-9a-f]+ end=refused exit=2 .* reason=INPUT_NOT_FOUND\n");
    }

    @Test
    void theNameOfARefusedSyncIsTheOneOfItsRuns() throws IOException {
        Path spaced = Files.writeString(folder.resolve("my users.yaml"), "userId: id\nmapings: []\n");

        for (String form : List.of("--summary", "--json")) {
            Typed typed = typed();
            assertThat(run(typed, "sync", spaced, data.toString(), form)).isEqualTo(2);
            assertThat(typed.out()).contains(SyncName.of("my users.yaml"));
        }
    }

    @Test
    void eachOfSeveralSyncsAlertsOfItself() throws IOException {
        Files.writeString(config, """
            onError: continue
            alerts: [{webhook: "${URL}/"}]
            syncs:
              - {sync: people, userId: id, maxRejected: 100%, source: {file: users.csv}}
              - {sync: others, userId: id, source: {file: "none-*.csv"}}
            """);
        Typed typed = typed();
        assertThat(run(typed, "sync", config, "--sandbox", "--summary")).isEqualTo(2);

        assertThat(typed.out().lines())
                .satisfiesExactly(
                        people -> assertThat(people)
                                .matches("sync=people end=completed_with_problems exit=1 read=3 delivered=2"
                                        + " unchanged=0 filtered=0 rejected=1 deadLetters=0 removed=0 pending=0"
                                        + " duration=[0-9.]+s run=[0-9a-f-]+"),
                        others -> assertThat(others).startsWith("sync=others end=refused exit=2 read=0"));
        assertThat(received).singleElement().asString().contains("\"sync\":\"others\"", "INPUT_NOT_FOUND");
    }
}
