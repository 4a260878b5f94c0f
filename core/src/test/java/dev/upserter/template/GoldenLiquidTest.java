package dev.upserter.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.json.JsonValue;
import dev.upserter.template.value.TemplateException;
import dev.upserter.template.value.TemplateScope;
import dev.upserter.template.value.UnrenderableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The public cases of golden-liquid (src/test/resources/liquid), except those that include a file. */
final class GoldenLiquidTest {
    private static final JsonFactory JSON = new JsonFactory();

    /** A case: the expected text, or that rendering must fail. */
    private record Golden(
            String name, String template, Map<String, String> data, List<String> results, boolean invalid) {}

    /**
     * Why a case is refused that renders elsewhere, and how many such cases there are; docs/templates.md explains each kind.
     */
    private static final Map<String, Integer> REFUSED = Map.of(
            "has no value in this row", 114,
            "is no number", 25,
            "an element of the list", 8,
            "it is no date", 1,
            "says a number", 2,
            "else has no condition", 2,
            "is expected here", 4,
            "this is not Liquid", 1,
            "nothing to show", 1);

    @Test
    void noCaseGivesAnotherText() throws Exception {
        assertThat(cases()).hasSize(1020).allSatisfy(golden -> {
            Outcome outcome = outcome(golden);
            if (golden.invalid()) {
                assertThat(outcome.refused()).as(golden.name()).isTrue();
            } else if (!outcome.refused()) {
                assertThat(golden.results()).as(golden.name()).contains(outcome.text());
            }
        });
    }

    @Test
    void whatIsRefusedIsRefusedForAKnownReason() throws Exception {
        var refused = new TreeMap<String, Integer>();
        for (Golden golden : cases()) {
            Outcome outcome = outcome(golden);
            if (!golden.invalid() && outcome.refused()) {
                String kind = REFUSED.keySet().stream()
                        .filter(outcome.text()::contains)
                        .findFirst()
                        .orElse(golden.name() + ": " + outcome.text());
                refused.merge(kind, 1, Integer::sum);
            }
        }
        assertThat(refused).containsExactlyInAnyOrderEntriesOf(REFUSED);
    }

    /** The result of a case: its text, or why it was refused. */
    private record Outcome(String text, boolean refused) {}

    private static Outcome outcome(Golden golden) {
        var scope = new TemplateScope("the-run", 1767225600);
        golden.data().forEach((name, json) -> scope.set(name, JsonValue.ofJson(json)));
        scope.set(TemplateScope.ROW, JsonValue.ofJson(row(golden.data())));
        try {
            return new Outcome(Template.of(golden.template()).render(scope), false);
        } catch (TemplateException e) {
            return new Outcome(e.what(), true);
        } catch (UnrenderableException e) {
            return new Outcome(e.why(), true);
        }
    }

    private static String row(Map<String, String> data) {
        return data.entrySet().stream()
                .map(field -> JsonValue.ofText(field.getKey()).json() + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<Golden> cases() throws IOException {
        var cases = new ArrayList<Golden>();
        try (InputStream file = GoldenLiquidTest.class.getResourceAsStream("/liquid/golden_liquid.json");
                JsonParser json = JSON.createParser(file)) {
            while (json.nextToken() != JsonToken.START_ARRAY) {}
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Golden golden = golden(json);
                if (golden != null) {
                    cases.add(golden);
                }
            }
        }
        return cases;
    }

    /** A case; null for one that includes a file. */
    private static @Nullable Golden golden(JsonParser json) throws IOException {
        String name = "";
        String template = "";
        var data = new TreeMap<String, String>();
        var results = new ArrayList<String>();
        boolean invalid = false;
        boolean includes = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "name" -> name = json.getText();
                case "template" -> template = json.getText();
                case "result" -> results.add(json.getText());
                case "results" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        results.add(json.getText());
                    }
                }
                case "invalid" -> invalid = json.getBooleanValue();
                case "data" -> {
                    while (json.nextToken() != JsonToken.END_OBJECT) {
                        String field = json.currentName();
                        json.nextToken();
                        data.put(field, copy(json));
                    }
                }
                default -> {
                    includes |= key.equals("templates");
                    json.skipChildren();
                }
            }
        }
        return includes ? null : new Golden(name, template, data, results, invalid);
    }

    private static String copy(JsonParser json) throws IOException {
        var text = new StringWriter();
        try (var copy = JSON.createGenerator(text)) {
            copy.copyCurrentStructure(json);
        }
        return text.toString();
    }
}
