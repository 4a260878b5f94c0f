package dev.upserter.cli;

import dev.upserter.cli.complete.CompletionCommand;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Results;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.text.Messages;
import dev.upserter.cli.text.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the common commands once and discards their output, so that the JVM's start-up cache holds what they need. It also
 * runs longer ones, so that the cache knows which methods to compile early. The launcher runs it after a build; users do
 * not.
 */
public final class Warmup {
    private static final String CONFIG = """
            {"parallelism": 2, "userId": "id", "mappings": [{"from": "id", "to": "id"}, {"from": "name", "to": "first_name"}]}
            """;
    private static final String RULES = """
            {"userId": "id", "mappings": [{"template": "{{ name | strip }}", "to": "name", "when": "name"}],
             "tests": [{"name": "name", "row": {"id": 1, "name": "Ana"}, "expect": {"attributes": {"name": "Ana"}}}]}
            """;
    private static final String DATA = """
            [{"id": 1, "name": "Ana", "plan": null}, {"id": "2", "name": "Bo", "since": 1.5}, {"name": "Cy"}]
            """;

    private static final int MANY = 300_000;
    private static final int SOME = 2_000;

    private Warmup() {}

    /** Runs the commands. The exit code is 0 whatever their result: a cache with less in it is still of use. */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        Class.forName(Main.class.getName());
        Path folder = Files.createTempDirectory("upserter-warmup");
        try {
            String config =
                    Files.writeString(folder.resolve("config.json"), CONFIG).toString();
            String data = Files.writeString(folder.resolve("data.json"), DATA).toString();
            String rules =
                    Files.writeString(folder.resolve("rules.json"), RULES).toString();
            run();
            run("--help");
            run("--version");
            run(CompletionCommand.ASK, "sync", "--");
            run("sync", "--help");
            run("sync", config);
            run("test", rules);
            run("preview", rules, data);
            run("explain", "ID_MISSING");
            run("check", config, data, "--sandbox");
            run("sync", config, data, "--sandbox");
            run("sync", config, data, "--sandbox", "--json");
            run("sync", config, data, "--sandbox", "--incremental");
            run("sync", config, data, "--sandbox", "--incremental");
            runLong(folder, "batch", MANY, "--dry-run");
            runLong(folder, "single", SOME, "--sandbox");
        } finally {
            delete(folder);
        }
        System.exit(ExitCode.DONE);
    }

    private static void runLong(Path folder, String api, int rows, String way) throws IOException {
        Path config = Files.writeString(folder.resolve(api + ".json"), """
                {"userId": "id", "requestsPerSecond": 100000, "mappings": [{"from": "email", "to": "email"},
                 {"from": "name", "to": "first_name"}, {"from": "balance", "to": "balance"}], "api": "%s"}
                """.formatted(api));
        Path data = folder.resolve("many.json");
        try (var out = Files.newBufferedWriter(data)) {
            for (int i = 0; i < rows; i++) {
                out.write((i == 0 ? '[' : ',') + "{\"id\": \"user-" + i + "\", \"email\": \"ana." + i
                        + "@example.com\", \"name\": \"Ana\", \"last_name\": \"Garcia Lovelace\", \"balance\": " + i
                        + ".50, \"signed_up\": \"2024-03-31T10:00:00Z\", \"active\": true, \"note\": "
                        + "\"a text of the length that notes have in exports, more or less\"}\n");
            }
            out.write("]\n");
        }
        run("sync", config.toString(), data.toString(), way, "--json");
    }

    private static void run(String... arguments) {
        var nothing = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Program.run(
                new Shell(
                        InputStream.nullInputStream(),
                        new Results(nothing),
                        new Messages(nothing),
                        new Terminal(false, true, true, 80),
                        Map.of(),
                        new Signals()),
                arguments);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
