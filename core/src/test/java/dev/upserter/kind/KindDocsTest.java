package dev.upserter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.plan.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Walks all kinds: schema and documentation say what each of them does. */
class KindDocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCS = ROOT.resolve("docs/config.md");

    static List<Kind> kinds() {
        return Kinds.ALL;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSchemaKnowsItAndItsKeys(Kind kind) throws IOException {
        JsonNode schema;
        try (var in = SyncConfig.class.getResourceAsStream("configuration.schema.json")) {
            schema = JsonMapper.shared().readTree(in);
        }
        assertThat(schema.at("/properties/type").toString()).contains("\"" + kind.spelling() + "\"");
        assertThat(schema.get("properties").propertyNames()).containsAll(names(kind));
        assertThat(schema.at("/else/allOf").toString()).contains("{\"const\":\"" + kind.spelling() + "\"}");
    }

    private static List<String> names(Kind kind) {
        return kind.slots().stream().map(Slot::name).toList();
    }

    @Test
    void theDocumentationHasARowOfEach() throws IOException {
        String text = Files.readString(DOCS);
        int start = text.indexOf('\n', text.indexOf("\n|---|", text.indexOf("\n## Types\n")) + 1) + 1;
        int end = text.indexOf("\n## ", start);
        String rows = Kinds.ALL.stream().map(KindDocsTest::row).collect(Collectors.joining());
        if (Boolean.getBoolean("rewriteGolden")) {
            Files.writeString(DOCS, text.substring(0, start) + rows + text.substring(end));
        } else {
            assertThat(text.substring(start, end)).isEqualTo(rows);
        }
    }

    @Test
    void theDocumentationSaysWhatBecomesOfRowsInEachMode() throws IOException {
        Path page = ROOT.resolve("docs/types.md");
        String text = Files.readString(page);
        int start = text.indexOf('\n', text.indexOf("\n|---|", text.indexOf("\n## What becomes of a row\n")) + 1) + 1;
        int end = text.indexOf("\n## ", start);
        String rows = Kinds.ALL.stream()
                .flatMap(kind -> kind.modes().stream().map(mode -> row(kind, mode, kind.effects(mode))))
                .collect(Collectors.joining());
        if (Boolean.getBoolean("rewriteGolden")) {
            Files.writeString(page, text.substring(0, start) + rows + text.substring(end));
        } else {
            assertThat(text.substring(start, end)).isEqualTo(rows);
        }
    }

    private static String row(Kind kind, Mode mode, Effects effects) {
        return "| `" + kind.spelling() + "` | `" + mode.name().toLowerCase(Locale.ROOT) + "` | " + effects.added()
                + " | " + effects.changed() + " | " + effects.gone() + " | " + effects.again() + " |\n";
    }

    private static String row(Kind kind) {
        return "| `" + kind.spelling() + "` | " + kind.meaning() + " | " + words(kind.modes()) + " | "
                + words(kind.slots()) + " | " + words(kind.identifiers()) + " |\n";
    }

    private static String words(Collection<?> words) {
        return words.stream()
                .map(word -> "`" + (word instanceof Enum<?> ? word.toString().toLowerCase(Locale.ROOT) : word) + "`")
                .collect(Collectors.joining(", "));
    }
}
