package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A condition that compares a field no row has is a mistake, not a condition that is always or never true. */
class ConditionFieldsTest {
    private static final String CSV = "id,name,tags,consent\n1,Ana,\"vip,beta\",false\n2,,beta,true\n";
    private static final String JSON =
            "[{\"id\": 1, \"name\": \"Ana\", \"tags\": [\"vip\"]}, {\"id\": 2, \"name\": \" \", \"tags\": []}]";

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private String said = "";

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "filter: tags contains vip ~ the field of filter vip ~ A text is written in quotes, as 'vip'",
                "filter: nmae == 'Ana' ~ the field of filter nmae ~ Did you mean name?",
                "filter: row['nmae'] != 'Ana' ~ the field of filter nmae ~ Did you mean name?",
                "mappings: [{from: name, to: name, when: tags contains vip}] ~ the field of a condition vip ~ in quotes, as 'vip'",
                "mappings: [{to: o, object: [{from: name, to: name, when: age > 18}]}] ~ the field of a condition age ~ in quotes"
            })
    void whatAConditionComparesMustBeInSomeRow(String rule, String what, String hint) throws IOException {
        for (String file : new String[] {"data.csv", "data.json"}) {
            assertThat(sync(rule, file)).as(file).isEqualTo(2);
            assertThat(said).contains("COLUMN_MISSING  stopped the run", what, hint, "othing was sent");
            assertThat(sandbox.peopleCount()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "when: vip",
                "when: vip == nil",
                "when: vip != blank",
                "when: vip and vip == 'yes'",
                "when: \"vip == empty or vip != 'no'\"",
                "optional: true, when: vip == 'yes'",
                "when: tags contains 'vip'"
            })
    void aConditionThatAsksWhetherAFieldIsThereGoesOn(String when) throws IOException {
        for (String file : new String[] {"data.csv", "data.json"}) {
            assertThat(sync("mappings: [{from: name, to: name, " + when + "}]", file))
                    .as(said)
                    .isZero();
        }
    }

    @Test
    void aConditionThatHoldsForAllIsRefused() throws IOException {
        assertThat(sync("filter: name == 'Ana' or 'Bo'", "data.csv")).isEqualTo(2);
        assertThat(said).contains("a text or a number alone is always true", "column 18");
        assertThat(sandbox.peopleCount()).isZero();
    }

    @Test
    void aBooleanIsNoTextThatSaysIt() throws IOException {
        Files.writeString(folder.resolve("booleans.ndjson"), "{\"id\": 1, \"ok\": true}\n{\"id\": 2, \"ok\": false}\n");

        assertThat(sync("filter: ok != 'true'", "booleans.ndjson")).isEqualTo(3);
        assertThat(said).contains("CONDITION_FAILED", "a boolean is compared with a text that says true or false");
        assertThat(sync("filter: ok != true", "booleans.ndjson")).as(said).isZero();
        assertThat(sandbox.people()).hasSize(1);
    }

    @Test
    void blankIsWhatIsNothingAndWhatLooksLikeNothing() throws IOException {
        assertThat(sync("filter: name != blank", "data.csv")).isZero();
        assertThat(sandbox.people()).hasSize(1);
        assertThat(sync("filter: name == blank", "data.json")).isZero();
        assertThat(sandbox.people()).hasSize(2);
    }

    @Test
    void theLevelCanBeChosen() throws IOException {
        assertThat(sync("{filter: tags contains vip, guards: {COLUMN_MISSING: warn}}", "data.json"))
                .isZero();
        assertThat(said).contains("COLUMN_MISSING  once, warning only", "INPUT_EMPTY_AFTER_FILTER");
    }

    @Test
    void ofManyRowsTheFirstTellOnlyIfAnotherNameWasMeant() throws IOException {
        String rows = IntStream.range(0, 12_000)
                .mapToObj(i -> "{\"id\": " + i + ", \"plan\": 1}")
                .collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("rows.ndjson"), rows + "\n{\"id\": 9, \"churned\": true}\n");

        assertThat(sync("mappings: [{from: plan, to: plan, when: churned != true}]", "rows.ndjson"))
                .as(said)
                .isZero();
        assertThat(sync("mappings: [{from: plan, to: plan, when: plna != 2}]", "rows.ndjson"))
                .isEqualTo(2);
        assertThat(said).contains("the field of a condition plna is not in any of the first", "Did you mean plan?");
    }

    private int sync(String rule, String file) throws IOException {
        Files.writeString(folder.resolve("data.csv"), CSV);
        Files.writeString(folder.resolve("data.json"), JSON);
        String keys =
                rule.startsWith("{") ? rule.substring(1, rule.length() - 1).replace(", guards", "\nguards") : rule;
        Files.writeString(
                folder.resolve("config.yaml"),
                "userId: id\nsiteId: " + sandbox.siteId() + "\napiKey: " + sandbox.apiKey() + "\n" + keys + "\n");
        var typed = new Typed()
                .with(Map.of("UPSERTER_STATE", folder.resolve("state").toString()));
        int exitCode = typed.run(
                "sync",
                folder + "/config.yaml",
                folder + "/" + file,
                "--endpoint",
                sandbox.endpoint().toString());
        said = typed.out() + typed.err();
        return exitCode;
    }
}
