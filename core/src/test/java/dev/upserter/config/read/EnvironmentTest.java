package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.UserId;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DatabaseConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentTest {
    private static final String SECRET = "s3cr3t";

    @ParameterizedTest
    @CsvSource({
        "${A}, x",
        "a${A}b, axb",
        "${A}${B_2}, xy z",
        "$${A}, ${A}",
        "$$${A}, $${A}",
        "${A}$${A}, x${A}",
        "$A, $A",
        "a$, a$",
        "{A}, {A}",
        "${NESTED}, ${A}"
    })
    void variablesStandAnywhereInATextAndAreTakenOnce(String text, String meaning) {
        var reader = ConfigReader.local(Map.of("A", "x", "B_2", "y z", "NESTED", "${A}"));
        assertThat(reader.read(bytes("{\"userId\": \"" + text + "\"}"), "c.json")
                        .mapping()
                        .userId())
                .isEqualTo(UserId.of(new FieldPath(meaning)));
        assertThat(reader.read(bytes("userId: '" + text + "'"), "c.yaml")
                        .mapping()
                        .userId())
                .isEqualTo(UserId.of(new FieldPath(meaning)));
    }

    @Test
    void everyValueMayComeFromTheEnvironment() {
        var environment = Map.of(
                "P", "7", "ID", "id", "REGION", "eu", "T", "5s", "LEVEL", "warn", "TO", "plan", "HOST", "proxy", "N",
                "n");
        SyncConfig config = ConfigReader.local(environment).read(bytes("""
            parallelism: ${P}
            userId: ${ID}
            region: ${REGION}
            timeout: ${T}
            endpoint: http://${HOST}:80${P}
            guards: {EMAIL_MALFORMED: "${LEVEL}"}
            mappings: [{from: "${ID}", to: "${TO}"}]
            sync: ${N}
            """), "c.yaml");
        SyncConfig same = Reading.yaml("""
            parallelism: 7
            userId: id
            region: eu
            timeout: 5s
            endpoint: http://proxy:807
            guards: {EMAIL_MALFORMED: warn}
            mappings: [{from: id, to: plan}]
            sync: n
            """);
        assertThat(config).isEqualTo(same);
    }

    @Test
    void aFileMayHoldTheValue(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "abc-9\n");
        Path two = Files.writeString(folder.resolve("two"), "x${A}\r\n");
        SyncConfig config = ConfigReader.local(Map.of("A", "1"))
                .read(bytes("userId: 'a${file:" + two + "}${A}'\nsiteId: s\napiKey: ${file:" + key + "}\n"), "c.yaml");

        assertThat(config.destination().credentials()).isEqualTo(new Credentials("s", "abc-9"));
        assertThat(config.mapping().userId()).isEqualTo(UserId.of(new FieldPath("ax${A}1")));
    }

    @Test
    void aFileThatCannotBeReadIsAMistakeWithoutItsText(@TempDir Path folder) throws IOException {
        Path large = Files.write(folder.resolve("large"), new byte[(64 << 10) + 1]);
        Path latin = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xE9, 's'});
        Path none = folder.resolve("none");

        assertThat(mistakes(Map.of(), "{\"userId\": \"${file:" + large + "}\"}"))
                .containsExactly("1:12: the file of ${file: is larger than 64 KiB");
        assertThat(mistakes(Map.of(), "{\"userId\": \"${file:" + latin + "}\"}"))
                .containsExactly("1:12: the file of ${file: is not UTF-8");
        assertThat(mistakes(Map.of(), "{\"userId\": \"${file:" + none + "}\"}"))
                .singleElement()
                .asString()
                .startsWith("1:12: the file of ${file: could not be read");
        assertThat(mistakes(Map.of(), "{\"userId\": \"${file:secrets/key}\"}"))
                .containsExactly("1:12: ${file: must be followed by an absolute path");
    }

    @Test
    void anUploadedConfigurationReadsNoFile(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "id");

        assertThatThrownBy(() -> ConfigReader.uploaded(Map.of()).read(bytes("userId: ${file:" + key + "}"), "c.yaml"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(
                        "${file: would read a file of this machine, which an uploaded configuration must not");
    }

    @Test
    void aVariableThatIsNotSetIsNamedWithItsPlace() {
        assertThat(mistakes(Map.of(), "{\n  \"userId\": \"${USER_ID}\",\n  \"region\": \"${A}-${B}\"\n}"))
                .containsExactly(
                        "2:13: the environment variable USER_ID is not set",
                        "3:13: the environment variable A is not set",
                        "3:13: the environment variable B is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${}", "${1A}", "${A-B}", "${A", "${A B}", "x${A${A}"})
    void aBrokenReferenceIsAMistake(String text) {
        assertThat(mistakes(Map.of("A", "x"), "{\"userId\": \"" + text + "\"}"))
                .containsExactly("1:12: ${ does not start the name of an environment variable here");
    }

    @Test
    void absentAndEmptyCredentialsAreTakenFromTheEnvironment() {
        var environment = Map.of("CUSTOMERIO_SITE_ID", "site", "CUSTOMERIO_API_KEY", "key");
        for (String keys :
                List.of("", ", \"siteId\": \"\", \"apiKey\": \"\"", ", \"siteId\": null, \"apiKey\": \" \"")) {
            assertThat(read(environment, keys).credentials()).isEqualTo(new Credentials("site", "key"));
        }
    }

    @Test
    void credentialsInTheFileComeFirst() {
        var environment = Map.of("CUSTOMERIO_SITE_ID", "site", "CUSTOMERIO_API_KEY", "key");
        assertThat(read(environment, ", \"siteId\": \"mine\"").credentials()).isEqualTo(new Credentials("mine", "key"));
    }

    @Test
    void withoutCredentialsTheConfigurationStillStands() {
        assertThat(read(Map.of("CUSTOMERIO_SITE_ID", " "), "").credentials()).isNull();
        assertThat(read(Map.of("CUSTOMERIO_SITE_ID", " "), "").missing()).isNull();
    }

    @Test
    void whereOneOfTheTwoCredentialsIsKnownTheOtherIsNamed() {
        assertThat(read(Map.of("CUSTOMERIO_SITE_ID", "site"), "").credentials()).isNull();
        assertThat(read(Map.of("CUSTOMERIO_SITE_ID", "site"), "").missing()).isEqualTo("apiKey");
        assertThat(read(Map.of(), ", \"apiKey\": \"key\"").missing()).isEqualTo("siteId");
    }

    @Test
    void credentialsThatCannotBeOnesAreMistakes() {
        assertThat(mistakes(
                        Map.of("CUSTOMERIO_API_KEY", SECRET + "\n"),
                        "{\n\"userId\": \"id\",\n\"siteId\": \"" + SECRET + ":x\"}"))
                .containsExactly(
                        "1:1: the environment variable CUSTOMERIO_API_KEY holds a blank, a line break or another"
                                + " character that no such key has",
                        "3:11: siteId holds a colon, which no site id has");
        assertThat(mistakes(Map.of(), "{\"userId\": \"id\", \"siteId\": 5, \"apiKey\": \"" + SECRET + "é\"}"))
                .containsExactly(
                        "1:28: siteId must be a text, but this is a number",
                        "1:41: apiKey holds a blank, a line break or another character that no such key has");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\r", " %s", "%s ", "\ufeff%s", "%s\u00a0\r\n"})
    void whatCannotBeSeenAroundCredentialsIsHintedAt(String form) {
        var reader = ConfigReader.local(Map.of("CUSTOMERIO_API_KEY", form.formatted(SECRET)));
        assertThatThrownBy(() -> reader.read(bytes("{\"userId\": \"id\"}"), "c.json"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().getFirst().hint())
                                .contains("carriage returns")
                                .doesNotContain(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"%s\"", "'%s'", "%s\"", "\u201c%s\u201d", "\u00ab%s\u00bb"})
    void quotationMarksThatAnEnvFileLeftAroundCredentialsAreToldBeforeAnythingIsSent(String form) {
        assertThat(mistakes(Map.of("CUSTOMERIO_API_KEY", form.formatted(SECRET)), "{\"userId\": \"id\"}"))
                .containsExactly(
                        "1:1: the environment variable CUSTOMERIO_API_KEY holds a quotation mark, which no such key"
                                + " has");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${SITE}", "$SITE", "$(cat key)", "%SITE%", "{{site}}", "<site>", "abc$SITE", "${{secrets.KEY}}"
            })
    void aVariableThatNobodyReplacedIsToldBeforeAnythingIsSent(String value) {
        assertThat(mistakes(Map.of("CUSTOMERIO_API_KEY", value.replace(" ", "")), "{\"userId\": \"id\"}"))
                .containsExactly(
                        "1:1: the environment variable CUSTOMERIO_API_KEY looks like a variable that was not replaced"
                                + " by its value");
        assertThat(mistakes(Map.of(), "{\"userId\": \"id\", \"siteId\": \"$SITE\"}"))
                .containsExactly("1:28: siteId looks like a variable that was not replaced by its value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s,", "%s;", "[%s]", "(%s)", "{%s}", "%s|", "%s\\", "%s&x=y", "*%s*", "%s!"})
    void aCharacterThatNoKeyHasIsToldBeforeAnythingIsSent(String form) {
        assertThat(mistakes(Map.of("CUSTOMERIO_SITE_ID", form.formatted("0123abcd")), "{\"userId\": \"id\"}"))
                .containsExactly(
                        "1:1: the environment variable CUSTOMERIO_SITE_ID holds a character that no such key has");
    }

    @Test
    void whatComesFromTheEnvironmentIsNeverShown() {
        var environment = Map.of("SECRET", SECRET, "LONG", SECRET.repeat(30), "READ_ONLY", "cio_" + SECRET);
        List<Problem> problems = Reading.problems(ConfigReader.local(environment), bytes("""
            userId: id
            parallelism: ${SECRET}
            region: ${SECRET}
            timeout: ${SECRET}
            endpoint: ${SECRET}
            sync: ${LONG}
            siteId: "${SECRET} "
            guards: {KEY_TYPE: "${SECRET}"}
            mappings:
            - {from: a, to: "${SECRET}"}
            - {from: b, to: "${SECRET}"}
            - {from: c, to: "${LONG}"}
            - {from: d, to: "${READ_ONLY}"}
            """), "c.yaml");
        assertThat(problems).hasSize(10);
        assertThat(problems.stream().map(Problem::toString).collect(Collectors.joining()))
                .doesNotContain(SECRET);
        assertThat(problems.stream().map(Problem::hint).collect(Collectors.joining()))
                .doesNotContain(SECRET);
    }

    @Test
    void theDatabaseOfTheStateIsInterpolatedAndNeverShown() {
        var reader = ConfigReader.local(Map.of("URL", "jdbc:postgresql://db/" + SECRET, "PASSWORD", SECRET));
        SyncConfig config = reader.read(
                bytes("{\"userId\": \"id\", \"state\": {\"url\": \"${URL}\", \"password\": \"${PASSWORD}\"}}"),
                "c.json");
        assertThat(config.state()).isEqualTo(new DatabaseConfig("jdbc:postgresql://db/" + SECRET, null, SECRET, 1000));
        assertThat(config.toString()).contains("jdbc:postgresql:…").doesNotContain(SECRET);
        String wrong = "{\"userId\": \"id\",\n \"state\": {\"url\": \"${PASSWORD}\", \"pasword\": \"x\"}}";
        assertThat(Reading.mistakes(reader, bytes(wrong), "c.json"))
                .containsExactly(
                        "2:19: the url of state must be a URL of PostgreSQL, which starts with jdbc:postgresql: or"
                                + " postgres:",
                        "2:34: state has no key \"pasword\"");
    }

    @Test
    void anUploadedConfigurationReachesNeitherTheEnvironmentNorAnotherHostNorTheDisk() {
        var reader = ConfigReader.uploaded(Map.of("HOME", "/home/" + SECRET));
        String config = """
            {"userId": "${HOME}",
             "endpoint": "http://a",
             "source": {"format": "csv", "file": "/etc/passwd"},
             "state": {"url": "jdbc:postgresql://db/x"}}
            """;
        assertThat(Reading.mistakes(reader, bytes(config), "c.json"))
                .containsExactly(
                        "1:12: ${HOME} would read this machine's environment, which an uploaded configuration must not",
                        "2:2: an uploaded configuration must not say where people are sent",
                        "3:30: an uploaded configuration must not name files of this machine",
                        "4:2: an uploaded configuration must not write to a database");
    }

    @Test
    void anUploadedConfigurationIsReadLikeAnyOther() {
        var reader = ConfigReader.uploaded(Map.of("CUSTOMERIO_SITE_ID", "site", "CUSTOMERIO_API_KEY", "key"));
        SyncConfig config = reader.read(bytes("{\"userId\": \"$${id}\"}"), "c.json");
        assertThat(config.mapping().userId()).isEqualTo(UserId.of(new FieldPath("${id}")));
        assertThat(config.destination().credentials()).isEqualTo(new Credentials("site", "key"));
    }

    private static dev.upserter.delivery.http.DestinationConfig read(Map<String, String> environment, String keys) {
        return ConfigReader.local(environment)
                .read(bytes("{\"userId\": \"id\"" + keys + "}"), "c.json")
                .destination();
    }

    private static List<String> mistakes(Map<String, String> environment, String text) {
        return Reading.mistakes(ConfigReader.local(environment), bytes(text), "c.json");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
