package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.store.Person;
import dev.upserter.sandbox.traffic.Stats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a real process at random moments, again and again, and lets it go on until it is done. How many processes are killed
 * in each of its four cases is set by {@code -Dcrashes=N}.
 */
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {
    private static final int CRASHES = Integer.getInteger("crashes", 13);
    private static final int PEOPLE = 400;
    private static final int ROWS = 500;

    @TempDir
    Path folder;

    private int kills;
    private int rounds;

    @ParameterizedTest
    @EnumSource(Api.class)
    void noRowIsLostAndNoneIsOlderHoweverOftenTheProcessIsKilled(Api api) throws Exception {
        var random = new Random(api == Api.BATCH ? 20261124 : 20261125);
        while (kills < CRASHES) {
            rounds++;
            Path data = folder.resolve("data-" + rounds + ".json");
            Map<String, Map<String, String>> expected = write(data, api, random);
            runUntilDone(api, data, expected, random);
        }
        assertThat(kills).isGreaterThanOrEqualTo(CRASHES);
    }

    /** The next night brings another file, before the one before was sent: it is finished first, kill after kill. */
    @ParameterizedTest
    @EnumSource(Api.class)
    void noRowIsLostAndNoneIsOlderThoughEveryKillIsFollowedByAnotherFile(Api api) throws Exception {
        var random = new Random(api == Api.BATCH ? 20261128 : 20261129);
        while (kills < CRASHES) {
            try (var sandbox = Sandbox.start()) {
                sandbox.faults(Faults.parse("429=0.02,500=0.04,503=0.04,500-applied=0.03,reset=0.04,lost=0.03"));
                sandbox.latency(Duration.ZERO, Duration.ofMillis(10));
                var expected = new HashMap<String, Map<String, String>>();
                String report = "";
                for (int attempts = 0; report.isEmpty(); attempts++) {
                    assertThat(attempts).as("runs without an end").isLessThan(200);
                    Path data = folder.resolve("data-" + ++rounds + ".json");
                    write(data, api, random).forEach((person, later) -> expected.merge(person, later, CrashTest::both));
                    report = execute(sandbox, api, data, random.nextInt(attempts > 4 ? 6000 : 60));
                    kills += report.isEmpty() ? 1 : 0;
                }
                assertThat(report).contains("\"status\" : \"completed\"").doesNotContain("ROWS_ABANDONED");
                assertThat(values(sandbox)).isEqualTo(expected);
            }
        }
        assertThat(kills).isGreaterThanOrEqualTo(CRASHES);
    }

    private static Map<String, String> both(Map<String, String> before, Map<String, String> later) {
        var both = new HashMap<>(before);
        both.putAll(later);
        return both;
    }

    private void runUntilDone(Api api, Path data, Map<String, Map<String, String>> expected, Random random)
            throws Exception {
        try (var sandbox = Sandbox.start()) {
            sandbox.faults(Faults.parse("429=0.02,500=0.04,503=0.04,500-applied=0.03,reset=0.04,lost=0.03"));
            sandbox.latency(Duration.ZERO, Duration.ofMillis(10));
            int killedHere = 0;
            int attempts = 0;
            while (true) {
                String report = execute(sandbox, api, data, random.nextInt(60));
                attempts++;
                if (!report.isEmpty()) {
                    assertThat(report)
                            .contains("\"status\" : \"completed\"")
                            .contains("\"read\" : " + ROWS)
                            .contains("\"delivered\" : " + ROWS);
                    break;
                }
                killedHere++;
                assertThat(attempts).as("runs without an end").isLessThan(200);
            }
            kills += killedHere;
            assertThat(values(sandbox)).isEqualTo(expected);
            Stats stats = sandbox.stats();
            long perRequest = (stats.entriesApplied() + stats.requests() - 1) / Math.max(1, stats.requests()) + 30;
            long sentAgain = (killedHere * (long) CrashChild.PARALLELISM + stats.faults())
                    * (api == Api.SINGLE ? 1 : perRequest);
            assertThat(stats.entriesApplied())
                    .isBetween((long) (api == Api.SINGLE ? ROWS : expected.size()), ROWS + sentAgain);
        }
    }

    private String execute(Sandbox sandbox, Api api, Path data, int requests) throws IOException, InterruptedException {
        return CrashChild.execute(
                sandbox,
                sandbox.stats().requests() + requests,
                api.name(),
                data.toString(),
                folder.resolve("state").toString());
    }

    /**
     * Some people again, so that an older row could replace a newer one; for batches, people with three rows that follow each
     * other, so that rows are joined. What everybody's attributes are to be in the end, by person.
     */
    private static Map<String, Map<String, String>> write(Path file, Api api, Random random) throws IOException {
        int each = api == Api.BATCH ? 3 : 1;
        var people = new HashMap<String, Map<String, String>>();
        var text = new StringBuilder("[");
        String pad = "x".repeat(900);
        for (int row = 0; row < ROWS; row++) {
            String id = "p" + (row < PEOPLE ? row : random.nextInt(PEOPLE)) / each;
            Map<String, String> person = people.computeIfAbsent(id, unused -> new HashMap<>());
            person.put("n", "" + row);
            person.put("f" + row % 3, "" + row);
            text.append(row == 0 ? "" : ",\n")
                    .append("{\"id\":\"" + id + "\",\"n\":" + row + ",\"f" + row % 3 + "\":" + row);
            if (api == Api.BATCH) {
                for (int i = 0; i < 20; i++) {
                    text.append(",\"pad" + i + "\":\"" + pad + "\"");
                }
            }
            text.append('}');
        }
        Files.writeString(file, text.append(']'));
        return people;
    }

    private static Map<String, Map<String, String>> values(Sandbox sandbox) {
        var values = new HashMap<String, Map<String, String>>();
        for (Person person : sandbox.people()) {
            var attributes = new HashMap<>(person.attributes());
            attributes.keySet().removeIf(name -> name.startsWith("pad"));
            values.put(person.identifier(), attributes);
        }
        return values;
    }
}
