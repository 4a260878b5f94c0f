package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.text.Purpose;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter check}: shows what would be lost, and tests the credentials. */
public final class CheckCommand implements Command {
    @Override
    public String name() {
        return "check";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("CONFIG")
                .optional("DATA")
                .repeatable(Inputs.ONLY, "NAME")
                .flag("--sandbox")
                .option("--endpoint", "URL")
                .flag("--wait")
                .option("--limit", "N")
                .flag("--incremental")
                .flag("--full")
                .flags(StateOptions.OF_EVENTS)
                .option("--state", "FOLDER")
                .flag("--json")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        return Inputs.areSeveral(given)
                ? WatchedSeries.of(given, shell, Purpose.CHECK).execute()
                : WatchedRun.of(given, shell, Purpose.CHECK).execute();
    }
}
