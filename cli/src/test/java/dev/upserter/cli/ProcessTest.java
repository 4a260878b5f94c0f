package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program as a process of its own: what only the real one shows, such as its answer to signals. */
@Timeout(60)
class ProcessTest {
    @Test
    void theSandboxListensUntilItIsAskedToEnd() throws Exception {
        Process sandbox = start("sandbox", "--port", "0");
        try (BufferedReader out = sandbox.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("The sandbox, a local Customer.io, listens on http://127.0.0.1:");
            sandbox.toHandle().destroy(); // leaves the streams open
            assertThat(sandbox.waitFor()).isZero();
        }
        assertThat(sandbox.errorReader(StandardCharsets.UTF_8).lines()).isEmpty();
    }

    /** Starts the program on the classes under test. */
    static Process start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(new File(".")).start();
    }
}
