package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.store.Person;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes whose first value stays, where Customer.io is asked who has one. */
class FirstValuesAskedTest {
    private static final String KEY = "app-key";
    private static final String PEOPLE = """
            sync: people
            userId: id
            mappings:
            - {from: n, to: n}
            - {from: via, to: via, onlyIfEmpty: true}
            """;
    private static final String OTHERS = "sync: others\nuserId: id\n";

    @TempDir
    Path folder;

    private final Sandbox sandbox =
            Sandbox.start(SandboxConfig.defaults().withAppApiKey(KEY).withRecordRequests(true));

    @AfterEach
    void close() {
        sandbox.close();
    }

    private RunReport run(String yaml, @Nullable String key, String rows) throws IOException {
        Path data = Files.writeString(folder.resolve("data.json"), rows);
        Map<String, String> environment = key == null ? Map.of() : Map.of("CUSTOMERIO_APP_API_KEY", key);
        SyncConfig config = ConfigReader.local(environment).read(yaml.getBytes(StandardCharsets.UTF_8), "trial.yaml");
        return new Run(
                        config.withDestination(config.destination()
                                .withEndpoint(sandbox.endpoint())
                                .withCredentials(new Credentials(sandbox.siteId(), sandbox.apiKey()))),
                        DataFile.of(data),
                        RunOptions.in(folder.resolve("state")),
                        Trial.surroundings())
                .execute();
    }

    private RunReport run(String yaml, String rows) throws IOException {
        RunReport report = run(yaml, KEY, rows);
        assertThat(report.exitCode()).as(report.toJson()).isZero();
        return report;
    }

    private static String row(String id, int n, @Nullable String via) {
        return "{\"id\":\"" + id + "\",\"n\":" + n + ",\"via\":" + (via == null ? "null" : "\"" + via + "\"") + "}";
    }

    private static String rows(String... rows) {
        return "[" + String.join(",", rows) + "]";
    }

    private Map<String, String> via() {
        return sandbox.people().stream()
                .collect(Collectors.toMap(
                        Person::identifier,
                        person -> person.attributes().getOrDefault("n", "-") + " "
                                + person.attributes().getOrDefault("via", "-").replace("\"", "")));
    }

    private long asked() {
        return sandbox.requests().stream()
                .filter(request -> request.rawPath().startsWith("/v1/customers/attributes"))
                .count();
    }

