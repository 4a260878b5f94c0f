package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.delivery.http.AppAccess;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Mode;
import dev.upserter.problem.ProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several syncs in one file. */
final class SetReaderTest {
    private static final ConfigReader READER = ConfigReader.local(Map.of());
    private static final String TWO = """
            siteId: site
            apiKey: key
            timeout: 5s
            userId: id
            identifyBy: email
            source: {delimiter: ";"}
            syncs:
              - sync: people
                mode: mirror
                mappings: [{from: name, to: name}]
              - sync: companies
                type: object
                timeout: 9s
                objectType: 1
                objectId: company
                source: {file: companies.csv}
            """;

    private static SyncSet read(String yaml) {
        return READER.readAll(yaml.getBytes(StandardCharsets.UTF_8), Reading.YAML);
    }

    private static List<String> mistakes(String yaml) {
        return catchThrowableOfType(ProblemException.class, () -> read(yaml)).problems().stream()
                .map(problem -> problem.toString().substring(Reading.YAML.length() + 1))
                .toList();
    }

    @Test
    void aFileOfOneSyncIsASetOfOne() {
        byte[] text = "userId: id".getBytes(StandardCharsets.UTF_8);
        SyncSet set = READER.readAll(text, "users.yaml");

        assertThat(set.isSeveral()).isFalse();
        assertThat(set.names()).containsExactly("users");
        assertThat(set.only()).isEqualTo(READER.read(text, "users.yaml"));
    }

