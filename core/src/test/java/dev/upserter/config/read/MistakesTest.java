package dev.upserter.config.read;

import static dev.upserter.config.read.Reading.JSON;
import static dev.upserter.config.read.Reading.YAML;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with the keys and values of configurations, beside what the golden file shows. */
final class MistakesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        "parallelism": "25"       | parallelism must be a whole number from 1 to 500, but this is a text
        "parallelism": null       | parallelism must be a whole number from 1 to 500, but this is null
        "parallelism": true       | parallelism must be a whole number from 1 to 500, but this is true or false
        "parallelism": [1]        | parallelism must be a whole number from 1 to 500, but this is a list
        "parallelism": {}         | parallelism must be a whole number from 1 to 500, but this is an object
        "parallelism": 0          | parallelism must be a whole number from 1 to 500
        "parallelism": 501        | parallelism must be a whole number from 1 to 500
        "parallelism": -1         | parallelism must be a whole number from 1 to 500
        "parallelism": 2.5        | parallelism must be a whole number from 1 to 500
        "parallelism": 1e999999999| parallelism must be a whole number from 1 to 500
        "parallelism": 4294967297 | parallelism must be a whole number from 1 to 500
        "parallelism": 111111111111111111111111111111111 | parallelism must be a whole number from 1 to 500
        "requestsPerSecond": 100001 | requestsPerSecond must be a whole number from 1 to 100000
        "maxAttempts": 0          | maxAttempts must be a whole number from 1 to 100
        "timeout": 30             | timeout must have a unit
        "timeout": null           | timeout must be from 1ms to 1h, but this is null
        "timeout": "30"           | timeout must be from 1ms to 1h
        "timeout": "30 s"         | timeout must be from 1ms to 1h
        "timeout": "1.5s"         | timeout must be from 1ms to 1h
        "timeout": "-1s"          | timeout must be from 1ms to 1h
        "timeout": "s"            | timeout must be from 1ms to 1h
        "timeout": "0s"           | timeout must be from 1ms to 1h
        "timeout": "61m"          | timeout must be from 1ms to 1h
        "timeout": "9999999999s"  | timeout must be from 1ms to 1h
        "maxOutage": "169h"       | maxOutage must be from 0s to 7d
        "maxOutage": "8d"         | maxOutage must be from 0s to 7d
        "keepRuns": "1h"          | keepRuns must be from 1d to 36500d
        "identifyBy": "uuid"      | identifyBy must be id, email, cio_id or phone, not "uuid"
        "identifyBy": "ID"        | identifyBy must be id, email, cio_id or phone, not "ID"
        "region": "EU "           | region must be auto, us or eu
        "region": ""              | region must be auto, us or eu
        "region": "0a1b2c3d4e"    | region must be auto, us or eu
        "region": 1               | region must be auto, us or eu, but this is a number
        "mode": "mirrors"         | mode must be upsert, update, create or mirror, not "mirrors"
        "mode": "\u201cmirror\u201d" | mode must be upsert, update, create or mirror
        "mode": "insert"          | mode must be upsert, update, create or mirror, not "insert"
        "api": "v2"               | api must be batch or single
        "unmapped": "send"        | unmapped must be drop or keep, not "send"
        "nulls": null             | nulls must be keep, skip or clear, but this is null
        "endpoint": ""            | endpoint must be an http or https URL without credentials, query and fragment, but it is empty
        "endpoint": "127.0.0.1"   | endpoint must be an http or https URL without credentials, query and fragment, but it does not start with http:// or https://
        "endpoint": "/track"      | endpoint must be an http or https URL without credentials, query and fragment, but it does not start with http:// or https://
        "endpoint": "ftp://a"     | endpoint must be an http or https URL without credentials, query and fragment, but its scheme is neither http nor https
        "endpoint": "http:///a"   | endpoint must be an http or https URL without credentials, query and fragment, but it names no host
        "endpoint": "http://a b"  | endpoint must be an http or https URL without credentials, query and fragment, but it holds a blank or a line break
        "endpoint": "http://u:p@a"| endpoint must be an http or https URL without credentials, query and fragment, but it holds credentials before the @, which siteId and apiKey are for
        "endpoint": "http://a?b=c"| endpoint must be an http or https URL without credentials, query and fragment, but it has a query, which begins with ?
        "endpoint": "http://a#b"  | endpoint must be an http or https URL without credentials, query and fragment, but it has a fragment, which begins with #
        "endpoint": "http://a:99999" | endpoint must be an http or https URL without credentials, query and fragment, but its port is not a number from 0 to 65535
        "endpoint": "http://a:b" | endpoint must be an http or https URL without credentials, query and fragment, but its port is not a number from 0 to 65535
        "endpoint": "http://münchen.de" | endpoint must be an http or https URL without credentials, query and fragment, but its host has other letters than a to z. Write the host in the form that begins with xn--
        "endpoint": "http://_" | endpoint must be an http or https URL without credentials, query and fragment, but its host is not a name or an address
        "endpoint": "http://[::1" | endpoint must be an http or https URL without credentials, query and fragment, but its host is not a name or an address
        "endpoint": "http://a/%zz" | endpoint must be an http or https URL without credentials, query and fragment, but its path holds a character that must be percent-encoded
        "endpoint": "track.customer.io:443" | endpoint must be an http or https URL without credentials, query and fragment, but it does not start with http:// or https://
        "sync": ""                | sync must have 1 to 100 letters (a to z), digits, dots, dashes and underscores, not starting with a dot
        "sync": ".."              | sync must have 1 to 100 letters (a to z), digits, dots, dashes and underscores, not starting with a dot
        "sync": "a/b"             | sync must have 1 to 100 letters (a to z), digits, dots, dashes and underscores, not starting with a dot
        "sync": "é"               | sync must have 1 to 100 letters (a to z), digits, dots, dashes and underscores, not starting with a dot
        "$schema": 1              | $schema must be a text, but this is a number
        "siteId": true            | siteId must be a text, but this is true or false
        "apiKey": ["k"]           | apiKey must be a text, but this is a list
        "apiKey": "k\\n"          | apiKey holds a blank, a line break or another character that no such key has
        "siteId": "a:b"           | siteId holds a colon, which no site id has
        "mappings": {}            | mappings must be a list of rules, but this is an object
        "mappings": null          | mappings must be a list of rules, but this is null
        "guards": []              | guards must be an object, but this is a list
        "guards": "off"           | guards must be an object, but this is a text
        """)
    void aWrongValueIsAMistakeAtItsPlace(String key, String message) {
        int column = key.indexOf(": ") + 3;
        assertThat(mistakes("{\"userId\": \"id\",\n" + key + "}")).containsExactly("2:" + column + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        "DATE_AS_TEXT": "repair"  | 2:17: DATE_AS_TEXT must be stop, row, drop, warn, fix or off, not "repair"
        "KEY_TYPE": "warn"        | 2:13: KEY_TYPE must be stop or row, not "warn"
        "VALUE_TOO_LONG": "off"   | 2:19: VALUE_TOO_LONG must be stop, row, drop, warn or fix, not "off"
        "AUTH_REJECTED": "warn"   | 2:1: the level of AUTH_REJECTED cannot be changed. It is always stop
        "NETWORK": "row"          | 2:1: the level of NETWORK cannot be changed. It is always row
        "date_as_text": "fix"     | 2:1: there is no guard "date_as_text"
        "KEY_TYPE": false         | 2:13: KEY_TYPE must be stop or row, but this is true or false
        """)
    void aGuardHasTheLevelsItsCodeAllows(String guard, String mistake) {
        assertThat(mistakes("{\"userId\": \"id\", \"guards\": {\n" + guard + "}}"))
                .containsExactly(mistake);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        "email"                                  | 2:1: a rule must be an object, but this is a text
        null                                     | 2:1: a rule must be an object, but this is null
        {}                                       | 2:1: this rule has no key "to"; 2:1: this rule has no key "from"
        {"to": "a"}                              | 2:1: this rule has no key "from"
        {"from": "a"}                            | 2:1: this rule has no key "to"
        {"from": "", "to": "a"}                  | 2:10: from must not be empty
        {"from": "a", "to": " "}                 | 2:21: to must not be empty
        {"from": 1, "to": null}                  | 2:10: from must be a text, but this is a number; 2:19: to must be a text, but this is null
        {"from": "a", "to": "a", "form": "b"}    | 2:26: a rule has no key "form"
        {"from": "a", "to": "a", "to": "b"}      | 2:26: to is here a second time. The first is at configuration.json:2:15
        {"from": "a", "to": "\\ud83d"}           | 2:21: to holds half of a character (an unpaired surrogate)
        {"from": "a", "to": "cio_id"}            | 2:21: Customer.io keeps "cio_id" for itself
        {"from": "a", "to": "_update"}           | 2:21: Customer.io keeps "_update" for itself
        {"from": "a", "to": "_created_in_customerio_at"} | 2:21: Customer.io keeps "_created_in_customerio_at" for itself
        {"from": "a", "to": "cio_subscription_preferences"} | 2:21: "cio_subscription_preferences" would reset every topic that a row does not name
        """)
    void aRuleHasAFieldAndAnAttribute(String rule, String mistakes) {
        assertThat(String.join("; ", mistakes("{\"userId\": \"id\", \"mappings\": [\n" + rule + "]}")))
                .isEqualTo(mistakes);
    }

    @Test
    void twoRulesToOneAttributeAreAMistakeThatNamesBoth() {
        assertThat(mistakes("""
            {"userId": "id", "mappings": [
              {"from": "a", "to": "x"},
              {"from": "b", "to": "X"},
              {"from": "c", "to": "x"},
              {"to": "x", "from": "a"}
            ]}\
            """))
                .containsExactly(
                        "4:23: a second rule fills \"x\". The first is at configuration.json:2:23",
                        "5:10: a second rule fills \"x\". The first is at configuration.json:2:23");
    }

    @Test
    void anAttributesNameHasAtMost150BytesNotCharacters() {
        String rule = "{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"%s\"}]}";
        assertThat(Reading.json(rule.formatted("é".repeat(75))).mapping().mappings())
                .hasSize(1);
        assertThat(mistakes(rule.formatted("é".repeat(75) + "x")))
                .containsExactly("1:51: the attribute's name has 151 bytes. Customer.io keeps at most 150");
    }

    @Test
    void aPhoneCannotIdentifyThroughTheSingleApi() {
        assertThat(mistakes("{\"userId\": \"p\", \"api\": \"single\", \"identifyBy\": \"phone\"}"))
                .containsExactly("1:48: identifyBy must not be phone where api is single: the v1 API would take the"
                        + " number for an id");
    }

    @Test
    void theUserIdMustBeThere() {
        assertThat(mistakes("{}")).containsExactly("1:1: the key userId is missing");
        assertThat(mistakes("{\"userId\": \"\"}")).containsExactly("1:12: userId must not be empty");
        assertThat(mistakes("{\"userId\": 1}")).containsExactly("1:12: userId must be a text, but this is a number");
    }

    @Test
    void aKeyMustNotStandThereTwice() {
        assertThat(mistakes("{\"userId\": \"id\",\n \"userId\": 5}"))
                .containsExactly("2:2: userId is here a second time. The first is at configuration.json:1:2");
        assertThat(Reading.mistakes("userId: id\nuserId: id\n", YAML))
                .containsExactly("2:1: userId is here a second time. The first is at configuration.yaml:1:1");
    }

    @ParameterizedTest
    @CsvSource({
        "paralelism, parallelism",
        "user_id, userId",
        "UserID, userId",
        "mapping, mappings",
        "site-id, siteId",
        "requestPerSeconds, requestsPerSecond"
    })
    void theKeyThatWasProbablyMeantIsNamed(String written, String meant) {
        assertThat(problems("{\"" + written + "\": 1}")).anySatisfy(problem -> {
            assertThat(problem.message()).isEqualTo("there is no key \"" + written + "\"");
            assertThat(problem.hint()).isEqualTo("you probably mean " + meant);
        });
    }

    @Test
    void aRequiredKeyThatIsMisspeltIsNotMissingToo() {
        assertThat(mistakes("{\"userID\": \"id\", \"mappings\": [{\"form\": \"a\", \"To\": \"b\"}]}"))
                .containsExactly(
                        "1:2: there is no key \"userID\"",
                        "1:32: a rule has no key \"form\"",
                        "1:45: a rule has no key \"To\"");
    }

    @Test
    void whereNothingIsNearAllKeysAreNamedUnlessTheyAreMany() {
        assertThat(problems("{\"userId\": \"id\", \"frequency\": 1}").getFirst().hint())
                .isEqualTo("the documentation lists them");
        assertThat(problems("{\"userId\": \"id\", \"mappings\": [{\"from\": \"a\", \"to\": \"a\", \"frequency\": 1}]}")
                        .getFirst()
                        .hint())
                .startsWith("it may have to, topic, from");
    }

    @Test
    void aKeyThatMayHoldAValueIsNotShown() {
        assertThat(Reading.mistakes("{userId: id, apiKey:s3cr3t}", YAML))
                .containsExactly("1:14: there is no key like this");
        assertThat(mistakes("{\"userId\": \"id\", \"" + "k".repeat(41) + "\": 1}"))
                .containsExactly("1:18: there is no key like this");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"userId\": \"id\"}]", "\"text\"", "5", "null", "true"})
    void aConfigurationIsAnObject(String json) {
        assertThat(mistakes(json))
                .singleElement()
                .asString()
                .startsWith("1:1: the configuration must be an object, but");
        assertThat(Reading.mistakes(json, YAML))
                .singleElement()
                .asString()
                .startsWith("1:1: the configuration must be");
    }

    @Test
    void columnsCountCharactersAndLinesEndAsAnywhere() {
        String json = "{\"userId\": \"é😀\", \"x\": 1,\r\n\"y\": 1,\r\"z\": 1,\n \"w\": 1}";
        List<String> places = List.of(
                "1:18: there is no key \"x\"",
                "2:1: there is no key \"y\"",
                "3:1: there is no key \"z\"",
                "4:2: there is no key \"w\"");
        assertThat(mistakes(json)).isEqualTo(places);
        assertThat(mistakes("\uFEFF" + json)).isEqualTo(places);
        assertThat(Reading.mistakes(json, YAML)).isEqualTo(places);
        assertThat(Reading.mistakes("\uFEFFuserId: é😀\r\n😀: 1\r x: 1", YAML)).isNotEmpty();
        assertThat(Reading.mistakes("\uFEFF{userId: é😀, x: 1}\r\n", YAML))
                .containsExactly("1:14: there is no key \"x\"");
    }

    @Test
    void placesAreRightFarIntoTheFileToo() {
        String rules = IntStream.range(0, 5000)
                .mapToObj(i -> "{\"from\": \"é😀" + i + "\", \"to\": \"a" + i + "\"}")
                .collect(Collectors.joining(",\n"));
        assertThat(mistakes("{\"userId\": \"id\", \"mappings\": [\n" + rules + "],\n\"é\": 1, \"x\": 1}"))
                .containsExactly("5002:1: there is no key \"é\"", "5002:9: there is no key \"x\"");
        assertThat(mistakes("{\"userId\": \"id\", \"mappings\": [\n" + rules + ",]}"))
                .containsExactly("5001:" + (rules.length() - rules.lastIndexOf('\n') - 1)
                        + ": there is a comma before a closing bracket");
    }

    @Test
    void anybodyReadsAHundredMistakesButNotMore() {
        String keys = IntStream.range(0, 500).mapToObj(i -> "\"k" + i + "\": 1").collect(Collectors.joining(",\n"));
        List<String> mistakes = mistakes("{\"userId\": \"id\",\n" + keys + "}");
        assertThat(mistakes).hasSize(101).endsWith("101:1: 400 more problems are not listed");
    }

    private static List<String> mistakes(String json) {
        return Reading.mistakes(json, JSON);
    }

    private static List<Problem> problems(String json) {
        return Reading.problems(ConfigReader.local(Map.of()), json.getBytes(StandardCharsets.UTF_8), JSON);
    }
}
