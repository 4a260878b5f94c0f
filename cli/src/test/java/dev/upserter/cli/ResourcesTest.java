package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs as the launcher starts them, with its own memory settings, against a server in another process that delays its
 * answers.
 */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class ResourcesTest {
    private static final int ROWS = 400_000;

    @TempDir
    private Path folder;

    private HoldingSink sink;

    @BeforeEach
    void listen() throws IOException {
        sink = HoldingSink.start();
    }

    @AfterEach
    void close() {
        sink.close();
    }

    private String config(String keys, String mappings) throws IOException {
        return Files.writeString(folder.resolve("users.json"), """
                        {"sync": "users", "userId": "id", "endpoint": "%s", "siteId": "site", "apiKey": "key", %s,
                         "requestsPerSecond": 100000, "mappings": [%s]}
                        """.formatted(sink.endpoint(), keys, mappings))
                .toString();
    }

    private String shortRows(int rows) throws IOException {
        Path file = folder.resolve("users.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,name,plan\n");
            for (int i = 0; i < rows; i++) {
                out.write(100_000 + i + ",Name " + i + (i % 3 == 0 ? ",pro\n" : ",free\n"));
            }
        }
        return file.toString();
    }

    private static final String NAME_AND_PLAN =
            "{\"from\": \"name\", \"to\": \"first_name\"}, {\"from\": \"plan\", \"to\": \"plan\"}";

    private static void assertAllDelivered(Launched.Ended ended, int rows) {
        assertThat(ended.err()).doesNotContain("OutOfMemory");
        assertThat(ended.out()).contains("\"status\" : \"completed\"", "\"delivered\" : " + rows + ",");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void anIncrementalLoadOfShortRowsTakesNoMoreThanTheLauncherGrants() throws Exception {
        String config = config("\"parallelism\": 500, \"incremental\": true, \"keepValues\": true", NAME_AND_PLAN);

        assertAllDelivered(Launched.in(folder).run("sync", config, shortRows(ROWS), "--json"), ROWS);
        assertThat(sink.mostAtOnce()).isGreaterThan(5);
    }

    @Test
    void longRowsFromStandardInputTakeNoMoreThanTheLauncherGrants() throws Exception {
        var row = new StringBuilder();
        var mappings = new StringBuilder("{\"from\": \"a0\", \"to\": \"a0\"}");
        for (int i = 0; i < 31; i++) {
            row.append(", \"a")
                    .append(i)
                    .append("\": \"")
                    .append("x".repeat(980))
                    .append('"');
            mappings.append(i == 0 ? "" : ", {\"from\": \"a" + i + "\", \"to\": \"a" + i + "\"}");
        }
        byte[] rest = (row + "}\n").getBytes(StandardCharsets.US_ASCII);
        int rows = 5_000;

        Launched.Ended ended = Launched.in(folder)
                .run(
                        in -> write(in, rest, rows),
                        "sync",
                        config("\"parallelism\": 500", mappings.toString()),
                        "-",
                        "--json");

        assertAllDelivered(ended, rows);
        assertThat(sink.mostAtOnce()).isGreaterThan(5);
    }

    private static void write(OutputStream in, byte[] rest, int rows) throws IOException {
        for (int i = 0; i < rows; i++) {
            in.write(("{\"id\": " + i).getBytes(StandardCharsets.US_ASCII));
            in.write(rest);
        }
    }

    @Test
    void fiveHundredRequestsForOnePersonEachTakeNoMoreThanTheLauncherGrants() throws Exception {
        String config = config("\"parallelism\": 500, \"api\": \"single\"", NAME_AND_PLAN);

        assertAllDelivered(Launched.in(folder).run("sync", config, shortRows(5_000), "--json"), 5_000);
        assertThat(sink.mostAtOnce()).isGreaterThan(200);
    }

    @Test
    void memoryThatRunsOutIsReported() throws Exception {
        String config = config("\"incremental\": true", NAME_AND_PLAN);

        Launched.Ended ended =
                Launched.in(folder).withJavaOptions("-Xmx10m").run("sync", config, shortRows(ROWS), "--json");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).contains("\"OUT_OF_RESOURCES\"", "the memory ran out", "-Xmx512m");
        assertThat(report()).isEqualTo(ended.out());
    }

    @Test
    void withFewerFileDescriptorsThanRequestsFewerRequestsAreInFlight() throws Exception {
        String config = config("\"parallelism\": 500, \"api\": \"single\"", NAME_AND_PLAN);

        Launched.Ended ended =
                Launched.in(folder).after("ulimit -n 128").run("sync", config, shortRows(5_000), "--json");

        assertAllDelivered(ended, 5_000);
        assertThat(ended.out()).contains("the file descriptors ran out (ulimit -n): ", "in place of 500 requests");
    }

    @Test
    void aReadErrorOfTheDataIsNoDefect() throws Exception {
        String config = config("\"parallelism\": 5", NAME_AND_PLAN);

        Launched.Ended ended = Launched.in(folder).run("sync", config, "/proc/self/mem", "--json");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).contains("\"INPUT_UNREADABLE\"").doesNotContain("INTERNAL");
    }

    private String report() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return Files.readString(files.filter(file -> file.endsWith("report.json"))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
