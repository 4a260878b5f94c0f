package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.text.Amounts;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.history.OldRuns;
import dev.upserter.history.StateFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter prune}: removes the folders of old runs. */
public final class PruneCommand implements Command {
    @Override
    public String name() {
        return "prune";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .optional("CONFIG")
                .repeatable(Inputs.ONLY, "NAME")
                .option("--older-than", "TIME")
                .option("--state", "FOLDER")
                .flag("--dry-run")
                .spec();
    }

    @Override
    public int run(ParsedOptions options, Shell shell) {
        StateFolder folder = RunsCommand.folder(options, shell);
        var old = new OldRuns(folder);
        Optional<Duration> given = options.duration("--older-than", "30d");
        var runs = new ArrayList<String>();
        var reduced = new ArrayList<String>();
        for (Optional<SyncConfig> sync : syncs(options, shell)) {
            Duration keep = given.orElse(sync.map(SyncConfig::keepRuns).orElse(SyncConfig.DEFAULT_KEEP_RUNS));
            OldRuns.Removed removed =
                    old.prune(sync.map(SyncConfig::sync), keep, Instant.now(), options.has("--dry-run"));
            runs.addAll(removed.runs());
            reduced.addAll(removed.reduced());
        }
        OldRuns.Removed removed = new OldRuns.Removed(runs, reduced);
        shell.result(text(removed, options.has("--dry-run")));
        return ExitCode.DONE;
    }

    /** Those of CONFIG, each with the time for which it keeps its runs; all alike without it. */
    private static List<Optional<SyncConfig>> syncs(ParsedOptions options, Shell shell) {
        return options.argument(0)
                .map(path -> ConfigReader.local(shell.environment())
                        .readAll(Path.of(path))
                        .only(options.texts(Inputs.ONLY))
                        .syncs())
                .map(syncs -> syncs.stream().map(Optional::of).toList())
                .orElseGet(() -> List.of(Optional.empty()));
    }

    private static String text(OldRuns.Removed removed, boolean dry) {
        var lines = new ArrayList<String>();
        add(lines, removed.runs(), dry ? "would be removed" : "removed");
        add(lines, removed.reduced(), (dry ? "would be reduced" : "reduced") + " to the rows that were not retried");
        return lines.isEmpty() ? "no run is old enough to be removed" : String.join("\n", lines);
    }

    private static void add(List<String> lines, List<String> runs, String what) {
        if (!runs.isEmpty()) {
            lines.add(Amounts.count(runs.size(), "run") + " " + what);
            runs.forEach(run -> lines.add("  " + run));
        }
    }
}
