package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.plan.Mode;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.store.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Kills a real process that mirrors a source, at random moments, day after day of a source that changes. How many processes
 * are killed at least is set by {@code -Dcrashes=N}.
 */
@Execution(ExecutionMode.CONCURRENT)
class MirrorCrashTest {
    private static final int CRASHES = Integer.getInteger("crashes", 13);
    private static final int PEOPLE = 400;
    private static final String PAD = "x".repeat(900);

    @TempDir
    Path folder;

    private final Random random = new Random(20261126);
    private final Map<String, Integer> source = new HashMap<>();
    private int kills;
    private int days;

    @Test
    void noChangeIsLostAndNoneIsSentAgainHoweverOftenTheProcessIsKilled() throws Exception {
        try (var sandbox = Sandbox.start()) {
            while (kills < CRASHES) {
                day(sandbox);
            }
        }
        assertThat(kills).isGreaterThanOrEqualTo(CRASHES);
    }

    @Test
    void customerIoHoldsWhatTheLastSourceSaysThoughEveryKillIsFollowedByAnotherSource() throws Exception {
        try (var sandbox = Sandbox.start()) {
            while (kills < CRASHES) {
                String report = "";
                for (int attempts = 0; report.isEmpty(); attempts++) {
                    assertThat(attempts).as("runs without an end").isLessThan(200);
                    Path data = folder.resolve("day-" + ++days + ".json");
                    changeLittle();
                    write(data);
                    trouble(sandbox);
                    report = execute(sandbox, data, sandbox.stats().requests() + random.nextInt(14));
                    kills += report.isEmpty() ? 1 : 0;
                }
                assertThat(report).contains("\"status\" : \"completed\"");
                assertThat(values(sandbox)).isEqualTo(source);
            }
        }
    }

    /** Back and forth between few values, so that the next source often says what was delivered before. */
    private void changeLittle() {
        for (int i = 0; i < PEOPLE / 4; i++) {
            String person = "p" + random.nextInt(PEOPLE);
            if (random.nextInt(3) == 0) {
                source.remove(person);
            } else {
                source.put(person, random.nextInt(2));
            }
        }
    }

    private static void trouble(Sandbox sandbox) {
        sandbox.faults(Faults.parse("429=0.02,500=0.04,503=0.04,500-applied=0.03,reset=0.04,lost=0.03"));
        sandbox.latency(Duration.ZERO, Duration.ofMillis(10));
    }

    private void day(Sandbox sandbox) throws IOException, InterruptedException {
        Path data = folder.resolve("day-" + ++days + ".json");
        change();
        write(data);
        trouble(sandbox);
        long before = sandbox.stats().requests();
        String report = execute(sandbox, data, before + random.nextInt(14));
        for (int attempts = 1; report.isEmpty(); attempts++) {
            kills++;
            assertThat(attempts).as("runs without an end").isLessThan(200);
            report = execute(sandbox, data, sandbox.stats().requests() + random.nextInt(14));
        }
        assertThat(report).contains("\"status\" : \"completed\"").contains("\"read\" : " + source.size());
        assertThat(values(sandbox)).isEqualTo(source);
        sandbox.faults(Faults.none());
        long delivered = sandbox.stats().entriesApplied();
        assertThat(execute(sandbox, data, Long.MAX_VALUE)).contains("\"unchanged\" : " + source.size());
        assertThat(sandbox.stats().entriesApplied()).isEqualTo(delivered);
    }

    private void change() {
        for (int i = 0; i < PEOPLE; i++) {
            String person = "p" + random.nextInt(PEOPLE);
            if (random.nextInt(3) == 0) {
                source.remove(person);
            } else {
                source.put(person, random.nextInt(1000));
            }
        }
    }

    private void write(Path file) throws IOException {
        String text = source.entrySet().stream()
                .map(person -> "{\"id\":\"" + person.getKey() + "\",\"n\":" + person.getValue() + pads() + "}")
                .collect(Collectors.joining(",\n", "[", "]"));
        Files.writeString(file, text);
    }

    private static String pads() {
        var pads = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            pads.append(",\"pad" + i + "\":\"" + PAD + "\"");
        }
        return pads.toString();
    }

    private String execute(Sandbox sandbox, Path data, long requests) throws IOException, InterruptedException {
        return CrashChild.execute(
                sandbox,
                requests,
                Api.BATCH.name(),
                data.toString(),
                folder.resolve("state").toString(),
                Mode.MIRROR.name());
    }

    private static Map<String, Integer> values(Sandbox sandbox) {
        return sandbox.people().stream()
                .collect(Collectors.toMap(
                        Person::identifier,
                        person -> Integer.valueOf(person.attributes().getOrDefault("n", "-1"))));
    }
}
