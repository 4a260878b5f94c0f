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
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Kills a real process that suppresses people, at random moments. Whoever was suppressed is remembered: of a source that holds
 * everybody again, exactly their rows are not sent. How many processes are killed at least is a third of {@code -Dcrashes=N}.
 */
@Execution(ExecutionMode.CONCURRENT)
class SuppressionCrashTest {
    private static final int CRASHES = Integer.getInteger("crashes", 13) / 3;
    private static final int PEOPLE = 4000;
    private static final int STAY = 500;
    private static final String PAD = "x".repeat(130);

    @TempDir
    Path folder;

    private final Random random = new Random(20261128);
    private int kills;

    @Test
    void whoeverWasSuppressedIsRememberedHoweverOftenTheProcessIsKilled() throws Exception {
        for (int round = 0; kills < CRASHES; round++) {
            round(folder.resolve("round-" + round));
        }
        assertThat(kills).isGreaterThanOrEqualTo(CRASHES);
    }

    private void round(Path round) throws IOException, InterruptedException {
        Files.createDirectories(round);
        Path all = write(round.resolve("all.json"), PEOPLE);
        Path some = write(round.resolve("some.json"), STAY);
        try (var sandbox = Sandbox.start()) {
            assertThat(execute(sandbox, round, all, Long.MAX_VALUE)).contains("\"delivered\" : " + PEOPLE);
            sandbox.faults(Faults.parse("500=0.05,500-applied=0.05,reset=0.05,lost=0.03"));
            sandbox.latency(Duration.ZERO, Duration.ofMillis(20));
            String report = "";
            for (int attempts = 0; report.isEmpty(); attempts++) {
                assertThat(attempts).as("runs without an end").isLessThan(100);
                report = execute(sandbox, round, some, sandbox.stats().requests() + random.nextInt(8));
                kills += report.isEmpty() ? 1 : 0;
            }
            sandbox.faults(Faults.none());
            assertThat(sandbox.peopleCount()).isEqualTo(STAY);
            String back = execute(sandbox, round, all, Long.MAX_VALUE);
            assertThat(back).contains("\"filtered\" : " + (PEOPLE - STAY), "\"unchanged\" : " + STAY, "SUPPRESSED");
            assertThat(sandbox.peopleCount()).isEqualTo(STAY);
            assertThat(sandbox.stats().suppressed())
                    .as("rows that Customer.io ignored")
                    .isZero();
        }
    }

    private static Path write(Path file, int people) throws IOException {
        return Files.writeString(
                file,
                IntStream.range(0, people)
                        .mapToObj(i -> "{\"id\":\"p" + i + PAD + "\"}")
                        .collect(Collectors.joining(",\n", "[", "]")));
    }

    private static String execute(Sandbox sandbox, Path round, Path data, long requests)
            throws IOException, InterruptedException {
        return CrashChild.execute(
                sandbox,
                requests,
                Api.BATCH.name(),
                data.toString(),
                round.resolve("state").toString(),
                Mode.MIRROR.name(),
                Removal.SUPPRESS.name());
    }
}
