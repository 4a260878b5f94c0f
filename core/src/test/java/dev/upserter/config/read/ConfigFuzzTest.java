package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a file, reading it gives a configuration or problems with their places. */
final class ConfigFuzzTest {
    private static final int ROUNDS = 10_000;
    private static final ConfigReader READER = ConfigReader.local(Map.of("A", "x"));
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "'",
        "\\",
        "\\u",
        "\\ud800",
        "\\U",
        "${",
        "${A}",
        "${B}",
        "#",
        "//",
        "&a",
        "*a",
        "!",
        "!!str ",
        "---\n",
        "...\n",
        "%YAML",
        "|",
        ">",
        "? ",
        "- ",
        "\n",
        "\r",
        "\t",
        " ",
        "null",
        "true",
        "~",
        "0x",
        "1e9",
        "99999999999",
        "é",
        "😀",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "\0",
        "\u0007",
        "cio_id",
        "\"userId\"",
        "userId: ",
        "<<: "
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../examples/configuration.json",
                "../examples/configuration.yaml",
                "src/test/resources/dev/upserter/config/many-mistakes.json"
            })
    void mutatedFilesGiveAConfigurationOrProblemsWithPlaces(Path file) throws IOException {
        byte[] original = Files.readAllBytes(file);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            int accepted = 0;
            for (int seed = 0; seed < ROUNDS; seed++) {
                byte[] text = mutate(original, new Random(seed));
                String name = seed % 5 == 0 ? "file" : file.getFileName().toString();
                try {
                    assertThat(READER.read(text, name).sync()).isNotEmpty();
                    accepted++;
                } catch (ProblemException e) {
                    requirePlaces(e, text, seed);
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + seed + ": " + new String(text, StandardCharsets.UTF_8), e);
                }
            }
            assertThat(accepted)
                    .as("a share of the mutations does no harm")
                    .isBetween(file.startsWith("src") ? 0 : ROUNDS / 100, ROUNDS * 3 / 5);
        });
    }

    private static byte[] mutate(byte[] original, Random random) {
        String text = new String(original, StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + (random.nextInt(3) == 0 ? random.nextInt(60) : random.nextInt(2)));
            String piece = random.nextInt(3) == 0 ? "" : PIECES[random.nextInt(PIECES.length)];
            text = text.substring(0, from) + piece + text.substring(to);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(8) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static void requirePlaces(ProblemException e, byte[] text, int seed) {
        long lines = 1 + new String(text, StandardCharsets.UTF_8).lines().count();
        assertThat(e.problems()).as("seed %d", seed).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(Code.CONFIG_INVALID);
            assertThat(problem.location()).isInstanceOfSatisfying(Location.InText.class, place -> {
                assertThat(place.line()).isBetween(1L, lines);
                assertThat(place.column()).isBetween(1L, text.length + 1L);
            });
        });
    }
}
