package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README shows is what the program prints. */
class ReadmeOutputTest {
    @Test
    void theOutputOnTheFirstScreenIsThatOfTheDemonstration() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        int start = readme.indexOf("```\nCompleted with problems") + 4;
        String shown = readme.substring(start, readme.indexOf("```", start)).replaceAll(":[0-9]+\n", ":PORT\n");

        assertThat(shown.lines().filter(line -> !line.isBlank())).hasSize(8);
        assertThat(Files.readString(Path.of("src/test/resources/golden/demo.txt"))
                        .replaceAll("(?m)^  time .*\n", ""))
                .as("held by DemoTest")
                .contains(shown);
    }
}
