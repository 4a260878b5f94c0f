package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.report.SetReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.series.SeriesData;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sync.SeveralSyncs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merges are sent in the order of their rows: who is merged into whom next depends on it, and nothing undoes it. */
class MergeOrderTest {
    @TempDir
    private Path folder;

    private String merged(String api, int people, List<String> merges) throws Exception {
        Files.writeString(
                folder.resolve("people.csv"),
                IntStream.rangeClosed(1, people).mapToObj(i -> i + "\n").collect(Collectors.joining("", "id\n", "")));
        Files.writeString(folder.resolve("merges.csv"), "keep,gone\n" + String.join("\n", merges) + "\n");
        try (var sandbox = Sandbox.start()) {
            String config = "siteId: " + sandbox.siteId() + "\napiKey: " + sandbox.apiKey() + "\nendpoint: "
                    + sandbox.endpoint() + "\napi: " + api + """

                    syncs:
                      - {sync: people, userId: id, source: {file: people.csv}}
                      - {sync: merges, type: merge, userId: keep, duplicate: gone, irreversible: true,
                         source: {file: merges.csv}}
                    """;
            SyncSet set = ConfigReader.local(Map.of()).readAll(config.getBytes(StandardCharsets.UTF_8), "merges.yaml");
            SetReport report = SeveralSyncs.of(set).run(SeriesData.in(folder), RunOptions.in(folder.resolve("state")));
            assertThat(report.exitCode()).as(report.toJson()).isZero();
            return IntStream.rangeClosed(1, people)
                    .mapToObj(Integer::toString)
                    .filter(id -> sandbox.person(id).isPresent())
                    .collect(Collectors.joining(" "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "single"})
    void aChainEndsInItsLastPerson(String api) throws Exception {
        List<String> chain =
                IntStream.range(1, 200).mapToObj(i -> i + 1 + "," + i).toList();

        assertThat(merged(api, 200, chain)).isEqualTo("200");
    }

    @Test
    void theFirstOfTwoContraryRowsDecides() throws Exception {
        assertThat(merged("batch", 2, List.of("1,2", "2,1"))).isEqualTo("1");
    }

    @Test
    void theyAreInOrderAlsoWhereTheyAreTooManyForTheMemory() throws Exception {
        var pairs = IntStream.rangeClosed(1, 15_000)
                .mapToObj(i -> 2 * i - 1 + "," + 2 * i)
                .collect(Collectors.toList());
        Collections.shuffle(pairs, new Random(7));
        List<String> contrary = IntStream.rangeClosed(1, 15_000)
                .mapToObj(i -> 2 * i + "," + (2 * i - 1))
                .toList();
        pairs.addAll(contrary);

        String left = merged("batch", 30_000, pairs);

        assertThat(left)
                .isEqualTo(IntStream.rangeClosed(1, 15_000)
                        .mapToObj(i -> Integer.toString(2 * i - 1))
                        .collect(Collectors.joining(" ")));
    }
}
