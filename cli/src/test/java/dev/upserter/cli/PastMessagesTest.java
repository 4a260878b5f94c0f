package dev.upserter.cli;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The messages about earlier runs, plans, retries and configurations that other users can read, in one file that is
 * reviewed.
 */
class PastMessagesTest {
    private static final String RUN = "RUN";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Transcript transcript;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start();
        transcript = new Transcript(folder);
        write("users.yaml", "userId: id\nmappings: [{from: plan, to: plan}]\n" + destination());
        write(
                "mirror.yaml",
                "userId: id\nmode: mirror\nremoved: delete\nmaxRemoved: 100%\nmappings: [{from: plan, to: plan}]\n"
                        + destination());
        write(
                "drop.yaml",
                "userId: id\nmappings: [{from: plan, to: plan}]\nguards: {VALUE_TOO_LONG: drop}\n" + destination());
        write("crm.csv", "id,plan\n1,pro\n,free\n3,free\n");
        write("long.csv", "id,plan\n1," + "x".repeat(1200) + "\n");
        write("fewer.csv", "id,plan\n1,free\n");
        for (String name : List.of("users.yaml", "mirror.yaml", "drop.yaml")) {
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rw-------"));
        }
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String destination() {
        return "endpoint: " + sandbox.endpoint() + "\nsiteId: " + sandbox.siteId() + "\napiKey: " + sandbox.apiKey()
                + "\n";
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String newestRun() {
        try (Stream<Path> runs = Files.list(folder.resolve(".upserter/runs"))) {
            return runs.map(run -> run.getFileName().toString())
                    .sorted()
                    .reduce((one, other) -> other)
                    .orElse(RUN);
        } catch (IOException none) {
            return RUN;
        }
    }

    private void add(String line) {
        var words = new ArrayList<String>();
        for (String word : line.split(" ", -1)) {
            boolean isFile = word.matches(".*[.](yaml|csv|json)|[.]upserter|nowhere");
            words.add(isFile ? folder.resolve(word).toString() : word.equals(RUN) ? newestRun() : word);
        }
        var typed = new Typed();
        int exitCode = typed.run(words.toArray(String[]::new));
        transcript.add("upserter " + line, typed.out() + typed.err(), exitCode);
    }

    @Test
    void whatRunsAndPlansSayIsReadInReview() throws IOException {
        add("runs users.yaml");
        add("sync users.yaml crm.csv");
        add("retry RUN --state .upserter");
        add("show RUN --state .upserter");
        add("show 20260101-000000-abcd --state .upserter");
        add("prune users.yaml --dry-run");
        add("resume RUN --state .upserter");
        add("plan mirror.yaml crm.csv --out plan.json");
        add("sync mirror.yaml crm.csv");
        add("plan mirror.yaml fewer.csv --detailed-exitcode");
        add("plan mirror.yaml fewer.csv --out plan.json --detailed-exitcode");
        write("fewer.csv", "id,plan\n1,pro\n");
        add("apply plan.json");
        add("apply drop.yaml");
        add("sync drop.yaml long.csv");
        Files.setPosixFilePermissions(folder.resolve("drop.yaml"), PosixFilePermissions.fromString("rw-r--r--"));
        add("check drop.yaml crm.csv");
        Golden.assertSame("past.txt", transcript.text());
    }
}