    private static List<Code> codes(RunReport report) {
        return report.problems().stream().map(finding -> finding.code()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api: single\n", "incremental: true\n", "incremental: true\nchangedFieldsOnly: true\n"})
    void whatCustomerIoHasStays(String keys) throws IOException {
        run(OTHERS, rows(row("a", 0, "ad"), row("b", 0, null)));

        RunReport report =
                run(PEOPLE + keys, rows(row("a", 1, "web"), row("b", 1, "web"), row("c", 1, "web"), row("d", 1, null)));

        assertThat(report.records().delivered()).isEqualTo(4);
        assertThat(codes(report)).doesNotContain(Code.APP_UNCHECKED);
        assertThat(via()).isEqualTo(Map.of("a", "1 ad", "b", "1 web", "c", "1 web", "d", "1 -"));
        run(PEOPLE + keys, rows(row("a", 2, "tv"), row("b", 2, "tv"), row("c", 2, null), row("d", 2, "tv")));
        assertThat(via()).isEqualTo(Map.of("a", "2 ad", "b", "2 web", "c", "2 web", "d", "2 tv"));
    }

    @Test
    void aStateThatKnowsIsNotOverruled() throws IOException {
        String yaml = PEOPLE + "incremental: true\n";
        run(yaml, rows(row("a", 1, "web"), row("b", 1, null)));
        long asked = asked();
        run(yaml, rows(row("a", 2, "tv"), row("b", 2, null)));
        assertThat(asked()).as("the state knows a's, and b has none to send").isEqualTo(asked);

        run(OTHERS, rows(row("b", 2, "mail")));
        run(yaml, rows(row("a", 2, "tv"), row("b", 3, "tv")));
        assertThat(via()).as("what others sent of b").isEqualTo(Map.of("a", "2 web", "b", "3 mail"));
    }

    @Test
    void whatTheStateKnowsIsEnoughWhereTheKeyIsRefused() throws IOException {
        String yaml = PEOPLE + "incremental: true\n";
        run(yaml, rows(row("a", 1, "web")));

        RunReport report = run(yaml, "another", rows(row("a", 2, "tv"), row("b", 1, "tv")));

        assertThat(codes(report)).containsExactly(Code.APP_UNCHECKED);
        assertThat(via()).isEqualTo(Map.of("a", "2 web", "b", "1 tv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "incremental: true\n"})
    void withoutAStateTheKeyIsNeeded(String keys) throws IOException {
        run(OTHERS, rows(row("a", 0, "ad")));

        assertThat(codes(run(PEOPLE + keys, null, rows(row("a", 1, "web"))))).contains(Code.FIRST_VALUES_UNKNOWN);
        RunReport refused = run(PEOPLE + keys, "another", rows(row("a", 1, "web")));
        assertThat(codes(refused)).contains(Code.APP_KEY_REJECTED);
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(via()).isEqualTo(Map.of("a", "0 ad"));
    }

    @Test
    void peopleWhoseValuesTheStateDidNotKeepAreAskedFor() throws IOException {
        String plain = PEOPLE.replace(", onlyIfEmpty: true", "") + "incremental: true\n";
        run(plain, rows(row("a", 1, "ad"), row("b", 1, null)));

        run(PEOPLE + "incremental: true\n", rows(row("a", 2, "web"), row("b", 2, "web")));

        assertThat(via()).isEqualTo(Map.of("a", "2 ad", "b", "2 web"));
    }

    @Test
    void ofSeveralRowsOfAPersonTheFirstValueCounts() throws IOException {
        run(OTHERS, rows(row("a", 0, "ad")));

        run(PEOPLE, rows(row("a", 1, "x"), row("b", 1, null), row("b", 2, "y"), row("a", 3, null), row("b", 4, "z")));

        assertThat(via()).isEqualTo(Map.of("a", "3 ad", "b", "4 y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode: update\n", "mode: create\n"})
    void theModesThatAskDoSoOnce(String mode) throws IOException {
        run(OTHERS, rows(row("a", 0, "ad"), row("b", 0, null)));

        RunReport report = run(PEOPLE + mode, KEY, rows(row("a", 1, "x"), row("b", 1, "y"), row("c", 1, "z")));

        assertThat(asked()).isEqualTo(1);
        assertThat(via())
                .isEqualTo(
                        mode.contains("update")
                                ? Map.of("a", "1 ad", "b", "1 y")
                                : Map.of("a", "0 ad", "b", "0 -", "c", "1 z"));
        assertThat(codes(report).contains(Code.UPDATE_MISSED)).isEqualTo(mode.contains("update"));
    }

    @Test
    void whoIsGoneIsCleared() throws IOException {
        String mirror = PEOPLE + "mode: mirror\nremoved: clear\nmaxRemoved: 100%\n";
        run(mirror, rows(row("a", 1, "web"), row("b", 1, "web")));

        run(mirror, rows(row("a", 2, "tv")));

        assertThat(via()).containsEntry("a", "2 web").containsEntry("b", "- -");
    }

    @ParameterizedTest
    @CsvSource({"120, 3, true", "120, 1, false", "80, 3, false"})
    void thatNobodyIsFoundMayBeTheKeyOfAnotherWorkspace(int people, int workspaces, boolean isTold) throws IOException {
        String listed = IntStream.range(0, workspaces)
                .mapToObj(i -> "{\"id\":" + (12345 + i) + "}")
                .collect(Collectors.joining(",", "{\"workspaces\":[", "]}"));
        String many = IntStream.range(0, people)
                .mapToObj(i -> row("p" + i, 1, "web"))
                .collect(Collectors.joining(",", "[", "]"));
        sandbox.answerNextApp(Answer.status(200).withBody(listed));

        RunReport report = run(PEOPLE, many);

        assertThat(codes(report).contains(Code.APP_UNCHECKED)).isEqualTo(isTold);
        assertThat(report.problems().toString().contains("the account has 3")).isEqualTo(isTold);
        assertThat(report.records().delivered()).isEqualTo(people);
    }

    @Test
    void thousandsAreAskedForTenRequestsASecond() throws IOException {
        String many = IntStream.range(0, 2_500)
                .mapToObj(i -> row("p" + i, 1, "web"))
                .collect(Collectors.joining(",", "[", "]"));
        long start = System.nanoTime();

        run(PEOPLE, many);

        assertThat(System.nanoTime() - start).isGreaterThan(1_500_000_000L);
        assertThat(asked()).isBetween(25L, 40L);
        assertThat(via()).hasSize(2_500);
    }
}
