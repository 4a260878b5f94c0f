package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.config.alerts.AlertKeys;
import dev.upserter.config.alerts.Smtp;
import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Whole;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.ConfigText;
import dev.upserter.config.text.JsonTree;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Kinds;
import dev.upserter.kind.Slot;
import dev.upserter.preview.MappingDocsTest;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks all keys of all tables. {@link SchemaTest} and {@link DocumentationTest} hold the schema and the docs against the same. */
final class EveryKeyTest {
    /** No key takes this: a list with half a variable in it. */
    private static final String WRONG = "[\"${\"]";

    /** Where an object of each table is in a configuration; the key comes in the place of @. */
    private static final Map<Section, String> PLACES = Map.ofEntries(
            Map.entry(SyncKeys.SECTION, "{\n@}"),
            Map.entry(SourceKeys.SECTION, "{\"source\": {\n@}}"),
            Map.entry(StateSection.SECTION, "{\"state\": {\n@}}"),
            Map.entry(AlertKeys.SECTION, "{\"alerts\": [{\n@}]}"),
            Map.entry(Smtp.SECTION, "{\"smtp\": {\n@}}"),
            Map.entry(GuardsReader.SECTION, "{\"guards\": {\n@}}"),
            Map.entry(RuleKeys.RULE, "{\"mappings\": [{\n@}]}"),
            Map.entry(RuleKeys.MEMBER, "{\"mappings\": [{\"object\": [{\n@}]}]}"),
            Map.entry(RuleKeys.ELEMENT, "{\"mappings\": [{\"array\": [{\n@}]}]}"),
            Map.entry(RuleKeys.CHOICE, "{\"userId\": [{\n@, \"from\": \"a\", \"template\": \"b\"}]}"),
            Map.entry(RelatedReader.SECTION, "{\"type\": \"object\", \"person\": {\n@}}"),
            Map.entry(TestsReader.TEST, "{\"tests\": [{\n@}]}"),
            Map.entry(TestsReader.EXPECT, "{\"tests\": [{\"expect\": {\n@}}]}"));

