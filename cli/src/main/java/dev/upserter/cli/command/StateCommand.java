package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Amounts;
import dev.upserter.cli.text.Printable;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.run.StateSummary;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter state}: shows what is known of earlier deliveries, and deletes it. */
public final class StateCommand implements Command {
    @Override
    public String name() {
        return "state";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("WHAT")
                .required("CONFIG")
                .repeatable(Inputs.ONLY, "NAME")
                .option("--endpoint", "URL")
                .option("--state", "FOLDER")
                .flag("--suppressed")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        String what = given.argument(0).orElseThrow();
        Path path = Path.of(given.argument(1).orElseThrow());
        SyncSet set = ConfigReader.local(shell.environment()).readAll(path).only(given.texts(Inputs.ONLY));
        SyncSet there = set.map(sync -> Destinations.at(sync, Destinations.endpoint(given)));
        Path folder = Inputs.stateFolder(given, shell, path.resolveSibling(Inputs.STATE_FOLDER));
        switch (what) {
            case "show" ->
                shell.result(there.syncs().stream()
                        .map(sync -> show(sync, StateSummary.of(sync, folder))
                                + suppressed(StateSummary.suppressed(sync, folder)))
                        .collect(Collectors.joining("\n\n")));
            case "reset" ->
                shell.result(given.has("--suppressed") ? forget(there.only(), folder) : reset(there.only(), folder));
            default ->
                throw new UsageException(
                        "there is no upserter state " + Printable.of(what), "write upserter state show, or reset");
        }
        return ExitCode.DONE;
    }

    private static String reset(SyncConfig config, Path folder) {
        return StateSummary.reset(config, folder)
                ? "forgot all that was known of the sync " + config.sync()
                : "nothing was known of the sync " + config.sync();
    }

    private static String forget(SyncConfig config, Path folder) {
        return StateSummary.forgetSuppressed(config, folder)
                ? "forgot who was suppressed in the workspace of the sync " + config.sync()
                        + ". Where another sync sends only what changed, run it once with --full"
                : "no one was remembered as suppressed in the workspace of the sync " + config.sync();
    }

    private static String suppressed(long people) {
        return people == 0
                ? ""
                : "\n\n" + Amounts.count(people, "suppression") + " of the workspace " + (people == 1 ? "is" : "are")
                        + " remembered. Those people's rows are not sent.";
    }

    private static String show(SyncConfig config, Optional<StateSummary> summary) {
        if (summary.isEmpty()) {
            return "nothing is known of the sync " + config.sync() + ": its next run sends everything";
        }
        StateSummary known = summary.get();
        String marked = known.marked() == 0 ? "" : "\n  marked   " + Amounts.number(known.marked()) + " as removed";
        String misfit = known.misfit().isEmpty()
                ? ""
                : "\n\nA run of this configuration could not use it: it " + known.misfit() + ".";
        String what = known.keyType().indexOf(' ') < 0
                ? "%-7s  ".formatted(config.kind().kind().things()) + Amounts.number(known.people()) + ", known by "
                        + known.keyType()
                : "known    " + Amounts.number(known.people()) + " " + known.keyType();
        return "The sync " + config.sync() + "\n\n  " + what + marked + "\n  values   "
                + (known.hasValues() ? "kept" : "not kept, only fingerprints")
                + "\n  size     " + Amounts.bytes(known.bytes()) + "\n  file     " + known.place() + misfit;
    }
}
