package dev.upserter.cli.shell;

import dev.upserter.cli.text.Colours;
import dev.upserter.cli.text.Messages;
import dev.upserter.cli.text.Printable;
import dev.upserter.cli.text.Terminal;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of a command. Tests create their own.
 *
 * @param in          standard input
 * @param out         standard output, for results
 * @param messages    standard error, for everything else
 * @param terminal    what is known of the terminal
 * @param environment the environment variables
 * @param interrupts  where requests to stop come from
 */
public record Shell(
        InputStream in,
        Results out,
        Messages messages,
        Terminal terminal,
        Map<String, String> environment,
        Interrupts interrupts) {

    public Shell {
        environment = Map.copyOf(environment);
    }

    /** Prints a result in one write. */
    public void result(String text) {
        result(text, Optional.empty());
    }

    /**
     * Prints a result that may be in a file too.
     *
     * @param file the file; empty where there is none
     */
    public void result(String text, Optional<String> file) {
        out.print(text);
        if (out.isLeft()) {
            file.ifPresent(
                    name -> messages.print("standard output was closed. The report is in " + Printable.of(name)));
        }
        out.loss()
                .ifPresent(why -> messages.print("error: the result could not be written to standard output: "
                        + Printable.of(why)
                        + file.map(name -> "\nhint: the report is in " + Printable.of(name))
                                .orElse("")));
    }

    /** The exit code of a command, if its output was written; a result that was lost must not look like a success. */
    public int exitCode(int code) {
        boolean saysDone = code < ExitCode.REFUSED || code == ExitCode.CHANGES;
        return saysDone && out.loss().isPresent() ? ExitCode.STOPPED : code;
    }

    /** How results are coloured. */
    public Colours resultColours() {
        return Colours.when(terminal.results() && mayColour());
    }

    /** How messages are coloured. */
    public Colours messageColours() {
        return Colours.when(terminal.messages() && mayColour());
    }

    private boolean mayColour() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