    static Stream<Arguments> keys() {
        return PLACES.entrySet().stream()
                .flatMap(place -> place.getKey().keys().stream()
                        .filter(KeyText::isChoice)
                        .map(key -> Arguments.of(key.name(), place.getValue(), place.getKey(), key)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void everyKeyIsReadAndRefusedAtItsPlaceWhereItIsWrong(String name, String place, Section section, KeySpec<?> key) {
        String text = place.replace("@", "\"" + name + "\": " + WRONG + beside(section, key));
        int column = name.length() + 5;
        assertThat(Reading.mistakes(text, Reading.JSON))
                .anyMatch(mistake ->
                        mistake.startsWith("2:" + column + ":") || mistake.startsWith("2:" + (column + 1) + ":"));
    }

    /** What a key must have beside it to be read at all. */
    private static String beside(Section section, KeySpec<?> key) {
        if (section == TestsReader.EXPECT
                && !List.of("attributes", "rejected", "filtered").contains(key.name())) {
            return ", \"attributes\": {}";
        }
        return switch (key.needs()) {
            case null -> "";
            case "as" -> ", \"as\": \"" + CastKeys.casts(key.name()).getFirst() + "\"";
            case "webhook" -> ", \"webhook\": \"https://a\"";
            case "user" -> ", \"user\": \"u\"";
            case "query" -> ", \"query\": \"select 1\"";
            default -> ", \"query\": \"select 1\", \"url\": \"jdbc:postgresql://db/shop\"";
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void whatAnUploadMustNotSayIsRefusedThereAndTheDocumentationSaysSo(
            String name, String place, Section section, KeySpec<?> key) {
        boolean isRefused = key.uploaded() != null;
        assertThat(key.help().meaning().toLowerCase(Locale.ROOT).contains("refused in an uploaded configuration"))
                .isEqualTo(isRefused);
        String text = place.replace("@", "\"" + name + "\": " + WRONG);
        assertThat(
                        Reading.mistakes(
                                        ConfigReader.uploaded(Map.of()),
                                        text.getBytes(StandardCharsets.UTF_8),
                                        Reading.JSON)
                                .stream()
                                .anyMatch(mistake -> mistake.startsWith("2:1: an uploaded configuration must not")))
                .isEqualTo(isRefused);
    }

    @Test
    void theExamplesHaveEveryKeyOfAConfigurationAndOfASource() throws IOException {
        Set<String> ofTypes = Kinds.ALL.stream()
                .flatMap(kind -> kind.slots().stream().map(Slot::name))
                .collect(Collectors.toSet());
        var ofAll = new ArrayList<>(SyncKeys.SECTION.names());
        ofAll.removeAll(ofTypes);
        assertHas("examples/configuration.yaml", ofAll);
        assertHas("examples/source.yaml", SourceKeys.SECTION.names());
    }

    @Test
    void theExampleOfATypeHasItsKeys() throws IOException {
        for (Kind kind : Kinds.ALL) {
            assertHas(
                    "examples/" + kind.spelling() + ".yaml",
                    kind.slots().stream().map(Slot::name).toList());
        }
    }

    /** As a key, or as one in a comment. */
    private static void assertHas(String file, List<String> names) throws IOException {
        String text = Files.readString(Golden.ROOT.resolve(file));
        assertThat(names)
                .allSatisfy(name -> assertThat(text)
                        .containsPattern("(?m)^ *#? *(yaml-language-server: )?" + Pattern.quote(name) + "[:=]"));
    }

    @Test
    void everyKeyOfARuleStandsInAConfigurationOfThePagesAboutMappings() throws IOException {
        String page = MappingDocsTest.text();
        assertThat(RuleKeys.RULE.names())
                .allSatisfy(name -> assertThat(page).containsPattern("(?m)[ {]" + name + ":( |$)"));
    }

    /** What it takes to add a key: this one entry in a table, and the record that holds its value. */
    @Test
    void aKeyIsAddedInOnePlace() {
        Section section = Section.of("there is no key", "");
        KeySpec<Integer> key =
                section.add(KeySpec.of("limit", new Whole(1, 9), "How many there are.", "how many there are")
                        .defaultsTo(5));

        assertThat(read(section, key, "{\"limit\": 7}")).isEqualTo(7);
        assertThat(read(section, key, "{}")).isEqualTo(5);
        assertThat(mistakes(section, key, "{\"limit\": 10}"))
                .containsExactly("c.json:1:11: limit must be a whole number from 1 to 9; without the key, the default"
                        + " holds");
        assertThat(mistakes(section, key, "{\"limt\": 7}"))
                .containsExactly("c.json:1:2: there is no key \"limt\"; you probably mean limit");
        assertThat("{" + KeyText.entry(section, key) + "}")
                .isEqualTo(
                        "{\"description\": \"How many there are.\", \"anyOf\": [{\"type\": \"integer\", \"minimum\": 1,"
                                + " \"maximum\": 9}, {\"$ref\": \"#/$defs/fromEnvironment\"}], \"default\": 5}");
        assertThat(KeyText.row(key, true, true))
                .isEqualTo("| `limit` | whole number, 1 to 9 | `5` | how many there are |\n");
    }

    private static GivenKeys given(Section section, String text, KeyValues values) {
        var root = JsonTree.read(ConfigText.of(text.getBytes(StandardCharsets.UTF_8), "c.json"));
        return GivenKeys.of((ConfigNode.Fields) root, section, values);
    }

    private static int read(Section section, KeySpec<Integer> key, String text) {
        return given(section, text, new KeyValues(Map.of(), false)).get(key);
    }

    private static List<String> mistakes(Section section, KeySpec<Integer> key, String text) {
        var values = new KeyValues(Map.of(), false);
        given(section, text, values).get(key);
        var e = catchThrowableOfType(ProblemException.class, values.mistakes()::throwIfAny);
        return e.problems().stream()
                .map(problem -> problem + "; " + problem.hint())
                .toList();
    }
}
