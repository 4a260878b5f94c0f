package dev.upserter.batch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.operation.IdentifierType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What holds of every packing, tried with rows of random people and sizes; the seed is the parameter. */
class PackerLawTest {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void everyRowIsInOneBatchAndTheRowsOfAPersonKeepTheirOrder(long seed) throws Exception {
        var random = new Random(seed);
        Api api = seed % 4 == 0 ? Api.SINGLE : Api.BATCH;
        var packing = new Packing(api, seed % 3 == 0 ? IdentifierType.EMAIL : IdentifierType.ID);

        packing.add(rows(random), () -> finishSome(packing, random)).flush();

        assertThat(packing.packer().waiting()).isZero();
        assertThat(packing.sent()).isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
        everyRowIsInExactlyOneBatchAndPeopleAreAsTheirRowsSayOneByOne(packing, api);
        noBatchIsTooLargeOrHoldsAPersonTwice(packing);
        aBatchNamesTheUnfinishedOnesThatTouchItsPeople(packing);
    }

    private static String rows(Random random) {
        int people = 1 << random.nextInt(1, 12);
        var rows = new StringBuilder("[");
        for (int i = 0; i < 1500; i++) {
            String id = "Person" + random.nextInt(people) + "@example.org";
            int length = random.nextInt(20) == 0 ? random.nextInt(30_000) : random.nextInt(200);
            rows.append(i == 0 ? "" : ", ")
                    .append("{\"id\": \"")
                    .append(random.nextInt(4) == 0 ? id.toUpperCase(Locale.ROOT) : id)
                    .append("\", \"ü\\n\": \"")
                    .append("€".repeat(length / 3))
                    .append("\"")
                    .append(pick(random, ", \"n\": [1, {\"a\": null}]", ", \"n\": null", ""))
                    .append(pick(random, "", "", ", \"email\": \"" + random.nextInt(2) + "@x.org\""))
                    .append("}");
        }
        return rows.append("]").toString();
    }

    private static String pick(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static void finishSome(Packing packing, Random random) {
        if (random.nextInt(10) == 0) {
            List.copyOf(packing.unfinished()).stream()
                    .filter(sequence -> random.nextInt(3) > 0)
                    .forEach(packing::finish);
        }
    }

    private static void everyRowIsInExactlyOneBatchAndPeopleAreAsTheirRowsSayOneByOne(Packing packing, Api api) {
        var rows = new ArrayList<Long>();
        for (Packing.Sent sent : packing.sent()) {
            rows.addAll(sent.rows());
            var entries = new TreeMap<Integer, List<String>>();
            for (int i = 0; i < sent.rows().size(); i++) {
                Packing.Given given = given(packing, sent.rows().get(i));
                assertThat(sent.keys().get(i)).isEqualTo(given.key());
                assertThat(sent.records().get(i)).isEqualTo(given.record());
                entries.computeIfAbsent(sent.people().get(i), person -> new ArrayList<>())
                        .add(given.entry());
            }
            assertThat(STRICT.readTree(sent.body()).isObject()).isTrue();
            switch (api) {
                case BATCH -> asTheRowsSay(sent.body(), List.copyOf(entries.values()));
                case SINGLE ->
                    assertThat(entries.values())
                            .singleElement()
                            .satisfies(one ->
                                    assertThat(one).singleElement().asString().endsWith(":" + sent.body() + "}"));
            }
        }
        assertThat(rows).doesNotHaveDuplicates().hasSameSizeAs(packing.given());
    }

    private static void asTheRowsSay(String body, List<List<String>> people) {
        if (people.stream().allMatch(rows -> rows.size() == 1)) {
            String entries = people.stream().map(List::getFirst).collect(Collectors.joining(","));
            assertThat(body).isEqualTo("{\"batch\":[" + entries + "]}");
        }
        JsonNode batch = STRICT.readTree(body).get("batch");
        assertThat(batch.size()).isEqualTo(people.size());
        for (int i = 0; i < people.size(); i++) {
            var expected = (ObjectNode) STRICT.readTree(people.get(i).getFirst());
            for (String row : people.get(i)) {
                var entry = (ObjectNode) STRICT.readTree(row);
                assertThat(entry.get("identifiers")).isEqualTo(expected.get("identifiers"));
                ((ObjectNode) expected.get("attributes")).setAll((ObjectNode) entry.get("attributes"));
            }
            assertThat(batch.get(i)).isEqualTo(expected);
        }
    }

    private static Packing.Given given(Packing packing, long row) {
        return packing.given().get((int) row - 1);
    }

    private static void noBatchIsTooLargeOrHoldsAPersonTwice(Packing packing) {
        for (Packing.Sent sent : packing.sent()) {
            assertThat(sent.bytes()).isLessThanOrEqualTo(Packer.MAX_BODY);
            var people = new HashMap<Long, Integer>();
            for (int i = 0; i < sent.rows().size(); i++) {
                int place = sent.people().get(i);
                assertThat(people.computeIfAbsent(
                                given(packing, sent.rows().get(i)).person(), person -> place))
                        .isEqualTo(place);
            }
        }
    }

    private static void aBatchNamesTheUnfinishedOnesThatTouchItsPeople(Packing packing) {
        var batchOfRow = new HashMap<Long, Packing.Sent>();
        packing.sent().forEach(sent -> sent.rows().forEach(row -> batchOfRow.put(row, sent)));
        Map<Long, Long> lastRow = new HashMap<>();
        for (long row = 1; row <= packing.given().size(); row++) {
            Long before = lastRow.put(given(packing, row).person(), row);
            if (before != null) {
                long earlier = requireNonNull(batchOfRow.get(before)).sequence();
                Packing.Sent later = requireNonNull(batchOfRow.get(row));
                assertThat(later.sequence()).isGreaterThanOrEqualTo(earlier);
                if (later.sequence() > earlier && !packing.wasFinished(earlier, (int) row)) {
                    assertThat(later.predecessors()).contains(earlier);
                }
            }
        }
    }
}
