package dev.upserter.cli.shell;

import dev.upserter.cli.text.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output, which remembers what could not be written to it. For one thread. */
public final class Results {
    private final OutputStream out;
    private @Nullable String failure;
    private boolean left;

    public Results(OutputStream out) {
        this.out = out;
    }

    /** Writes a text and a line break, whole and at once. */
    void print(String text) {
        try {
            out.write((Printable.escaped(text) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
            left |= failure.contains("Broken pipe") || failure.contains("Pipe closed");
        }
    }

    /** Why something is lost, if that is so: whoever closes a pipe that it reads has seen enough. */
    Optional<String> loss() {
        return left ? Optional.empty() : Optional.ofNullable(failure);
    }

    /** Whether nobody reads it any more. */
    boolean isLeft() {
        return left;
    }
}
