package dev.upserter.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.record.SourceRecord;
import dev.upserter.source.Source;
import dev.upserter.state.diff.Staging;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class BenchmarksTest {
    private static final int PEOPLE = 1000;

    /** The digest is that of {@code generate 1000}, without the line that closes the array. */
    @Test
    void thePeopleAreThoseOfTheGenerator() throws Exception {
        byte[] twice = People.json(PEOPLE).readNBytes(1 << 20);
        String text = new String(twice, StandardCharsets.US_ASCII);
        int lap = text.indexOf(",{\"id\":\"user-00000000\"");

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(twice, lap));
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("e336ea802de02f1072712325d115d6524a193a5703d1fa51e5490b995e89b698");
    }

    @Test
    void allFormsHoldTheSamePeopleAgainAndAgain() throws Exception {
        try (Source json = DataPath.open(People.json(PEOPLE), "people.json");
                Source ndjson = DataPath.open(People.ndjson(PEOPLE), "people.ndjson");
                Source csv = DataPath.open(People.csv(PEOPLE), "people.csv")) {
            for (int i = 0; i < 2 * PEOPLE + 1; i++) {
                SourceRecord record = DataPath.read(json);
                assertThat(DataPath.read(ndjson).json()).isEqualTo(record.json());
                SourceRecord row = DataPath.read(csv);
                for (int field = 0; field < record.shape().size(); field++) {
                    assertThat(row.shape().name(field)).isEqualTo(record.shape().name(field));
                    assertThat(row.value(field).text())
                            .isEqualTo(record.value(field).text());
                }
            }
        }
    }

    @Test
    void noRowIsRefusedAlone() throws Exception {
        var stages = new StageBenchmark();
        var batches = new StageBenchmark.Few();
        var singles = new StageBenchmark.FewSingle();
        for (int i = 0; i < PEOPLE; i++) {
            assertThat(stages.guard(batches)).isNotNull();
            assertThat(stages.map(batches).size()).isEqualTo(3);
            stages.packBatch(batches);
            stages.packSingle(singles);
        }
    }

    @Test
    void noRowOfAnotherKindIsLeftOut() throws Exception {
        var stages = new KindBenchmark();
        var wide = new KindBenchmark.Wide();
        var events = new KindBenchmark.Events();
        var byId = new KindBenchmark.EventsById();
        for (int i = 0; i < PEOPLE; i++) {
            stages.wholeWide(wide);
            stages.wholeEvents(events);
            stages.wholeById(byId);
        }
    }

    @Test
    void nobodyChangesInASecondRun() throws Exception {
        try (var comparison = ComparedPeople.of(PEOPLE);
                Staging staging = comparison.stage()) {
            assertThat(comparison.join(staging).unchanged()).isEqualTo(PEOPLE);
        }
    }
}
