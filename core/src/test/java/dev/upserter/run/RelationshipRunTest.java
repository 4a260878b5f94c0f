package dev.upserter.run;

import static dev.upserter.run.ThingTrial.assertSent;
import static dev.upserter.run.ThingTrial.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows relate people to objects, or end that. */
class RelationshipRunTest {
    private static final String WITH_ROLE =
            "{type: relationship, userId: who, objectType: 1, objectId: company, mappings: [{from: role, to: role}]}";

    @TempDir
    Path folder;

    @Test
    void aPersonIsRelatedAndTheAttributesAreThoseThatRulesFill() throws Exception {
        try (var trial = new ThingTrial(folder, "ana")) {
            assertSent(
                    trial.run(
                            WITH_ROLE,
                            "[{\"who\": \"ana\", \"company\": 7, \"role\": \"boss\", \"other\": 1},"
                                    + " {\"who\": \"ana\", \"company\": \"b\", \"role\": \"\"}]"),
                    2);

            assertThat(trial.batches())
                    .containsExactly("{\"batch\":[{\"type\":\"person\",\"identifiers\":{\"id\":\"ana\"},"
                            + "\"action\":\"add_relationships\",\"cio_relationships\":[{\"identifiers\":"
                            + "{\"object_type_id\":\"1\",\"object_id\":\"7\"},\"relationship_attributes\":"
                            + "{\"role\":\"boss\"}}]},{\"type\":\"person\",\"identifiers\":{\"id\":\"ana\"},"
                            + "\"action\":\"add_relationships\",\"cio_relationships\":[{\"identifiers\":"
                            + "{\"object_type_id\":\"1\",\"object_id\":\"b\"},\"relationship_attributes\":"
                            + "{\"role\":\"\"}}]}]}");
            assertThat(trial.relationships())
                    .containsExactly(Map.entry("ana - 1/7", "{role=\"boss\"}"), Map.entry("ana - 1/b", "{}"));
        }
    }

    @Test
    void withoutRulesARelationshipHasNoAttributes() throws Exception {
        try (var trial = new ThingTrial(folder, "ana")) {
            assertSent(
                    trial.run(
                            "{type: relationship, userId: mail, identifyBy: email, objectType: 1, objectId: company}",
                            "[{\"mail\": \"ANA@x.org\", \"company\": \"acme\", \"role\": \"boss\"}]"),
                    1);

            assertThat(trial.relationships()).containsExactly(Map.entry("ana - 1/acme", "{}"));
            assertThat(trial.batches()).singleElement().asString().doesNotContain("relationship_attributes");
        }
    }

    @Test
    void aRelationshipIsRemoved() throws Exception {
        String rows = "[{\"who\": \"ana\", \"company\": \"acme\", \"role\": 1}]";
        try (var trial = new ThingTrial(folder, "ana")) {
            assertSent(trial.run(WITH_ROLE, rows), 1);
            assertSent(
                    trial.run(
                            "{type: relationship, mode: remove, userId: who, objectType: 1, objectId: company}", rows),
                    1);

            assertThat(trial.relationships()).isEmpty();
            assertThat(trial.objects()).containsOnlyKeys("1/acme");
            assertThat(trial.batches().getLast()).contains("\"action\":\"delete_relationships\"");
        }
    }

    /** In each spelling of an e-mail address it is the same person. */
    @Test
    void rowsAboutTheSamePairKeepTheirOrder() throws Exception {
        try (var trial = new ThingTrial(folder, "ana", "bo")) {
            RunReport report = trial.run(
                    "{type: relationship, userId: mail, identifyBy: email, objectType: 1, objectId: company,"
                            + " mappings: [{from: n, to: n}]}",
                    "[" + row("ana@x.org", 1) + "," + row("bo@x.org", 2) + "," + row("ANA@x.org", 3) + ","
                            + row("Ana@X.org", 4) + "]");

            assertSent(report, 4);
            assertThat(trial.batches()).hasSize(3);
            assertThat(trial.relationships())
                    .containsExactly(Map.entry("ana - 1/acme", "{n=4}"), Map.entry("bo - 1/acme", "{n=2}"));
            assertThat(problems(report)).containsEntry(Code.KEY_DUPLICATE, 2L);
        }
    }

    private static String row(String mail, int n) {
        return "{\"mail\": \"" + mail + "\", \"company\": \"acme\", \"n\": " + n + "}";
    }

    /** Customer.io would answer 200, and ignore them all. */
    @Test
    void addressesAreNotTakenForIds() throws Exception {
        try (var trial = new ThingTrial(folder, "ana")) {
            RunReport report = trial.run(WITH_ROLE, "[{\"who\": \"ana@x.org\", \"company\": 1, \"role\": 1}]");

            assertThat(problems(report)).containsOnlyKeys(Code.ID_AMBIGUOUS);
            assertThat(report.exitCode()).isEqualTo(2);
            assertThat(trial.batches()).isEmpty();
        }
    }

    /** Not even what only the rule of an attribute made. */
    @Test
    void aRefusalThatQuotesARelationshipIsNotShown() throws Exception {
        try (var trial = new ThingTrial(folder, "ana")) {
            trial.sandbox().refuse("ana", "invalid", "role", "the role chief of sales is not allowed");
            RunReport report = trial.run(
                    "{type: relationship, userId: who, objectType: 1, objectId: company,"
                            + " mappings: [{template: \"chief of {{ team }}\", to: role}]}",
                    "[{\"who\": \"ana\", \"company\": 1, \"team\": \"sales\"}]");

            assertThat(report.records().deadLetters()).isEqualTo(1);
            assertThat(report.toJson()).doesNotContain("chief of", "sales");
        }
    }

    @Test
    void whatCustomerIoWouldRefuseIsNotSent() throws Exception {
        String rows = List.of(
                        "{\"who\": \"ana\", \"company\": null, \"role\": 1}",
                        "{\"who\": \"ana\", \"company\": \"\\u00a0\", \"role\": 1}",
                        "{\"who\": \"ana\", \"company\": true, \"role\": 1}",
                        "{\"who\": \"ana\", \"company\": \"N/A\", \"role\": 1}",
                        "{\"who\": \"ana\", \"company\": \"" + "c".repeat(151) + "\", \"role\": 1}",
                        "{\"who\": \"none\", \"company\": \"a\", \"role\": 1}",
                        "{\"who\": null, \"company\": \"a\", \"role\": 1}",
                        "{\"who\": \"ana\", \"company\": \"b\", \"role\": \"" + "r".repeat(1001) + "\"}",
                        "{\"who\": \"ana\", \"company\": \"17.0\", \"role\": 1}")
                .stream()
                .collect(Collectors.joining(",\n", "[", "]"));
        try (var trial = new ThingTrial(folder, "ana")) {
            RunReport report = trial.run(WITH_ROLE.replace("{type", "{maxRejected: 100%, type"), rows);

            assertThat(trial.relationships()).containsOnlyKeys("ana - 1/17.0");
            assertThat(problems(report))
                    .containsOnly(
                            Map.entry(Code.PART_MISSING, 2L),
                            Map.entry(Code.KEY_TYPE, 1L),
                            Map.entry(Code.ID_MALFORMED, 3L),
                            Map.entry(Code.ID_MISSING, 1L),
                            Map.entry(Code.VALUE_TOO_LONG, 1L),
                            Map.entry(Code.ID_DAMAGED, 1L));
        }
    }
}
