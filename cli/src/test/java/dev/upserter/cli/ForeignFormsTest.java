package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of other forms, as programs write them: each is refused by all commands in the same words, or read, and then
 * {@code sync} sends the right people with the configuration that {@code init} writes.
 */
final class ForeignFormsTest {
    private static final Path FORMS = Path.of("src", "test", "resources", "forms");

    @TempDir
    private Path folder;

    @Test
    void eachFormIsReadRightOrCalledByItsName() throws IOException {
        var seen = new StringBuilder();
        try (Stream<Path> files = Files.list(FORMS)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                seen.append(name)
                        .append('\n')
                        .append(said(Files.copy(file, folder.resolve(name))))
                        .append('\n');
            }
        }
        assertThat(seen).doesNotContain("defect", "Exception");
        Golden.assertSame(
                "damaged/forms.txt", seen.toString().replace(folder + "/", "").stripTrailing());
    }

    private String said(Path data) throws IOException {
        var peek = new Typed();
        int peeked = peek.run("peek", data.toString());
        var init = new Typed();
        int initiated = init.run("init", data.toString());
        if (initiated != 0) {
            String refusal = problems(init.err());
            return peeked == initiated && problems(peek.err()).equals(refusal)
                    ? refusal
                    : "  peek: " + peeked + "\n" + problems(peek.err()) + "  init: " + initiated + "\n" + refusal;
        }
        String shown = peek.out()
                .lines()
                .filter(line -> line.matches("\\S+: .* columns?|  source\\..*|    source\\..*|  \\S+:\\d+:.*"))
                .map(line -> "  " + line.strip() + "\n")
                .collect(Collectors.joining());
        return shown + indented(init.out()) + sent(data, init.out());
    }

    private String sent(Path data, String configuration) throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), configuration);
        var sent = new StringBuilder();
        try (Sandbox sandbox = Sandbox.start()) {
            for (String command : List.of("check", "sync")) {
                var typed = new Typed()
                        .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
                int code = typed.run(
                        command,
                        config.toString(),
                        data.toString(),
                        "--endpoint",
                        sandbox.endpoint().toString());
                sent.append("  ").append(command).append(": ").append(code).append('\n');
                sent.append(problems(typed.out() + typed.err()));
            }
            sandbox.people()
                    .forEach(person -> sent.append("  person ").append(person).append('\n'));
        }
        return sent.toString();
    }

    private static String problems(String output) {
        return output.lines()
                .filter(line -> line.matches("error:.*|hint:.*|  rows +.*|  [A-Z_]+  .*|    \\S+: .*|    -> .*"))
                .map(line -> line.strip().replaceFirst("^error: ", "").replaceFirst("^hint: ", "-> "))
                .collect(Collectors.joining("\n    ", "    ", "\n"));
    }

    private static String indented(String config) {
        return config.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> "    | " + line + "\n")
                .collect(Collectors.joining());
    }
}
