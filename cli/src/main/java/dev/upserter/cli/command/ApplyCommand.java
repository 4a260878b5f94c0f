package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.text.Purpose;
import dev.upserter.run.option.PlanFile;
import java.nio.file.Path;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter apply}: sends a saved plan, and nothing else. */
public final class ApplyCommand implements Command {
    @Override
    public String name() {
        return "apply";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("FILE")
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
        PlanFile plan = PlanFile.read(Path.of(given.argument(0).orElseThrow()));
        return new WatchedRun(given, shell, Inputs.ofPlan(plan, given, shell), Purpose.APPLY, OptionalLong.empty())
                .execute();
    }
}
