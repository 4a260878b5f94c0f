package dev.upserter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void theReadmesJavaIsTheCodeThatThisTestRuns() throws Exception {
        String source = Files.readString(Path.of("src/test/java/dev/upserter/LibraryExample.java"));
        String shown = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("// end"))
                        .replace("folder.resolve(\"configuration.json\")", "Path.of(\"configuration.json\")")
                        .replace("folder.resolve(\"data.json\")", "Path.of(\"data.json\")")
                        .replace("                .environment(environment)\n", "")
                        .lines()
                        .map(line -> line.startsWith("        ") ? line.substring(8) : line)
                        .collect(Collectors.joining("\n"))
                        .strip()
                + "\n}";

        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("```java\n" + shown + "\n```");
    }

    @Test
    void theReadmesJavaDelivers(@TempDir Path folder) throws Exception {
        try (var sandbox = Sandbox.start()) {
            Files.writeString(
                    folder.resolve("configuration.json"),
                    "{\"userId\": \"id\", \"endpoint\": \"" + sandbox.endpoint() + "\"}");
            Files.writeString(folder.resolve("data.json"), "[{\"id\": \"ana\"}, {\"id\": \"bo\"}]");

            var report = LibraryExample.run(
                    folder, Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));

            assertThat(report.status()).isEqualTo(Report.Status.COMPLETED);
            assertThat(sandbox.peopleCount()).isEqualTo(3);
        }
    }
}
