package dev.upserter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a real process that tells of changes, at random moments and with faults of the service, day after day: each change has
 * its event once. How many processes are killed at least is set by {@code -Dcrashes=N}.
 */
@Execution(ExecutionMode.CONCURRENT)
class ChangeEventsCrashTest {
    private static final int CRASHES = Integer.getInteger("crashes", 8);
    private static final int PEOPLE = 150;

    @TempDir
    Path folder;

    private final Random random = new Random(20261129);
    private final List<String> expected = new ArrayList<>();
    private Map<String, Integer> source = new HashMap<>();
    private int kills;
    private int days;

    @ParameterizedTest
    @EnumSource(
            value = Removal.class,
            names = {"NOTHING", "SET"})
    void eachChangeHasItsEventOnceHoweverOftenTheProcessIsKilled(Removal removed) throws Exception {
        try (var sandbox = Sandbox.start()) {
            change();
            day(sandbox, removed);
            expected.clear();
            while (kills < CRASHES) {
                change();
                day(sandbox, removed);
                assertThat(told(sandbox)).as("day %d", days).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private void change() {
        var next = new HashMap<>(source);
        for (int i = 0; i < PEOPLE; i++) {
            String person = "p" + random.nextInt(PEOPLE);
            if (random.nextInt(3) == 0) {
                next.remove(person);
            } else {
                next.put(person, random.nextInt(3));
            }
        }
        next.forEach((person, n) -> {
            Integer before = source.get(person);
            if (before == null) {
                expected.add("Joined " + person + " " + n);
            } else if (!before.equals(n)) {
                expected.add("Altered " + person + " " + n);
            }
        });
        source.keySet().stream()
                .filter(person -> !next.containsKey(person))
                .forEach(person -> expected.add("Left " + person));
        source = next;
    }

    private void day(Sandbox sandbox, Removal removed) throws IOException, InterruptedException {
        Path data = folder.resolve("day-" + ++days + ".json");
        Files.writeString(
                data,
                source.entrySet().stream()
                        .map(person -> "{\"id\":\"" + person.getKey() + "\",\"n\":" + person.getValue() + "}")
                        .collect(Collectors.joining(",\n", "[", "]")));
        sandbox.faults(Faults.parse("429=0.02,500=0.04,503=0.04,500-applied=0.05,reset=0.04,lost=0.05"));
        sandbox.latency(Duration.ZERO, Duration.ofMillis(5));
        String report = "";
        for (int attempts = 0; report.isEmpty(); attempts++) {
            assertThat(attempts).as("runs without an end").isLessThan(100);
            report = execute(sandbox, data, removed, sandbox.stats().requests() + random.nextInt(400));
            kills += report.isEmpty() ? 1 : 0;
        }
        assertThat(report).contains("\"status\" : \"completed\"");
    }

    private String execute(Sandbox sandbox, Path data, Removal removed, long requests)
            throws IOException, InterruptedException {
        return CrashChild.execute(
                sandbox,
                requests,
                Api.SINGLE.name(),
                data.toString(),
                folder.resolve("state").toString(),
                Mode.MIRROR.name(),
                removed.name(),
                "events");
    }

    /** Name, person and value of each event in the sandbox. */
    private static List<String> told(Sandbox sandbox) {
        return Objects.requireNonNull(sandbox.contents().get("events")).values().stream()
                .map(event -> {
                    String[] words = event.split(" ", 5);
                    String n = words[4].replaceAll("\\D", "");
                    String person = words[1].substring(words[1].indexOf(':') + 1);
                    return words[2] + " " + person + (n.isEmpty() ? "" : " " + n);
                })
                .toList();
    }
}
