package dev.upserter.cli;

import dev.upserter.cli.shell.Results;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.text.Messages;
import dev.upserter.cli.text.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The command line as typed, in this process: arguments in; streams and exit code out. */
public final class Typed {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Queue<Runnable> stops = new ConcurrentLinkedQueue<>();
    private InputStream in = InputStream.nullInputStream();
    private Map<String, String> environment = Map.of();
    private Terminal terminal = Terminal.none();

    Typed with(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    Typed on(Terminal other) {
        terminal = other;
        return this;
    }

    Typed stdin(String text) {
        in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Typed stdin(InputStream typing) {
        in = typing;
        return this;
    }

    public int run(String... arguments) {
        var shell = new Shell(
                in,
                new Results(out),
                new Messages(new PrintStream(err, false, StandardCharsets.UTF_8)),
                terminal,
                environment,
                stops::add);
        return Program.run(shell, arguments);
    }

    /** Acts as Ctrl-C; false if no command listens yet. */
    boolean interrupt() {
        stops.forEach(Runnable::run);
        return !stops.isEmpty();
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
