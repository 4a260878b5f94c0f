package dev.upserter.cli.shell;

import dev.upserter.cli.text.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output, which remembers what could not be written. For one thread. */
public final class Results {
    private final OutputStream out;
    private @Nullable String failure;
    private boolean left;

    public Results(OutputStream out) {
        this.out = out;
    }

    /** Prints a text and a line break in one write. */
    void print(String text) {
        try {
            out.write((Printable.escaped(text) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
            left |= failure.contains("Broken pipe") || failure.contains("Pipe closed");
        }
    }

    /** Why output was lost, if it was. A reader that closes the pipe has seen enough, so nothing is lost then. */
    Optional<String> loss() {
        return left ? Optional.empty() : Optional.ofNullable(failure);
    }

    /** Whether the reader has closed the pipe. */
    boolean isLeft() {
        return left;
    }
}
