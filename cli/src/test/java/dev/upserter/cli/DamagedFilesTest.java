package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages and exit codes of each command for files that are truncated, joined, packed or misnamed. */
final class DamagedFilesTest {
    private static final List<String> COMMANDS = List.of("peek", "init", "check", "sync");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cut", "joined", "packed", "archives", "mislabelled"})
    void eachCommandSaysWhatIsWrongAndWhatToDo(String family) throws IOException {
        Path config = Files.writeString(
                folder.resolve("users.yaml"), "userId: id\nmappings: [{from: email, to: email}]\nmaxRejected: 90%\n");
        var seen = new StringBuilder();
        try (Sandbox sandbox = Sandbox.start()) {
            for (Map.Entry<String, byte[]> file : DamagedFiles.of(family).entrySet()) {
                String name = file.getKey().substring(0, file.getKey().indexOf('|'));
                Path data = Files.write(folder.resolve(name), file.getValue());
                seen.append(file.getKey().replace("|", ": "))
                        .append('\n')
                        .append(said(config, data, sandbox))
                        .append('\n');
                Files.delete(data);
            }
        }
        assertThat(seen).doesNotContain("defect", "Exception");
        Golden.assertSame(
                "damaged/" + family + ".txt",
                seen.toString().replace(folder + "/", "").stripTrailing());
    }

    /** The exit code and the relevant lines of each command; once where all commands print the same. */
    private static String said(Path config, Path data, Sandbox sandbox) {
        List<String> all = COMMANDS.stream()
                .map(command -> lines(command, config, data, sandbox))
                .toList();
        if (all.stream().distinct().count() == 1) {
            return "  all: " + all.getFirst();
        }
        var lines = new ArrayList<String>();
        if (new HashSet<>(all.subList(2, 4)).size() == 1) {
            return "  peek: " + all.get(0) + "  init: " + all.get(1) + "  check, sync: " + all.get(2);
        }
        for (int i = 0; i < all.size(); i++) {
            lines.add("  " + COMMANDS.get(i) + ": " + all.get(i));
        }
        return String.join("", lines);
    }

    private static String lines(String command, Path config, Path data, Sandbox sandbox) {
        var typed = new Typed()
                .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        boolean isLook = command.equals("peek") || command.equals("init");
        int exitCode = isLook
                ? typed.run(command, data.toString())
                : typed.run(
                        command,
                        config.toString(),
                        data.toString(),
                        "--endpoint",
                        sandbox.endpoint().toString());
        String shown = (exitCode == 2 && isLook ? typed.err() : typed.out() + typed.err())
                .lines()
                .filter(line -> command.equals("peek") && exitCode == 0
                        ? line.matches("\\S+: .* columns?|  source\\..*|    source\\..*|  \\S+:\\d+:.*")
                        : command.equals("init") && exitCode == 0
                                ? line.startsWith("userId:")
                                : line.matches("error:.*|hint:.*|  rows +.*|  [A-Z_]+  .*|    \\S+: .*|    -> .*"))
                .filter(line -> !line.matches("  INPUT_UNREADABLE  (would stop a sync|stopped the run)"))
                .map(line -> line.strip().replaceFirst("^error: ", "").replaceFirst("^hint: ", "-> "))
                .collect(Collectors.joining("\n    ", "\n    ", "\n"));
        return exitCode + shown.replaceAll("\n {4}\n$", "\n");
    }
}
