package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.history.PastRun;
import dev.upserter.history.PastRuns;
import dev.upserter.history.StateFolder;
import dev.upserter.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed at any moment while it runs what is due: nothing is lost, nothing is run twice. */
class KilledServerTest {
    private static final int DAYS = 12;
    private static final Instant FIRST = Instant.parse("2026-01-02T01:00:00Z");

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    /** A server in a process of its own. */
    private record Host(Process process, BufferedReader out, Writer in) {
        void at(Instant time) throws IOException {
            in.write(time + "\n");
            in.flush();
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    private Host start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledServerMain.class.getName(),
                        folder.resolve("state").toString(),
                        folder.resolve("syncs").toString(),
                        sandbox.endpoint().toString(),
                        sandbox.siteId(),
                        sandbox.apiKey())
                .redirectError(folder.resolve("log").toFile())
                .start();
        var host = new Host(
                process, process.inputReader(StandardCharsets.UTF_8), process.outputWriter(StandardCharsets.UTF_8));
        assertThat(host.out().readLine()).isEqualTo("ready");
        return host;
    }

    @Test
    void eachRunIsOnceThoughTheServerIsKilled() throws Exception {
        Path syncs = Files.createDirectories(folder.resolve("syncs/in")).resolveSibling("");
        var rows = new StringBuilder("id,name\n");
        for (int i = 0; i < 3000; i++) {
            rows.append(i).append(",Name ").append(i).append('\n');
        }
        Files.writeString(syncs.resolve("people.csv"), rows);
        Files.writeString(
                syncs.resolve("people.yaml"),
                "source: {file: people.csv}\nuserId: id\nparallelism: 1\nschedule: 0 1 * * *\n");
        Files.writeString(
                syncs.resolve("orders.yaml"),
                "source: {file: people.csv}\nuserId: id\nparallelism: 1\nafter: people\n");
        Files.writeString(syncs.resolve("files.yaml"), "source: {file: in/*.csv}\nuserId: id\nwatch: true\n");
        sandbox.latency(Duration.ofMillis(30), Duration.ofMillis(60));
        var random = new Random(7);
        Host host = start();
        host.at(FIRST.minus(Duration.ofHours(2)));
        host.out().readLine();
        try {
            for (int day = 0; day < DAYS; day++) {
                Instant due = FIRST.plus(Duration.ofDays(day));
                Files.writeString(syncs.resolve("in/" + day + ".csv"), "id\nfile" + day + "\n");
                host.at(due);
                if (!host.process().waitFor(random.nextInt(900), TimeUnit.MILLISECONDS)) {
                    host.kill();
                }
                host = start();
                host.at(due.plusSeconds(100));
                assertThat(host.out().readLine()).isEqualTo(due.plusSeconds(100).toString());
            }
        } finally {
            host.kill();
            sandbox.close();
        }
        for (String sync : List.of("people", "orders", "files")) {
            List<PastRun> ended = new PastRuns(new StateFolder(folder.resolve("state")))
                    .newest(List.of(sync), 1000).stream()
                            .filter(run -> run.ending() == PastRun.Ending.ENDED)
                            .toList();
            assertThat(ended).as(sync).hasSize(DAYS);
        }
        assertThat(sandbox.stats()).isNotNull();
    }
}
