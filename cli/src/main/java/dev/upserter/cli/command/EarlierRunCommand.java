package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.text.Purpose;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command about an earlier run: {@code upserter resume} continues a run that was cut off or stopped,
 * {@code upserter retry} sends again what a run did not deliver.
 *
 * @param name    as it is typed
 * @param purpose what it does with the run
 */
public record EarlierRunCommand(String name, Purpose purpose) implements Command {
    public static final Command RESUME = new EarlierRunCommand("resume", Purpose.RESUME);
    public static final Command RETRY = new EarlierRunCommand("retry", Purpose.RETRY);

    @Override
    public CommandSpec spec() {
        return Arguments.of(name)
                .required("RUN")
                .flag("--sandbox")
                .flag("--yes")
                .flags(StateOptions.OF_EVENTS)
                .option("--endpoint", "URL")
                .flag("--wait")
                .option("--state", "FOLDER")
                .flag("--json")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        return WatchedRun.ofRun(given, shell, purpose).execute();
    }
}
