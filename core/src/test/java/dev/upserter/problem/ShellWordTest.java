package dev.upserter.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain-1.csv",
                "a b",
                "it's",
                "~root",
                "a~b",
                "$HOME",
                "`id`",
                "a\"b\\c",
                "*?[x]",
                "{a,b}",
                "#x",
                "-n",
                "a;b&c|d",
                "übung",
                "line\nbreak",
                "tab\tbell\u0007",
                "\u202eright",
                "\uD83D\uDE00"
            })
    void theShellGetsTheWordBack(String word) throws IOException {
        String quoted = ShellWord.of(word);
        Process shell = new ProcessBuilder("bash", "-c", "printf %s " + quoted).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(word);
        assertThat(quoted).doesNotContainPattern("[\\p{Cc}\\u202e]");
    }
}
