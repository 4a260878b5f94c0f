package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.text.Purpose;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter sync}: sends people to Customer.io. */
public final class SyncCommand implements Command {
    @Override
    public String name() {
        return "sync";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("CONFIG")
                .optional("DATA")
                .repeatable(Inputs.ONLY, "NAME")
                .flag("--sandbox")
                .option("--endpoint", "URL")
                .flag("--dry-run")
                .option("--limit", "N")
                .flag("--incremental")
                .flag("--full")
                .flag("--baseline")
                .flag("--allow-removals")
                .flag("--yes")
                .flags(StateOptions.OF_EVENTS)
                .flag("--resume")
                .flag("--resume=strict")
                .flag("--wait")
                .option("--state", "FOLDER")
                .flag("--json")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        Purpose purpose = given.has("--dry-run") ? Purpose.DRY_RUN : Purpose.SYNC;
        return Inputs.areSeveral(given)
                ? WatchedSeries.of(given, shell, purpose).execute()
                : WatchedRun.of(given, shell, purpose).execute();
    }
}
