package dev.upserter.run;

import static dev.upserter.run.ThingTrial.assertSent;
import static dev.upserter.run.ThingTrial.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import dev.upserter.report.RunReport;
import dev.upserter.sandbox.SandboxConfig;
import dev.upserter.sandbox.fault.Faults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows become objects, and relate people to them. */
class ObjectRunTest {
    private static final String COMPANIES = "{type: object, objectType: 1, objectId: id}";
    private static final String OWNED = """
            type: object
            objectType: 1
            objectId: company
            mappings: [{from: name, to: name}]
            person: {userId: owner, mappings: [{from: role, to: role}]}
            """;

    @TempDir
    Path folder;

    @Test
    void anObjectHasEveryFieldThatNoOtherKeyNames() throws Exception {
        try (var trial = new ThingTrial(folder)) {
            assertSent(
                    trial.run(
                            COMPANIES,
                            "[{\"id\": 7, \"name\": \"Acme\", \"seats\": 1.50}, {\"id\": \"b\", \"x\": null}]"),
                    2);

            assertThat(trial.batches())
                    .containsExactly("{\"batch\":[{\"type\":\"object\",\"identifiers\":{\"object_type_id\":\"1\","
                            + "\"object_id\":\"7\"},\"action\":\"identify\",\"attributes\":{\"name\":\"Acme\",\"seats\":1.50}},"
                            + "{\"type\":\"object\",\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"b\"},"
                            + "\"action\":\"identify\",\"attributes\":{\"x\":null}}]}");
            assertThat(trial.objects())
                    .containsExactly(Map.entry("1/7", "{name=\"Acme\", seats=1.50}"), Map.entry("1/b", "{}"));
        }
    }

    @Test
    void thePersonOfARowIsRelatedInTheSameEntry() throws Exception {
        try (var trial = new ThingTrial(folder, "ana", "bo")) {
            assertSent(
                    trial.run(
                            OWNED,
                            "[{\"company\": \"acme\", \"name\": \"Acme\", \"owner\": \"ana\", \"role\": \"boss\"},"
                                    + "{\"company\": \"zoo\", \"name\": \"Zoo\", \"owner\": \"bo\", \"role\": null}]"),
                    2);

            assertThat(trial.batches()).singleElement().asString().contains("""
                    "attributes":{"name":"Acme"},"cio_relationships":[{"identifiers":{"id":"ana"},\
                    "relationship_attributes":{"role":"boss"}}]}""");
            assertThat(trial.relationships())
                    .containsExactly(Map.entry("ana - 1/acme", "{role=\"boss\"}"), Map.entry("bo - 1/zoo", "{}"));
        }
    }

    @Test
    void whoIsRelatedMayBeNamedByAnAddress() throws Exception {
        try (var trial = new ThingTrial(folder, "ana")) {
            assertSent(
                    trial.run(
                            "{type: object, objectType: {from: kind}, objectId: id, mappings: [],"
                                    + " person: {userId: mail, identifyBy: email}}",
                            "[{\"id\": \"acme\", \"kind\": 2, \"mail\": \"ana@x.org\"}]"),
                    1);

            assertThat(trial.objects()).containsExactly(Map.entry("2/acme", "{}"));
            assertThat(trial.relationships()).containsExactly(Map.entry("ana - 2/acme", "{}"));
        }
    }

    @Test
    void aRowWithoutAPersonMakesTheObjectAndTheReportSaysSo() throws Exception {
        try (var trial = new ThingTrial(folder)) {
            RunReport report = trial.run(
                    OWNED,
                    "[{\"company\": \"a\", \"name\": \"A\", \"owner\": null, \"role\": 1},"
                            + "{\"company\": \"b\", \"name\": \"B\", \"owner\": \" \", \"role\": 1}]");

            assertSent(report, 2);
            assertThat(problems(report)).containsEntry(Code.PERSON_MISSING, 2L);
            assertThat(trial.objects()).hasSize(2);
            assertThat(trial.relationships()).isEmpty();
        }
    }

