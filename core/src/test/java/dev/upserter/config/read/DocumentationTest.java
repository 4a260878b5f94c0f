package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncSet;
import dev.upserter.config.alerts.AlertKeys;
import dev.upserter.config.alerts.Smtp;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/config.md against the code. */
final class DocumentationTest {
    private static final Path FILE = Golden.ROOT.resolve("docs/config.md");
    private static final String GUARDS = "| code | default level | may also be |\n|---|---|---|\n";

    @Test
    void everyKeyHasItsRow() throws IOException {
        assertRows("docs/config.md", "\n## Keys\n", KeyText.rows(SyncKeys.SECTION, true, true));
        assertRows("docs/config.md", "\n## Source\n", KeyText.rows(SourceKeys.SECTION, false, true));
        assertRows("docs/alerts.md", "\n## An alert\n", KeyText.rows(AlertKeys.SECTION, false, true));
        assertRows("docs/alerts.md", "\n## E-mail\n", KeyText.rows(Smtp.SECTION, false, true));
        assertRows("docs/mapping.md", "", KeyText.rows(RuleKeys.RULE, false, false));
        assertRows("docs/mapping-tests.md", "", KeyText.rows(TestsReader.TEST, false, false));
    }

    private static void assertRows(String page, String before, String rows) throws IOException {
        Path file = Golden.ROOT.resolve(page);
        String text = Files.readString(file);
        int start = place(text, "\n", place(text, "\n|---|", place(text, before, 0)) + 1) + 1;
        int end = place(text, "\n\n", start) + 1;
        Golden.assertSame(text.substring(0, start) + rows + text.substring(end), file);
    }

    /** Nothing is written over where a heading or a table is not found. */
    private static int place(String text, String part, int from) {
        int place = text.indexOf(part, from);
        assertThat(place).as("the place of \"" + part + "\"").isNotNegative();
        return place;
    }

    @Test
    void everyCodeHasItsRowWithItsLevelAndItsChoices() throws IOException {
        String rows = Arrays.stream(Code.values()).map(DocumentationTest::row).collect(Collectors.joining());
        String text = Files.readString(FILE);
        int start = place(text, GUARDS, 0) + GUARDS.length();
        int end = place(text, "\n## ", start);
        Golden.assertSame(text.substring(0, start) + rows + text.substring(end), FILE);
    }

    private static String row(Code code) {
        String choices = code.choices().stream()
                .sorted()
                .map(level -> "`" + level.spelling() + "`")
                .collect(Collectors.joining(", "));
        return "| [`" + code + "`](codes.md#" + code.name().toLowerCase(Locale.ROOT) + ") | `"
                + code.level().spelling() + "` | " + choices + " |\n";
    }

    @Test
    void everyLevelIsExplained() throws IOException {
        assertThat(rows("level", 2).keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(Level.values()).map(Level::spelling).toList());
    }

    @Test
    void everyConfigurationInTheTextIsRight() throws IOException {
        var blocks = Pattern.compile("```(json|yaml)\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(FILE));
        var reader = ConfigReader.local(
                Map.of("WORKSPACE_SITE_ID", "site", "DATABASE", "jdbc:postgresql://localhost/users"));
        var configs = new ArrayList<SyncSet>();
        while (blocks.find()) {
            configs.add(reader.readAll(blocks.group(2).getBytes(StandardCharsets.UTF_8), "x." + blocks.group(1)));
        }
        assertThat(configs).hasSizeGreaterThan(6);
        assertThat(configs.get(1)).as("the YAML says the same as the JSON").isEqualTo(configs.get(0));
    }

    /** The rows of the table whose first column has this heading, by the code in that column. */
    private static Map<String, List<String>> rows(String heading, int columns) throws IOException {
        return Files.readAllLines(FILE).stream()
                .dropWhile(line -> !line.startsWith("| " + heading + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .limit(columns)
                        .toList())
                .collect(Collectors.toMap(
                        cells -> cells.getFirst().replace("`", ""),
                        cells -> cells,
                        (a, b) -> {
                            throw new AssertionError("twice: " + a);
                        },
                        java.util.LinkedHashMap::new));
    }
}
