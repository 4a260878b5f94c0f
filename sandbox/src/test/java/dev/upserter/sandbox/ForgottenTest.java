package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nobody closes the sandbox. */
final class ForgottenTest {
    @Test
    void aForgottenSandboxDoesNotKeepTheProcessAlive() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForgottenMain.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(program.exitValue()).as(output).isZero();
            assertThat(output).contains("done");
        } finally {
            program.destroyForcibly();
        }
    }
}