    @Test
    void manyPeopleOfOneObjectShareItsEntry() throws Exception {
        String[] people = IntStream.range(0, 300).mapToObj(i -> "p" + i).toArray(String[]::new);
        try (var trial = new ThingTrial(folder, people)) {
            String rows = IntStream.range(0, people.length)
                    .mapToObj(i -> "{\"company\": \"acme\", \"name\": \"n" + i + "\", \"owner\": \"p" + i
                            + "\", \"role\": " + i + "}")
                    .collect(Collectors.joining(",", "[", "]"));

            assertSent(trial.run(OWNED, rows), people.length);

            assertThat(trial.batches()).hasSizeLessThan(3);
            assertThat(trial.objects()).containsExactly(Map.entry("1/acme", "{name=\"n299\"}"));
            assertThat(trial.relationships()).hasSize(people.length).containsEntry("p7 - 1/acme", "{role=7}");
        }
    }

    /** Held against a second sandbox that gets each row in a request of its own. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void objectsEndAsIfEachRowHadBeenSentAlone(long seed) throws Exception {
        var random = new Random(seed);
        String[] people = {"p0", "p1", "p2", "p3"};
        try (var trial = new ThingTrial(folder, SandboxConfig.defaults().withSeed(seed), people);
                var oneByOne = new ThingTrial(folder.resolve("other"), people)) {
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String company = "c" + random.nextInt(3);
                String owner = random.nextInt(4) == 0 ? "null" : "\"p" + random.nextInt(people.length) + "\"";
                String name = random.nextInt(5) == 0 ? "null" : "\"n" + i + "\"";
                rows.add("{\"company\":\"" + company + "\",\"name\":" + name + ",\"owner\":" + owner + ",\"role\":"
                        + i % 7 + "}");
                oneByOne.tell(entry(company, name, owner, i % 7));
            }
            trial.sandbox().faults(Faults.parse("500=0.1,503=0.05,500-applied=0.1,reset=0.05,lost=0.05"));

            RunReport report = trial.run(OWNED, String.join(",\n", rows).transform(text -> "[" + text + "]"));

            assertThat(report.records().delivered()).isEqualTo(rows.size());
            assertThat(trial.objects()).isEqualTo(oneByOne.objects());
            assertThat(trial.relationships()).isEqualTo(oneByOne.relationships());
        }
    }

    private static String entry(String company, String name, String owner, int role) {
        return "{\"type\":\"object\",\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"" + company
                + "\"},\"action\":\"identify\",\"attributes\":{\"name\":" + name + "}"
                + (owner.equals("null")
                        ? "}"
                        : ",\"cio_relationships\":[{\"identifiers\":{\"id\":" + owner
                                + "},\"relationship_attributes\":{\"role\":" + role + "}}]}");
    }

    @Test
    void anAttributeMeansNothingOfWhatItMeansForAPerson() throws Exception {
        try (var trial = new ThingTrial(folder)) {
            RunReport report = trial.run(
                    COMPANIES,
                    "[{\"id\": \"a\", \"email\": \"none at all\", \"unsubscribed\": \"maybe\", \"E-Mail\": 1, \"phone\": \"12\","
                            + " \"timezone\": \"CET+1\", \"anonymous_id\": \"x\"}]");

            assertSent(report, 1);
            assertThat(problems(report)).isEmpty();
        }
    }

    @Test
    void whatCustomerIoWouldRefuseIsNotSent() throws Exception {
        String rows = List.of(
                        "{\"id\": \"\", \"n\": 1}",
                        "{\"id\": \"null\", \"n\": 1}",
                        "{\"id\": \"" + "é".repeat(76) + "\", \"n\": 1}",
                        "{\"id\": 1.5, \"n\": 1}",
                        "{\"id\": \"a\", \"" + "n".repeat(151) + "\": 1}",
                        "{\"id\": \"b\", \"n\": \"" + "v".repeat(1001) + "\"}",
                        "{\"id\": \"c\", \"relationship\": 1}",
                        "{\"id\": \"d\", \"cio_x\": 1}",
                        "{\"id\": \"e\"" + many(301, "1") + "}",
                        "{\"id\": \"f\"" + many(40, "\"" + "w".repeat(900) + "\"") + "}",
                        "{\"id\": \"good\", \"n\": 1}")
                .stream()
                .collect(Collectors.joining(",\n", "[", "]"));
        try (var trial = new ThingTrial(folder)) {
            RunReport report = trial.run("{type: object, objectType: 1, objectId: id, maxRejected: 100%}", rows);

            assertThat(report.records().delivered()).isEqualTo(1);
            assertThat(trial.objects()).containsOnlyKeys("1/good");
            assertThat(problems(report))
                    .containsOnly(
                            Map.entry(Code.ID_MISSING, 1L),
                            Map.entry(Code.ID_MALFORMED, 2L),
                            Map.entry(Code.KEY_TYPE, 1L),
                            Map.entry(Code.ATTRIBUTE_NAME_TOO_LONG, 1L),
                            Map.entry(Code.VALUE_TOO_LONG, 1L),
                            Map.entry(Code.RESERVED_NAME, 2L),
                            Map.entry(Code.TOO_MANY_ATTRIBUTES, 1L),
                            Map.entry(Code.ENTRY_TOO_LARGE, 1L));
        }
    }

    @Test
    void aTypeThatIsNoNumberIsRejectedAndOneThatDoesNotExistStopsTheRun() throws Exception {
        String rows = IntStream.range(0, 300)
                .mapToObj(i -> "{\"id\": \"c" + i + "\", \"n\": 1, \"kind\": \"Companies\"}")
                .collect(Collectors.joining(",", "[", "]"));
        try (var trial = new ThingTrial(folder)) {
            RunReport named = trial.run("{type: object, objectType: {from: kind}, objectId: id}", rows);
            assertThat(problems(named)).containsKey(Code.OBJECT_TYPE_MALFORMED);
            assertThat(named.records().delivered()).isZero();
            assertThat(trial.batches()).isEmpty();
        }
        try (var trial = new ThingTrial(folder.resolve("other"))) {
            RunReport unknown = trial.run("{type: object, objectType: 12, objectId: id}", rows);
            assertThat(problems(unknown)).containsKey(Code.REFUSED_ALIKE);
            assertThat(unknown.exitCode()).isEqualTo(3);
        }
    }

    /** Rows of an object that is related to another person each night: what was delivered first is not what the object has. */
    @Test
    void anObjectGetsBackWhatItHadWhenItsPersonDoes() throws Exception {
        String config =
                "{type: object, objectType: 1, objectId: id, incremental: true, mappings: [{from: plan, to: plan}],"
                        + " person: {userId: own}}";
        String first = "[{\"id\": \"X\", \"plan\": \"free\", \"own\": \"q1\"}]";
        try (var trial = new ThingTrial(folder)) {
            assertThat(trial.run(config, first).records().delivered()).isEqualTo(1);
            assertThat(trial.run(config, "[{\"id\": \"X\", \"plan\": \"pro\", \"own\": \"q2\"}]")
                            .records()
                            .delivered())
                    .isEqualTo(1);

            RunReport back = trial.run(config, first);
            assertThat(back.records().delivered()).isEqualTo(1);
            assertThat(back.records().removed()).isZero();
            assertThat(trial.run(config, first).records().unchanged()).isEqualTo(1);
        }
    }

    private static String many(int count, String value) {
        return IntStream.range(0, count)
                .mapToObj(i -> ", \"a" + i + "\": " + value)
                .collect(Collectors.joining());
    }
}
