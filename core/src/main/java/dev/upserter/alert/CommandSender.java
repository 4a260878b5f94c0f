package dev.upserter.alert;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hands alerts to a program, as JSON on its standard input. No shell is involved, and nothing of the alert is in an argument,
 * which others on the machine could read. Its output is dropped.
 *
 * @param words  the program and its arguments
 * @param folder where it runs, and where a relative path of the program starts
 */
record CommandSender(List<String> words, Path folder) {
    /** After this it is ended, with all that it has started. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    Sent send(Message message, Duration timeout) throws InterruptedException {
        var command = new ArrayList<>(words);
        if (words.getFirst().indexOf('/') >= 0) {
            command.set(0, folder.resolve(words.getFirst()).normalize().toString());
        }
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Sent.failed(
                    "the program could not be started",
                    "check that it is there and may be executed. A path that starts with ./ begins at the folder of the"
                            + " configuration");
        }
        try {
            hand(message, process);
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return Sent.failed(
                        "the program did not end within " + timeout.toSeconds() + " s, and was ended",
                        "let it hand over what takes long to another process");
            }
            int code = process.exitValue();
            return code == 0
                    ? Sent.DONE
                    : Sent.failed(
                            "the program ended with exit code " + code,
                            "run it by hand with the JSON of docs/alerts.md on its standard input");
        } finally {
            end(process);
        }
    }

    /** A program that does not read it has closed the pipe, which is its choice. */
    private static void hand(Message message, Process process) {
        try (OutputStream in = process.getOutputStream()) {
            in.write((message.json() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException unread) {
            // its exit code says what it makes of that
        }
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
