package dev.upserter.cli.shell;

import picocli.CommandLine.Model.CommandSpec;

/** A command. Its help is in {@code help/} under its name. */
public interface Command {
    /** Its name. */
    String name();

    /** Its options and arguments: all values are texts, which {@link ParsedOptions} converts. */
    CommandSpec spec();

    /**
     * Runs the command.
     *
     * @return the exit code
     * @throws UsageException                        if the arguments are wrong
     * @throws dev.upserter.problem.ProblemException if the configuration is wrong
     */
    int run(ParsedOptions given, Shell shell);
}
