package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.upserter.config.SyncConfig;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Kinds;
import dev.upserter.kind.SlotType;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the schema for editors and the reader against each other. */
final class SchemaTest {
    private static final String TEXT = schemaText();
    private static final JsonNode TREE = JsonMapper.shared().readTree(TEXT);
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT, InputFormat.JSON);
    private static final ConfigReader READER = ConfigReader.local(Map.of("A", "7"));

    private static String schemaText() {
        try (InputStream in = SyncConfig.class.getResourceAsStream("configuration.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theSchemaIsOneItself() {
        Schema draft = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        assertThat(draft.validate(TEXT, InputFormat.JSON)).isEmpty();
    }

    @Test
    void theSchemaIsMadeOfTheTablesOfKeys() throws IOException {
        Golden.assertSame(
                KeyText.schema(), Path.of("src/main/resources/dev/upserter/config/configuration.schema.json"));
    }

    @Test
    void everyKeyIsDescribed() {
        TREE.get("properties")
                .properties()
                .forEach(property -> assertThat(
                                property.getValue().path("description").asString(""))
                        .as(property.getKey())
                        .isNotBlank());
    }

    /** Those of people. */
    private static final List<String> MODES = List.of("upsert", "update", "create", "mirror");

    /** Types that need other keys, and refuse some. */
    private static final List<String> OTHERS = Kinds.ALL.stream()
            .map(Kind::spelling)
            .filter(spelling -> !spelling.equals("person"))
            .toList();

    @ParameterizedTest
    @MethodSource("properties")
    void aKeyWithItsDefaultSaysTheSameAsNoKey(String key) {
        JsonNode value = TREE.at("/properties/" + key).get("default");
        if (value != null) {
            assertThat(READER.read(bytes(with(key, value.toString())), "c.json"))
                    .isEqualTo(READER.read(bytes("{\"userId\": \"id\"}"), "c.json"));
        }
    }

    @ParameterizedTest
    @MethodSource("properties")
    void bothTakeTheSameWords(String key) {
        List<String> words = key.equals("mode") ? MODES : words(TREE.at("/properties/" + key));
        words.stream()
                .filter(word -> !OTHERS.contains(word))
                .forEach(word -> assertBoth(true, with(key, "\"" + word + "\"")));
        if (!words.isEmpty()) {
            assertThat(Reading.mistakes(READER, bytes(with(key, "\"x\"")), "c.json"))
                    .singleElement()
                    .asString()
                    .endsWith(key + " must be " + alternatives(words) + ", not \"x\"");
        }
    }

    @ParameterizedTest
    @MethodSource("properties")
    void bothTakeTheSameNumbers(String key) {
        JsonNode number = TREE.at("/properties/" + key + "/anyOf/0");
        if (number.has("minimum")) {
            int minimum = number.get("minimum").asInt();
            int maximum = number.get("maximum").asInt();
            assertBoth(true, with(key, "" + minimum));
            assertBoth(true, with(key, "" + maximum));
            assertBoth(true, with(key, minimum + ".0"));
            assertBoth(false, with(key, "" + (minimum - 1)));
            assertBoth(false, with(key, "" + (maximum + 1)));
            assertBoth(false, with(key, minimum + ".5"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\": \"id\"}",
                "{\"userId\": \"${A}\", \"parallelism\": \"${A}\", \"sync\": \"a-${A}\"}",
                "{\"userId\": \"id\", \"siteId\": null, \"apiKey\": null}",
                "{\"userId\": \"id\", \"siteId\": \"0123abcd\", \"apiKey\": \"a:b\"}",
                "{\"userId\": \"id\", \"endpoint\": \"http://127.0.0.1:${A}/x\"}",
                "{\"userId\": \"id\", \"timeout\": \"500ms\", \"maxOutage\": \"0s\", \"sync\": \"a.b-c_1\"}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a.b\", \"to\":"
                        + " \"cio_subscription_preferences.topics.topic_12\"}]}",
                "{\"userId\": \"id\", \"guards\": {\"DATE_AS_TEXT\": \"fix\", \"KEY_TYPE\": \"row\"}}",
                "{\"userId\": \"id\", \"source\": {\"file\": \"a/*.csv\", \"format\": \"csv\", \"delimiter\": \"\\t\","
                        + " \"encoding\": \"utf-16\", \"emptyCells\": \"null\"}}",
                "{\"userId\": \"id\", \"source\": {\"columns\": [\"id\", \"\"], \"nullWords\": [\"n/a\"], \"escape\":"
                        + " \"backslash\", \"quote\": \"none\", \"skip\": 2, \"comment\": \"#\", \"footer\": \"Total\","
                        + " \"shortRows\": \"fill\", \"blankRows\": \"keep\", \"rows\": \"data.users\"}}",
                "{\"userId\": \"id\", \"source\": {\"columns\": [], \"quote\": \"'\", \"footer\": 100, \"skip\":"
                        + " 10000, \"rows\": \"$\"}}",
                "{\"userId\": \"id\", \"source\": {\"format\": \"xlsx\", \"sheet\": 2, \"cells\": \"shown\"}}",
                "{\"userId\": \"id\", \"source\": {\"sheet\": \"People\"}}",
                "{\"userId\": \"id\", \"mode\": \"mirror\", \"removed\": \"suppress\", \"maxRemoved\": 500,"
                        + " \"maxRejected\": 9, \"maxChanged\": \"30%\"}",
                "{\"userId\": \"id\", \"incremental\": true, \"keepValues\": true, \"maxRemoved\": \"5 %\"}",
                "{\"userId\": \"id\", \"filter\": \"a == 1\", \"deny\": [\"b\", \"c.d\"], \"tests\": \"tests.yaml\"}",
                "{\"userId\": \"id\", \"mappings\": [{\"value\": null, \"to\": \"a\"}, {\"value\": [1, {\"a\": true}],"
                        + " \"to\": \"b\"}, {\"run\": \"time\", \"to\": \"c\"}, {\"template\": \"{{ a }}\", \"to\": \"d\","
                        + " \"when\": \"a\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"topic\": 3}, {\"from\": \"a\", \"to\": \"b\","
                        + " \"as\": \"unix\", \"unit\": \"ms\", \"zone\": \"UTC\", \"pattern\": \"dd.MM.yyyy\", \"nulls\":"
                        + " \"clear\", \"default\": 1, \"optional\": true}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"to\": \"a\", \"object\": [{\"from\": \"b\", \"to\":"
                        + " \"cio_id\"}, {\"to\": \"c\", \"array\": [{\"from\": \"d\", \"maxBytes\": 9}]}]}]}",
                "{\"userId\": \"id\", \"tests\": [{\"name\": \"a\", \"row\": {\"id\": 1}, \"expect\": {\"id\": \"1\","
                        + " \"attributes\": {\"a\": null}}}, {\"name\": \"b\", \"row\": {}, \"expect\": {\"rejected\":"
                        + " \"ID_MISSING\"}}, {\"name\": \"c\", \"row\": {}, \"expect\": {\"filtered\": true}}]}",
                "{\"userId\": \"id\", \"state\": {\"url\": \"jdbc:postgresql://db/x\", \"user\": \"u\", \"password\":"
                        + " \"p\"}}",
                "{\"userId\": {\"template\": \"{{ id | downcase }}\"}}",
                "{\"userId\": {\"from\": \"id\", \"as\": \"integer\"}}",
                "{\"userId\": {\"from\": \"id\", \"as\": \"phone\", \"country\": \"PT\"}}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"phone\", \"as\": \"phone\","
                        + " \"country\": \"us\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"as\": \"boolean\","
                        + " \"trueWords\": [\"ja\"], \"not\": true}, {\"from\": \"a\", \"to\": \"b\", \"as\": \"number\","
                        + " \"decimal\": \",\", \"percent\": true}, {\"from\": \"a\", \"to\": \"c\", \"as\": \"list\","
                        + " \"separator\": \";\"}, {\"from\": \"a\", \"to\": \"d\", \"as\": \"json\"}]}",
                "{\"userId\": \"id\", \"identifyBy\": \"phone\", \"api\": \"batch\"}"
            })
    void bothTakeWhatIsRight(String json) {
        assertBoth(true, json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\": {\"as\": \"text\"}}",
                "{\"userId\": {\"from\": \"id\", \"as\": \"unix\"}}",
                "{\"userId\": {\"value\": 1}}",
                "{\"userId\": {\"from\": \"id\", \"country\": \"PT\"}}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"as\": \"phone\", \"country\":"
                        + " \"Portugal\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"country\": \"PT\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"decimal\": \".\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"as\": \"boolean\","
                        + " \"trueWords\": []}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"as\": \"list\", \"separator\":"
                        + " \"\"}]}",
                "{}",
                "[]",
                "{\"userId\": 1}",
                "{\"userId\": \"\"}",
                "{\"userId\": \" \"}",
                "{\"userID\": \"id\"}",
                "{\"userId\": \"id\", \"siteid\": \"s\"}",
                "{\"userId\": \"id\", \"parallelism\": \"25\"}",
                "{\"userId\": \"id\", \"parallelism\": null}",
                "{\"userId\": \"id\", \"timeout\": 30}",
                "{\"userId\": \"id\", \"timeout\": \"30\"}",
                "{\"userId\": \"id\", \"timeout\": \"1d\"}",
                "{\"userId\": \"id\", \"siteId\": 1}",
                "{\"userId\": \"id\", \"siteId\": \"a:b\"}",
                "{\"userId\": \"id\", \"apiKey\": \"a\\nb\"}",
                "{\"userId\": \"id\", \"endpoint\": \"proxy.example.com\"}",
                "{\"userId\": \"id\", \"endpoint\": \"ftp://a\"}",
                "{\"userId\": \"id\", \"endpoint\": \"http://u:p@a\"}",
                "{\"userId\": \"id\", \"endpoint\": \"http://a/?b\"}",
                "{\"userId\": \"id\", \"endpoint\": \"http://a/#b\"}",
                "{\"userId\": \"id\", \"mode\": \"replace\"}",
                "{\"userId\": \"id\", \"incremental\": \"yes\"}",
                "{\"userId\": \"id\", \"maxRemoved\": \"101%\"}",
                "{\"userId\": \"id\", \"maxRemoved\": true}",
                "{\"userId\": \"id\", \"maxRejected\": \"101%\"}",
                "{\"userId\": \"id\", \"maxChanged\": \"half\"}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"b\", \"optional\": 1}]}",
                "{\"userId\": \"id\", \"mode\": \"mirror\", \"removed\": \"delete\", \"api\": \"single\"}",
                "{\"userId\": \"id\", \"sync\": \".a\"}",
                "{\"userId\": \"id\", \"sync\": \"a/b\"}",
                "{\"userId\": \"id\", \"$schema\": 1}",
                "{\"userId\": \"id\", \"mappings\": {}}",
                "{\"userId\": \"id\", \"mappings\": [\"email\"]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"to\": \"a\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"\", \"to\": \"a\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"as\": \"a\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"cio_id\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"_timestamp\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"cio_subscription_preferences\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\":"
                        + " \"cio_subscription_preferences.topics\"}]}",
                "{\"userId\": \"id\", \"state\": \"jdbc:postgresql://db/x\"}",
                "{\"userId\": \"id\", \"state\": {\"user\": \"u\"}}",
                "{\"userId\": \"id\", \"state\": {\"url\": \"jdbc:mysql://db/x\"}}",
                "{\"userId\": \"id\", \"state\": {\"url\": \"jdbc:postgresql://db/x\", \"fetchSize\": 1}}",
                "{\"userId\": \"id\", \"filter\": \"\"}",
                "{\"userId\": \"id\", \"filter\": 1}",
                "{\"userId\": \"id\", \"deny\": \"a\"}",
                "{\"userId\": \"id\", \"deny\": [1]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"value\": 1}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"topic\": 1}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"topic\": 0}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"run\": \"name\", \"to\": \"a\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"zone\": \"UTC\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"as\": \"day\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"maxBytes\": 1001}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"nulls\": \"drop\"}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"to\": \"a\", \"object\": {\"to\": \"b\"}}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"to\": \"a\", \"object\": [{\"from\": \"b\"}]}]}",
                "{\"userId\": \"id\", \"mappings\": [{\"to\": \"a\", \"array\": [{\"from\": \"b\", \"to\": \"c\"}]}]}",
                "{\"userId\": \"id\", \"tests\": [{\"name\": \"a\", \"row\": {}}]}",
                "{\"userId\": \"id\", \"tests\": [{\"name\": \"a\", \"row\": {}, \"expect\": {}}]}",
                "{\"userId\": \"id\", \"tests\": [{\"name\": \"a\", \"row\": [], \"expect\": {\"filtered\": true}}]}",
                "{\"userId\": \"id\", \"tests\": [{\"name\": \"a\", \"row\": {}, \"expect\": {\"filtered\": false}}]}",
                "{\"userId\": \"id\", \"guards\": {\"AUTH_REJECTED\": \"stop\"}}",
                "{\"userId\": \"id\", \"guards\": {\"DATE\": \"warn\"}}",
                "{\"userId\": \"id\", \"guards\": {\"KEY_TYPE\": \"off\"}}",
                "{\"userId\": \"id\", \"guards\": {\"KEY_TYPE\": false}}",
                "{\"userId\": \"id\", \"guards\": []}",
                "{\"userId\": \"id\", \"source\": \"a.csv\"}",
                "{\"userId\": \"id\", \"source\": {\"path\": \"a.csv\"}}",
                "{\"userId\": \"id\", \"source\": {\"file\": \" \"}}",
                "{\"userId\": \"id\", \"source\": {\"format\": \"xml\"}}",
                "{\"userId\": \"id\", \"source\": {\"delimiter\": \"\"}}",
                "{\"userId\": \"id\", \"source\": {\"delimiter\": \";;\"}}",
                "{\"userId\": \"id\", \"source\": {\"delimiter\": \"x\"}}",
                "{\"userId\": \"id\", \"source\": {\"encoding\": 8}}",
                "{\"userId\": \"id\", \"source\": {\"emptyCells\": \"keep\"}}",
                "{\"userId\": \"id\", \"source\": {\"columns\": \"id\"}}",
                "{\"userId\": \"id\", \"source\": {\"columns\": [\"\", \" \"]}}",
                "{\"userId\": \"id\", \"source\": {\"columns\": [1]}}",
                "{\"userId\": \"id\", \"source\": {\"nullWords\": [\"\"]}}",
                "{\"userId\": \"id\", \"source\": {\"nullWords\": \"n/a\"}}",
                "{\"userId\": \"id\", \"source\": {\"escape\": \"\\\\\"}}",
                "{\"userId\": \"id\", \"source\": {\"quote\": \"x\"}}",
                "{\"userId\": \"id\", \"source\": {\"quote\": \"\\\\\"}}",
                "{\"userId\": \"id\", \"source\": {\"quote\": \"\"}}",
                "{\"userId\": \"id\", \"source\": {\"skip\": -1}}",
                "{\"userId\": \"id\", \"source\": {\"skip\": 10001}}",
                "{\"userId\": \"id\", \"source\": {\"comment\": \" \"}}",
                "{\"userId\": \"id\", \"source\": {\"footer\": 101}}",
                "{\"userId\": \"id\", \"source\": {\"footer\": \"\"}}",
                "{\"userId\": \"id\", \"source\": {\"shortRows\": \"pad\"}}",
                "{\"userId\": \"id\", \"source\": {\"blankRows\": true}}",
                "{\"userId\": \"id\", \"source\": {\"rows\": \"data..users\"}}",
                "{\"userId\": \"id\", \"source\": {\"rows\": [\"data\"]}}",
                "{\"userId\": \"id\", \"source\": {\"sheet\": 0}}",
                "{\"userId\": \"id\", \"source\": {\"cells\": \"raw\"}}",
                "{\"userId\": \"id\", \"identifyBy\": \"phone\", \"api\": \"single\"}"
            })
    void bothRefuseWhatIsWrong(String json) {
        assertBoth(false, json);
    }

    @Test
    void bothRefuseAnAttributeNameThatIsTooLong() {
        assertBoth(false, with("mappings", "[{\"from\": \"a\", \"to\": \"" + "x".repeat(151) + "\"}]"));
        assertBoth(true, with("mappings", "[{\"from\": \"a\", \"to\": \"" + "x".repeat(150) + "\"}]"));
    }

    @Test
    void bothTakeTheExampleAndRefuseTheManyMistakes() throws IOException {
        assertBoth(true, Files.readString(Golden.ROOT.resolve("examples/configuration.json")));
        assertBoth(false, Files.readString(Golden.RESOURCES.resolve("many-mistakes.json")));
    }

    private static void assertBoth(boolean right, String json) {
        assertThat(SCHEMA.validate(json, InputFormat.JSON).isEmpty())
                .as("the schema takes " + json)
                .isEqualTo(right);
        assertThat(isRead(json)).as("the reader takes " + json).isEqualTo(right);
    }

    private static boolean isRead(String json) {
        try {
            READER.read(bytes(json), "c.json");
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    private static String alternatives(List<String> words) {
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    static List<String> properties() {
        return names(TREE.get("properties"));
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    private static List<String> words(JsonNode property) {
        return property.at("/anyOf/0/enum")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static String with(String key, String value) {
        return key.equals("userId")
                ? "{\"userId\": " + value + "}"
                : "{\"userId\": \"id\", " + typeOf(key) + "\"" + key + "\": " + value + "}";
    }

    /** The type that alone has a key, and what it needs beside, before the key. */
    private static String typeOf(String key) {
        return Kinds.ALL.stream()
                .filter(kind ->
                        kind.slots().stream().anyMatch(slot -> slot.name().equals(key)))
                .map(kind -> "\"type\": \"" + kind.spelling() + "\", " + needs(kind, key))
                .findFirst()
                .orElse("");
    }

    private static String needs(Kind kind, String key) {
        return kind.slots().stream()
                .filter(slot -> slot.isRequired() && !slot.name().equals(key) && slot.type() instanceof SlotType.PerRow)
                .map(slot -> "\"" + slot.name() + "\": \"x\", ")
                .collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
