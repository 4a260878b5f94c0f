package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code upserter late} as those use it who have cron. */
class LateCommandTest {
    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private Path config;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("people.csv"), "id,plan\n1,pro\n");
        Path page = Files.writeString(folder.resolve("page-me"), "#!/bin/sh\ncat >>alerts.ndjson\n");
        assertThat(page.toFile().setExecutable(true)).isTrue();
        config = Files.writeString(folder.resolve("nightly.yaml"), """
                userId: id
                endpoint: %s
                schedule: "* * * * *"
                alerts: [{command: [./page-me], when: [late, recovered]}]
                syncs:
                  - {sync: people, source: {file: people.csv}}
                  - {sync: buyers, source: {file: people.csv}, after: people}
                  - {sync: byhand, source: {file: people.csv}, watch: true}
                """.formatted(sandbox.endpoint()));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Typed typed(int exitCode, String command, String... options) {
        var typed = new Typed()
                .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        var all = new ArrayList<>(List.of(command, config.toString()));
        all.addAll(List.of(options));
        assertThat(typed.run(all.toArray(String[]::new)))
                .as(typed.out() + typed.err())
                .isEqualTo(exitCode);
        return typed;
    }

    private String alerts() throws IOException {
        Path file = folder.resolve("alerts.ndjson");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void whoIsLateIsToldByALineAnExitCodeAndAnAlert() throws IOException {
        typed(0, "sync");
        for (String sync : List.of("people", "buyers")) { // of a damaged file, no time is left out
            Files.writeString(folder.resolve(".upserter/syncs/" + sync + "/expected.json"), "{");
        }
        assertThat(typed(0, "late").out())
                .contains("people: on time", "buyers: on time")
                .doesNotContain("hint");

        Path completed = folder.resolve(".upserter/syncs/buyers/completed.json");
        Files.writeString(completed, Files.readString(completed).replaceAll("20[0-9]{2}-", "2020-"));
        assertThat(typed(1, "late", "--no-alerts").out())
                .contains("people: on time", "buyers: late. No run has completed that began at ", "  hint: see that");
        assertThat(alerts()).isEmpty();
        assertThat(typed(0, "late", "--only", "people").out()).doesNotContain("buyers");
        typed(1, "late");
        typed(1, "late", "--grace", "1h");
        assertThat(alerts().lines()).singleElement().asString().contains("\"title\":\"buyers: late\"");

        typed(0, "sync");
        assertThat(alerts().lines()).hasSize(2).last().asString().contains("\"event\":\"recovered\"");
        assertThat(typed(0, "late").out()).contains("buyers: on time");
    }

    @Test
    void whatCannotBeLateIsRefused() throws IOException {
        assertThat(typed(2, "late", "--grace", "soon").err()).contains("--grace must be a length of time");
        Files.writeString(config, "userId: id\nsource: {file: people.csv}\n");
        assertThat(typed(2, "late").err()).contains("nothing in the configuration runs at times", "add schedule");
    }
}
