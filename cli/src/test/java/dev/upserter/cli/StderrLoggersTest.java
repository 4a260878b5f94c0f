package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.cli.text.Messages;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StderrLoggersTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final System.Logger log = new StderrLoggers.Lines(
            "dev.upserter.test", new Messages(new PrintStream(bytes, false, StandardCharsets.UTF_8)));

    @Test
    void warningsAndErrorsAreALineEach() {
        log.log(Level.INFO, "a milestone");
        log.log(Level.WARNING, "the folder {0} is readable by others", "x");
        log.log(Level.ERROR, "lost\033[2J", new IllegalStateException("a secret value"));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("warning: the folder x is readable by others\nerror: lost?[2J\n");
    }

    @Test
    void theJdkTakesThisBackend() {
        assertThat(System.getLogger("dev.upserter.test").isLoggable(Level.INFO)).isFalse();
        assertThat(System.getLogger("dev.upserter.test").isLoggable(Level.WARNING))
                .isTrue();
    }
}
