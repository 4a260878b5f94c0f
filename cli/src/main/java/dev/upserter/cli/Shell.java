package dev.upserter.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a command finds around it. Tests make one of their own.
 *
 * @param in          standard input
 * @param out         standard output, for results
 * @param messages    standard error, for all the rest
 * @param terminal    what is known of the terminal
 * @param environment the environment's variables
 * @param interrupts  where requests to stop come from
 */
record Shell(
        InputStream in,
        PrintStream out,
        Messages messages,
        Terminal terminal,
        Map<String, String> environment,
        Interrupts interrupts) {

    Shell {
        environment = Map.copyOf(environment);
    }

    /** Prints a result, whole and at once. Nobody need be there to read it: the run's files hold the same. */
    void result(String text) {
        out.print(text + "\n");
        if (out.checkError()) {
            messages.print("the result could not be written to standard output");
        }
    }

    /** How results are coloured. */
    Colours resultColours() {
        return Colours.when(terminal.results() && mayColour());
    }

    /** How messages are coloured. */
    Colours messageColours() {
        return Colours.when(terminal.messages() && mayColour());
    }

    private boolean mayColour() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
