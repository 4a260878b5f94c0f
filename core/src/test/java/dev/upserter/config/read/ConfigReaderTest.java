package dev.upserter.config.read;

import static dev.upserter.config.read.Reading.json;
import static dev.upserter.config.read.Reading.with;
import static dev.upserter.config.read.Reading.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.batch.Api;
import dev.upserter.config.AlertsConfig;
import dev.upserter.config.SourceChecks;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncName;
import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.delivery.http.Region;
import dev.upserter.guard.GuardConfig;
import dev.upserter.kind.KindConfig;
import dev.upserter.kind.Kinds;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.mapping.spec.UserId;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Allowance;
import dev.upserter.plan.Duplicates;
import dev.upserter.plan.IncrementalConfig;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.plan.Resend;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.source.EmptyCells;
import dev.upserter.source.Format;
import dev.upserter.source.SourceConfig;
import dev.upserter.workbook.CellForm;
import dev.upserter.workbook.WorkbookConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigReaderTest {
    private static final String ORIGINAL = """
        {
          "parallelism": 25,
          "userId": "id",
          "mappings": [
            {"from": "email", "to": "email"},
            {"from": "firstName", "to": "first_name"}
          ],
          "siteId": "0123abcd",
          "apiKey": "4567efgh"
        }
        """;

    @Test
    void theOriginalConfigurationWorksAsItIs() {
        SyncConfig config = json(ORIGINAL);

        assertThat(config.mapping().userId()).isEqualTo(UserId.of(new FieldPath("id")));
        assertThat(config.mapping().mappings())
                .containsExactly(
                        new Rule(new FieldPath("email"), "email"), new Rule(new FieldPath("firstName"), "first_name"));
        assertThat(config.delivery().parallelism()).isEqualTo(25);
        assertThat(config.destination().credentials()).isEqualTo(new Credentials("0123abcd", "4567efgh"));
    }

    @Test
    void onlyTheUserIdMustBeThere() {
        assertThat(json("{\"userId\": \"id\"}"))
                .isEqualTo(new SyncConfig(
                        "configuration",
                        new KindConfig(Kinds.PERSON, Mode.UPSERT, Map.of()),
                        SourceConfig.DEFAULT,
                        new MappingConfig(
                                new FieldPath("id"), IdentifierType.ID, List.of(), Unmapped.DROP, Nulls.KEEP, false),
                        GuardConfig.defaults(),
                        new DeliveryConfig(Api.BATCH, 25, 100, Duration.ofSeconds(30), 8, Duration.ofMinutes(15)),
                        new DestinationConfig(null, null, null),
                        IncrementalConfig.OFF,
                        false,
                        new SourceChecks(new Allowance(50, true), false, false),
                        Duration.ofDays(90),
                        null,
                        AlertsConfig.NONE));
    }

    @Test
    void everyKeyIsRead() {
        SyncConfig config = json("""
            {"$schema": "configuration.schema.json", "parallelism": 500, "userId": "user.id",
             "mappings": [{"to": "plan", "from": "plan.name"}], "siteId": "s", "apiKey": "k",
             "identifyBy": "cio_id", "region": "eu", "endpoint": "http://127.0.0.1:3001/base/", "mode": "update",
             "api": "single", "requestsPerSecond": 7, "timeout": "500ms", "maxAttempts": 100, "maxOutage": "0s",
             "unmapped": "keep", "nulls": "skip", "guards": {"DATE_AS_TEXT": "fix", "KEY_TYPE": "stop"},
             "source": {"file": "users/*.csv", "format": "csv", "delimiter": ";", "encoding": "windows-1252",
                        "emptyCells": "quoted", "sheet": "People", "cells": "shown"},
             "incremental": true, "removed": "set", "removedAttribute": "gone", "maxRemoved": "5%",
             "maxChanged": 70, "irreversible": true, "maxRejected": "20 %",
             "duplicates": "merge", "resend": "all", "changedFieldsOnly": true, "keepValues": true,
             "state": {"url": "jdbc:postgresql://db/x", "user": "u", "password": "p"},
             "keepRuns": "30d", "sync": "people-2.eu_1"}
            """);

        assertThat(config)
                .isEqualTo(new SyncConfig(
                        "people-2.eu_1",
                        new KindConfig(Kinds.PERSON, Mode.UPDATE, Map.of()),
                        new SourceConfig(
                                        "users/*.csv",
                                        Format.CSV,
                                        ';',
                                        Charset.forName("windows-1252"),
                                        EmptyCells.QUOTED)
                                .with(new WorkbookConfig("People", 1, CellForm.SHOWN)),
                        new MappingConfig(
                                new FieldPath("user.id"),
                                IdentifierType.CIO_ID,
                                List.of(new Rule(new FieldPath("plan.name"), "plan")),
                                Unmapped.KEEP,
                                Nulls.SKIP,
                                true),
                        new GuardConfig(Map.of(Code.DATE_AS_TEXT, Level.FIX, Code.KEY_TYPE, Level.STOP), true),
                        new DeliveryConfig(Api.SINGLE, 500, 7, Duration.ofMillis(500), 100, Duration.ZERO),
                        new DestinationConfig(
                                new Credentials("s", "k"), Region.EU, URI.create("http://127.0.0.1:3001/base")),
                        new IncrementalConfig(
                                true,
                                Mode.UPDATE,
                                Removal.SET,
                                "gone",
                                new RemovalLimit(5, true),
                                new Allowance(70, false),
                                null,
                                null,
                                Duplicates.MERGE,
                                Resend.ALL,
                                true,
                                true,
                                null),
                        true,
                        new SourceChecks(new Allowance(20, true), true, false),
                        Duration.ofDays(30),
                        new DatabaseConfig("jdbc:postgresql://db/x", "u", "p", 1000),
                        AlertsConfig.NONE));
    }

    @Test
    void onlyTheOriginalFiveKeysMakeTheOriginalForm() {
        assertThat(json(ORIGINAL).checks().isOriginal()).isTrue();
        assertThat(json(ORIGINAL.replace("\"siteId\"", "\"region\": \"auto\", \"siteId\""))
                        .checks()
                        .isOriginal())
                .isFalse();
        assertThat(json("{\"userId\": \"id\", \"mappings\": []}").checks().isOriginal())
                .isFalse();
    }

    @Test
    void itIsKnownWhetherTheIdentifierWasWritten() {
        assertThat(json("{\"userId\": \"id\"}").checks().isIdentifierChosen()).isFalse();
        assertThat(json("{\"userId\": \"id\", \"identifyBy\": \"id\"}").checks().isIdentifierChosen())
                .isTrue();
    }

    @Test
    void yamlSaysTheSameAsJson() {
        assertThat(yaml("""
            # people
            parallelism: 25
            userId: id
            mappings:
            - {from: email, to: 'email'}
            - from: "firstName"
              to: first_name   # renamed
            siteId: 0123abcd
            apiKey: 4567efgh
            """)).isEqualTo(json(ORIGINAL));
    }

    @Test
    void jsonInAYamlFileIsRead() {
        assertThat(yaml(ORIGINAL)).isEqualTo(json(ORIGINAL));
    }

    @ParameterizedTest
    @CsvSource({"config, true", "config, false", "-, true", "x.yml, false", "x.YAML, false", "x.json, true"})
    void contentAndNameTellTheFormat(String name, boolean json) {
        String text = json ? " \n{\"userId\": \"id\"}" : "---\nuserId: id\n...\n";
        assertThat(ConfigReader.local(Map.of())
                        .read(text.getBytes(StandardCharsets.UTF_8), name)
                        .mapping()
                        .userId())
                .isEqualTo(UserId.of(new FieldPath("id")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"userId\": \"id\"}", "userId: id"})
    void aByteOrderMarkIsPassedOver(String text) {
        assertThat(ConfigReader.local(Map.of())
                        .read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8), "x")
                        .mapping()
                        .userId())
                .isEqualTo(UserId.of(new FieldPath("id")));
    }

    @Test
    void noRulesOrAnEmptyListSendAllFields() {
        assertThat(json("{\"userId\": \"id\"}").mapping().sendsAllFields()).isTrue();
        assertThat(with("\"mappings\": []").mapping().sendsAllFields()).isTrue();
        assertThat(with("\"mappings\": [{\"from\": \"a\", \"to\": \"a\"}]")
                        .mapping()
                        .sendsAllFields())
                .isFalse();
    }

    @Test
    void oneFieldMayFeedSeveralAttributes() {
        assertThat(with("\"mappings\": [{\"from\": \"a\", \"to\": \"b\"}, {\"from\": \"a\", \"to\": \"c\"}]")
                        .mapping()
                        .mappings())
                .hasSize(2);
    }

    @Test
    void singleTopicsOfTheSubscriptionPreferencesMayBeMapped() {
        assertThat(with("\"mappings\": [{\"from\": \"news\", \"to\": \"cio_subscription_preferences.topics.topic_1\"}]")
                        .mapping()
                        .mappings())
                .hasSize(1);
    }

    @Test
    void theUsualCeilingDependsOnTheApi() {
        assertThat(with("\"api\": \"single\"").delivery().requestsPerSecond()).isEqualTo(1000);
        assertThat(with("\"api\": \"batch\"").delivery().requestsPerSecond()).isEqualTo(100);
        assertThat(with("\"api\": \"single\", \"requestsPerSecond\": 3")
                        .delivery()
                        .requestsPerSecond())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"1ms, PT0.001S", "500ms, PT0.5S", "30s, PT30S", "15m, PT15M", "1h, PT1H", "060m, PT1H"})
    void durationsHaveAUnit(String text, Duration duration) {
        assertThat(with("\"timeout\": \"" + text + "\"").delivery().timeout()).isEqualTo(duration);
        assertThat(with("\"maxOutage\": \"" + text + "\"").delivery().maxOutage())
                .isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"25.0, 25", "2e1, 20", "1, 1"})
    void aWholeNumberIsOneHoweverItIsSpelled(String number, int value) {
        assertThat(with("\"parallelism\": " + number).delivery().parallelism()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:3001",
                "https://proxy.example.com",
                "HTTPS://proxy.example.com/track/v2",
                "http://[::1]:80"
            })
    void anEndpointIsABaseUrl(String url) {
        assertThat(with("\"endpoint\": \"" + url + "\"").destination().endpoint())
                .isEqualTo(URI.create(url));
        assertThat(with("\"endpoint\": \"" + url + "/\"").destination().endpoint())
                .isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @CsvSource({
        "people.json, people",
        "/home/a/people.eu.yaml, people.eu",
        "C:\\a\\people.json, people",
        "people, people",
        "-, -"
    })
    void theSyncIsNamedAfterTheFile(String file, String sync) {
        assertThat(ConfigReader.local(Map.of())
                        .read("{\"userId\": \"id\"}".getBytes(StandardCharsets.UTF_8), file)
                        .sync())
                .isEqualTo(sync);
    }

    @Test
    void fileNamesThatNoFolderShouldHaveStillNameTheirSyncsApart() {
        List<String> files = List.of("a b.json", "a?b.json", ".hidden.json", "..", "", "люди.yaml", "x".repeat(300));
        List<String> syncs = files.stream().map(SyncName::of).toList();

        assertThat(syncs).doesNotHaveDuplicates().allMatch(SyncName::isValid);
        assertThat(syncs.getFirst()).startsWith("a-b-");
    }

    @Test
    void aFileIsReadFromDisk(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("people.yaml"), "userId: id\n");
        assertThat(ConfigReader.local(Map.of()).read(file).sync()).isEqualTo("people");
    }

    @Test
    void aFileThatIsNotThereOrIsAFolderIsAProblem(@TempDir Path folder) {
        var reader = ConfigReader.local(Map.of());
        Path missing = folder.resolve("none.json");
        assertThatThrownBy(() -> reader.read(missing)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problems().getFirst().code()).isEqualTo(Code.INPUT_NOT_FOUND);
            assertThat(e).hasMessage(missing + ": there is no such file");
        });
        assertThatThrownBy(() -> reader.read(folder))
                .isInstanceOf(ProblemException.class)
                .hasMessage(folder + ": this is a folder, not a file");
    }
}
