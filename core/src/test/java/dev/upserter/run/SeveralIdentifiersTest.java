package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.store.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People whose rows do not all have the same kind of identifier: the first that a row has counts. */
class SeveralIdentifiersTest {
    private static final String LIST = """
        userId: [{from: cio_id, identifyBy: cio_id}, id, {template: "{{ email | downcase }}", identifyBy: email}]
        mappings: [{from: plan, to: plan}]
        """;

    @TempDir
    Path folder;

    private final Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private RunReport run(String yaml, String rows) throws IOException {
        return new Written(folder, sandbox, yaml).run(rows);
    }

    private String plan(String person) {
        return plan(sandbox.person(person));
    }

    private static String plan(Optional<Person> person) {
        return person.map(found -> found.attributes().get("plan")).orElse("nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "single"})
    void theFirstThatARowHasCounts(String api) throws IOException {
        run("userId: id\n", "[{\"id\":\"1\"}]");
        String cioId = sandbox.person("1").orElseThrow().cioId();

        RunReport report = run(
                LIST + "api: " + api + "\n",
                "[{\"cio_id\":\"" + cioId + "\",\"id\":\"9\",\"plan\":\"a\"},"
                        + "{\"cio_id\":null,\"id\":2,\"email\":\"bo@example.org\",\"plan\":\"b\"},"
                        + "{\"id\":\" \",\"email\":\"Cy@example.org\",\"plan\":\"c\"},"
                        + "{\"id\":\"\",\"plan\":\"d\"}]");

        assertThat(report.records().delivered()).isEqualTo(3);
        assertThat(report.records().rejected()).isEqualTo(1);
        assertThat(plan("1")).isEqualTo("\"a\"");
        assertThat(plan("9")).isEqualTo("nobody");
        assertThat(plan("2")).isEqualTo("\"b\"");
        assertThat(plan("cy@example.org")).isEqualTo("\"c\"");
        assertThat(sandbox.person("cy@example.org").orElseThrow().id()).isEmpty();
    }

    @Test
    void aValueThatIsThereAndWrongRejectsTheRow() throws IOException {
        RunReport report = run(
                "userId: [{from: id, as: integer}, {from: email, identifyBy: email}]\n",
                "[{\"id\":\"x\",\"email\":\"ana@example.org\"},{\"id\":2}]");

        assertThat(report.records().rejected()).isEqualTo(1);
        assertThat(plan("ana@example.org")).isEqualTo("nobody");
    }

    @Test
    void aStateTellsKindsOfIdentifiersApart() throws IOException {
        String yaml = """
            userId: [id, {from: email, identifyBy: email}]
            mappings: [{from: plan, to: plan}]
            mode: mirror
            removed: delete
            maxRemoved: 10
            guards: {ID_AMBIGUOUS: "off"}
            """;
        String both = "{\"id\":\"ana@example.org\",\"plan\":\"a\"},{\"id\":\"2\",\"plan\":\"b\"},";
        run(yaml, "[" + both + "{\"email\":\"Ana@example.org\",\"plan\":\"c\"}]");
        RunReport same = run(yaml, "[" + both + "{\"email\":\"ana@example.org\",\"plan\":\"c\"}]");
        assertThat(same.records().unchanged()).isEqualTo(3);

        RunReport gone = new Written(folder, sandbox, yaml)
                .options(options -> options.withState(options.state().withAllowRemovals()))
                .run("[{\"id\":\"ana@example.org\",\"plan\":\"a\"},{\"id\":\"2\",\"plan\":\"b\"}]");
        assertThat(gone.records().removed()).isEqualTo(1);
        assertThat(plan("2")).isEqualTo("\"b\"");
        assertThat(sandbox.people())
                .extracting(person -> new TreeMap<>(person.attributes()).toString())
                .containsExactlyInAnyOrder("{plan=\"a\"}", "{plan=\"b\"}");
    }

    @Test
    void anotherListIsAnotherState() throws IOException {
        run("userId: id\nincremental: true\n", "[{\"id\":\"1\"}]");
        RunReport report =
                run("userId: [id, {from: email, identifyBy: email}]\nincremental: true\n", "[{\"id\":\"1\"}]");

        assertThat(report.problems()).extracting(Finding::code).contains(Code.STATE_UNUSABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: event\nevent: Seen\ntime: {value: 1700000000}\n",
                "type: device\ndevice: {value: t}\nplatform: ios\n",
                "type: delete\nirreversible: true\n"
            })
    void everyKindWhoseSubjectIsAPersonTakesAList(String kind) throws IOException {
        run("userId: [id, {from: email, identifyBy: email}]\n", "[{\"id\":\"1\"},{\"email\":\"ana@example.org\"}]");
        RunReport report = run(
                kind + "userId: [id, {from: email, identifyBy: email}]\nsync: other\n",
                "[{\"id\":\"1\"},{\"id\":null,\"email\":\"ana@example.org\"}]");

        assertThat(report.records().delivered()).isEqualTo(2);
        assertThat(sandbox.stats().entriesRefused()).isZero();
        if (kind.startsWith("type: delete")) {
            assertThat(sandbox.contents().get("people")).isEmpty();
        }
    }

    @Test
    void whoeverIsSuppressedIsRememberedByTheirOwnKindOfIdentifier() throws IOException {
        String list = "userId: [id, {from: email, identifyBy: email}]\n";
        run(
                list + "type: suppress\nirreversible: true\nsync: away\n",
                "[{\"id\":\"1\"},{\"email\":\"ana@example.org\"}]");
        RunReport later = run(
                list, "[{\"id\":\"1\"},{\"id\":\"2\"},{\"email\":\"Ana@example.org\"},{\"email\":\"bo@example.org\"}]");

        assertThat(later.records().filtered()).isEqualTo(2);
        assertThat(later.records().delivered()).isEqualTo(2);
        assertThat(later.problems()).extracting(Finding::code).contains(Code.SUPPRESSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: segment\nsegment: 7\nuserId: [id, email]\n;3:9: userId must not be a list where type is segment",
                "userId: []\n;1:9: userId is a list with nothing in it",
                "userId: [id, 7]\n;1:14: userId must be a text",
                "userId: [{from: id, as: unix}]\n;1:25: an identifier is",
                "api: single\nuserId: [id, {from: tel, identifyBy: phone}]\n;2:9: identifyBy must not be phone",
                "type: merge\nduplicate: d\nuserId: [id, {from: tel, identifyBy: phone}]\n;3:38: identifyBy must not be phone"
            })
    void aWrongListIsToldAtItsPlace(String text) {
        String[] parts = text.split(";", -1);
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> new Written(folder, sandbox, parts[0]).config());

        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.problems().getFirst().toString()).contains(parts[1]);
    }

    @Test
    void checkWarnsOfIdsThatWouldNotChange() throws IOException {
        String rows = "[{\"id\":\"1\",\"email\":\"ana@example.org\"}]";
        String rule = "mappings: [{from: id, to: id}]\n";

        assertThat(codes("userId: email\nidentifyBy: email\n" + rule, rows)).contains(Code.ID_NOT_CHANGED);
        assertThat(codes("userId: id\nidentifyBy: cio_id\n" + rule, rows)).doesNotContain(Code.ID_NOT_CHANGED);
        assertThat(codes("userId: email\nidentifyBy: email\nguards: {ID_NOT_CHANGED: \"off\"}\n" + rule, rows))
                .doesNotContain(Code.ID_NOT_CHANGED);
    }

    private Iterable<Code> codes(String yaml, String rows) throws IOException {
        return new Written(folder, sandbox, yaml)
                .start(rows).check().problems().stream().map(Finding::code).toList();
    }
}
