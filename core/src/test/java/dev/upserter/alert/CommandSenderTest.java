package dev.upserter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.report.RunReport;
import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts that a program reads. */
@Timeout(60)
class CommandSenderTest {
    private static final Message MESSAGE = new Message("people: failed", List.of("why"), "{\"sync\": \"people\"}");

    @TempDir
    Path folder;

    private Sent send(Duration timeout, String... words) throws InterruptedException {
        return new CommandSender(List.of(words), folder).send(MESSAGE, timeout);
    }

    private void script(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void aProgramBesideTheConfigurationReadsTheAlert() throws Exception {
        script("page-me", "cat >\"$1\"\n");
        try (Sandbox sandbox = Sandbox.start()) {
            var sync = new AlertedSync(
                    folder, sandbox, "alerts: [{command: [./page-me, \"$HOME; a b.json\"], when: [problems]}]\n");
            RunReport report = sync.run(2, 1);
            assertThat(Files.readString(folder.resolve("$HOME; a b.json")))
                    .startsWith("{\"version\":1,\"event\":\"alert\",\"title\":\"people: problems\",\"sync\":\"people\"")
                    .contains("\"run\":\"" + report.run() + "\"")
                    .endsWith("}\n");
        }
    }

    @Test
    void itsExitCodeIsReported() throws Exception {
        script("fails", "echo secret; exit 3\n");
        assertThat(send(CommandSender.TIMEOUT, "./fails").why()).isEqualTo("the program ended with exit code 3");
    }

    @Test
    void aProgramThatIsNotThereIsReported() throws Exception {
        assertThat(send(CommandSender.TIMEOUT, "./none").why()).isEqualTo("the program could not be started");
    }

    @Test
    void aProgramNeedNotReadTheAlert() throws Exception {
        assertThat(send(CommandSender.TIMEOUT, "true").isDone()).isTrue();
    }

    @Test
    void aProgramThatHangsIsEndedWithWhatItHasStarted() throws Exception {
        script("hangs", "sleep 300 & echo $! >child; wait\n");
        Sent sent = send(Duration.ofSeconds(2), "./hangs");

        assertThat(sent.why()).isEqualTo("the program did not end within 2 s, and was ended");
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
    }
}