    @Test
    void theKeysBesideSyncsAreDefaultsAndOwnOnesReplaceThemWholly() {
        SyncSet set = read(TWO);
        SyncConfig people = set.syncs().getFirst();
        SyncConfig companies = set.syncs().getLast();

        assertThat(set.names()).containsExactly("people", "companies");
        assertThat(set.groups()).hasSize(2);
        assertThat(set.continues()).isFalse();
        assertThat(set.syncs())
                .extracting(sync -> sync.destination().credentials())
                .containsOnly(new Credentials("site", "key"));
        assertThat(people.delivery().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(companies.delivery().timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(people.source().delimiter()).isEqualTo(';');
        assertThat(companies.source().delimiter()).isNull();
        assertThat(companies.source().file()).isEqualTo("companies.csv");
    }

    @Test
    void aDefaultThatATypeDoesNotKnowIsPassedOver() {
        SyncSet set = read("""
                mode: mirror
                userId: id
                unmapped: keep
                syncs:
                  - {sync: people}
                  - {sync: opened, type: event, anonymousId: visitor, event: Opened, time: at}
                  - {sync: gone, type: suppress}
                """);

        assertThat(set.syncs())
                .extracting(sync -> sync.incremental().mode())
                .containsExactly(Mode.MIRROR, Mode.APPEND, Mode.APPEND);
    }

    @Test
    void aSyncIsReadAsTheSameKeysInAFileOfItsOwn() {
        SyncConfig alone = Reading.yaml("""
                sync: people
                siteId: site
                apiKey: key
                timeout: 5s
                userId: id
                identifyBy: email
                source: {delimiter: ";"}
                mode: mirror
                mappings: [{from: name, to: name}]
                """);

        assertThat(read(TWO).syncs().getFirst()).isEqualTo(alone);
    }

    @Test
    void furtherSyncsOfTheSameRowsTakeOverTheRowsAndWhomTheyAreAboutAndNothingElse() {
        SyncSet set = read("""
                objectType: 3
                syncs:
                  - sync: people
                    source: {file: a.csv}
                    userId: mail
                    identifyBy: email
                    appApiKey: key-of-the-app
                    appEndpoint: http://localhost:1234
                    filter: active
                    deny: [ssn]
                    mode: mirror
                    guards: {DATE_AS_TEXT: fix}
                    mappings: [{from: name, to: name}]
                    also:
                      - {sync: company, type: relationship, objectId: company}
                      - {sync: customers, type: segment, segment: 7, filter: paid, mode: remove}
                """);
        SyncConfig company = set.syncs().get(1);
        SyncConfig customers = set.syncs().get(2);

        assertThat(set.groups())
                .singleElement()
                .satisfies(group -> assertThat(group.syncs())
                        .extracting(SyncConfig::sync)
                        .containsExactly("people", "company", "customers"));
        assertThat(set.syncs()).extracting(sync -> sync.source().file()).containsOnly("a.csv");
        assertThat(set.syncs()).extracting(sync -> sync.mapping().identifyBy()).containsOnly(IdentifierType.EMAIL);
        assertThat(set.syncs())
                .extracting(sync -> sync.destination().app())
                .containsOnly(new AppAccess("key-of-the-app", URI.create("http://localhost:1234")));
        assertThat(company.mapping().filter()).isEqualTo("active");
        assertThat(customers.mapping().filter()).isEqualTo("paid");
        assertThat(company.mapping().mappings()).isEmpty();
        assertThat(company.incremental().mode()).isEqualTo(Mode.UPSERT);
        assertThat(company.guards().levels()).isEmpty();
        assertThat(company.mapping().deny())
                .isEqualTo(set.syncs().getFirst().mapping().deny());
    }

    @Test
    void aFileThatIsASyncMayHaveFurtherOnesOfItsRows() {
        SyncSet set = READER.readAll(
                "userId: id\nalso: [{sync: customers, type: segment, segment: 7}]".getBytes(StandardCharsets.UTF_8),
                "users.yaml");

        assertThat(set.isSeveral()).isTrue();
        assertThat(set.names()).containsExactly("users", "customers");
    }

    @Test
    void allMistakesOfAllSyncsAreToldEachOnceAtItsPlace() {
        assertThat(mistakes("""
                        timeout: soon
                        colour: red
                        sync: all
                        onError: maybe
                        syncs:
                          - {sync: people, mode: replace, userId: id}
                          - {type: event, userId: id, time: at}
                          - {sync: People, userId: id, syncs: []}
                          - just a text
                        """))
                .hasSize(10)
                .anySatisfy(line -> assertThat(line).startsWith("1:10:"))
                .anySatisfy(line -> assertThat(line).startsWith("2:1: there is no key \"colour\""))
                .anySatisfy(line -> assertThat(line).startsWith("3:1: sync is of one sync"))
                .anySatisfy(line -> assertThat(line).startsWith("4:10: onError must be stop or continue"))
                .anySatisfy(line -> assertThat(line).startsWith("6:26: mode must be"))
                .anySatisfy(line -> assertThat(line).startsWith("7:5: the key sync is missing"))
                .anySatisfy(line -> assertThat(line).startsWith("7:5: the key event is missing"))
                .anySatisfy(line -> assertThat(line).startsWith("8:12: another sync has this name"))
                .anySatisfy(line -> assertThat(line).startsWith("8:32: syncs is of the whole file"))
                .anySatisfy(line -> assertThat(line).startsWith("9:5: a sync of syncs must be an object"));
    }

    @Test
    void namesAreTakenWhateverTheCaseOfTheirLetters() {
        assertThat(mistakes("userId: id\nsyncs: [{sync: a}, {sync: b, also: [{sync: A}]}]"))
                .singleElement()
                .asString()
                .startsWith("2:44: another sync has this name. It is at " + Reading.YAML + ":2:16");
    }

    @Test
    void whatASyncOfTheSameRowsMustNotSayIsRefused() {
        assertThat(mistakes("""
                        userId: id
                        syncs:
                          - sync: a
                            also:
                              - {sync: b, also: [{sync: c}]}
                              - {sync: d, source: {file: x}}
                              - {sync: e, onError: stop}
                          - {sync: f, also: []}
                          - {sync: g, also: h}
                        """))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("5:19: also is within also"),
                        line -> assertThat(line).startsWith("6:19: source is that of the sync above"),
                        line -> assertThat(line).startsWith("7:19: onError is of the whole file"),
                        line -> assertThat(line).startsWith("8:21: also must have a sync at least"),
                        line -> assertThat(line).startsWith("9:21: also must be a list of syncs"));
    }

    @Test
    void aDefaultThatNoTypeOfTheFileKnowsIsAMistake() {
        assertThat(mistakes("userId: id\nduplicate: other\nsyncs: [{sync: a}, {sync: b}]"))
                .containsExactly("2:1: duplicate says nothing: no sync is of a type that has it");
        assertThat(mistakes("userId: id\nsyncs: []")).containsExactly("2:8: syncs must have a sync at least");
    }

    @Test
    void whatTakesOneSyncIsToldTheNamesToChooseFrom() {
        assertThat(Reading.problemsOf(() -> READER.read(TWO.getBytes(StandardCharsets.UTF_8), Reading.YAML)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).contains("has 2 syncs").contains("people, companies");
                    assertThat(problem.hint()).contains("--only people");
                });
        assertThat(Reading.problemsOf(() -> read(TWO).only(List.of("peeple", "companies"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.hint()).isEqualTo("you probably mean people"));
        assertThat(read(TWO).only(List.of("companies")).only().sync()).isEqualTo("companies");
    }

    @Test
    void eachSyncHasItsOwnTests(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("c.yaml"), """
                userId: id
                syncs:
                  - {sync: a, tests: [{name: one, row: {id: 1}, expect: {attributes: {}}}]}
                  - {sync: b, tests: tests.yaml}
                  - {sync: c}
                """);
        Files.writeString(folder.resolve("tests.yaml"), "[{name: two, row: {id: 1}, expect: {attributes: {}}}]");

        assertThat(READER.readTests(file, "a")).extracting(test -> test.name()).containsExactly("one");
        assertThat(READER.readTests(file, "b")).extracting(test -> test.name()).containsExactly("two");
        assertThat(READER.readTests(file, "c")).isEmpty();
    }

    @Test
    void noCredentialOfASyncIsShown() {
        String text = """
                siteId: abcdef0123456789abcd
                syncs:
                  - sync: a
                    apiKey: fedcba9876543210fedc
                    source: {url: "jdbc:postgresql://u:secretword@db/x"}
                    userId: id
                """;

        assertThat(ConfigReader.withoutSecrets(text.getBytes(StandardCharsets.UTF_8), Reading.YAML))
                .hasValueSatisfying(shown -> assertThat(shown)
                        .contains("sync: a")
                        .contains("userId: id")
                        .doesNotContain("abcdef0123456789abcd")
                        .doesNotContain("fedcba9876543210fedc")
                        .doesNotContain("secretword"));
    }
}
