package dev.upserter.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.MappingTest;
import dev.upserter.config.read.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs every configuration in the pages about mappings with the tests it contains. */
public final class MappingDocsTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> PAGES =
            List.of("mapping", "identifiers", "casts", "templates", "conditions", "mapping-tests");
    private static final Pattern CONFIGURATION = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    private Path folder;

    @TestFactory
    List<DynamicTest> everyConfigurationMakesWhatItSays() throws IOException {
        List<String> configurations = configurations();
        assertThat(configurations).hasSizeGreaterThan(10);
        return configurations.stream()
                .map(text -> DynamicTest.dynamicTest(
                        text.lines().skip(2).findFirst().orElse(text), () -> assertPasses(text)))
                .toList();
    }

    /** All configurations of the pages. */
    static List<String> configurations() throws IOException {
        return CONFIGURATION
                .matcher(text())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** All pages, one after another. */
    public static String text() throws IOException {
        var text = new StringBuilder();
        for (String page : PAGES) {
            text.append(Files.readString(ROOT.resolve("docs/" + page + ".md")));
        }
        return text.toString();
    }

    private void assertPasses(String text) throws IOException {
        Path file = folder.resolve("configuration.yaml");
        Files.writeString(file, text);
        assertPasses(file);
    }

    @Test
    void theExampleOfRulesPasses() {
        assertPasses(ROOT.resolve("examples/rules.yaml"));
    }

    /** Runs the tests of a configuration. */
    static void assertPasses(Path file) {
        ConfigReader reader = ConfigReader.local(Map.of());
        List<MappingTest> tests = reader.readTests(file);
        assertThat(tests).isNotEmpty();
        assertThat(new MappingTests(reader.read(file), NOW).run(tests))
                .allSatisfy(outcome -> assertThat(outcome.differences())
                        .as(outcome.test().name())
                        .isEmpty());
    }
}
