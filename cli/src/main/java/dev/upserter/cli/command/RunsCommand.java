package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.text.Amounts;
import dev.upserter.cli.text.Colours;
import dev.upserter.cli.text.Columns;
import dev.upserter.cli.text.Printable;
import dev.upserter.cli.text.RunsJson;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.history.PastRun;
import dev.upserter.history.PastRuns;
import dev.upserter.history.StateFolder;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter runs}: lists the runs whose folders exist, newest first. */
public final class RunsCommand implements Command {
    private static final long SHOWN = 20;
    private static final List<String> TITLES =
            List.of("run", "sync", "purpose", "ended", "read", "delivered", "not delivered", "pending", "time");

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .optional("CONFIG")
                .repeatable(Inputs.ONLY, "NAME")
                .option("-n", "--limit", "N")
                .option("--state", "FOLDER")
                .flag("--json")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        StateFolder folder = folder(given, shell);
        List<PastRun> runs = list(
                folder,
                given.argument(0).map(config -> syncs(config, given, shell)).orElseGet(() -> given.texts(Inputs.ONLY)),
                given.wholeNumber("--limit", 1, Long.MAX_VALUE, SHOWN).orElse(SHOWN));
        shell.result(given.has("--json") ? RunsJson.write(runs) : text(runs, folder, shell.resultColours()));
        return ExitCode.DONE;
    }

    /** The state folder: beside CONFIG if that is given. */
    static StateFolder folder(ParsedOptions given, Shell shell) {
        Path beside = given.argument(0)
                .map(config -> Path.of(config).resolveSibling(Inputs.STATE_FOLDER))
                .orElse(Path.of(Inputs.STATE_FOLDER));
        return new StateFolder(Inputs.stateFolder(given, shell, beside));
    }

    /** The names of the syncs that a configuration describes, or of those that were chosen. */
    private static List<String> syncs(String config, ParsedOptions given, Shell shell) {
        return ConfigReader.local(shell.environment())
                .readAll(Path.of(config))
                .only(given.texts(Inputs.ONLY))
                .names();
    }

    private static List<PastRun> list(StateFolder folder, List<String> syncs, long most) {
        try {
            return new PastRuns(folder).newest(syncs, most);
        } catch (IOException e) {
            throw folder.unreadable(e);
        }
    }

    private static String text(List<PastRun> runs, StateFolder folder, Colours colours) {
        if (runs.isEmpty()) {
            return "there are no runs in " + Printable.of(folder.path().toString());
        }
        var rows = new ArrayList<List<String>>();
        rows.add(TITLES);
        runs.forEach(run -> rows.add(cells(run)));
        List<String> lines = Columns.align(rows);
        return colours.strong(lines.getFirst()) + "\n"
                + lines.stream().skip(1).collect(Collectors.joining("\n"))
                + "\n\nOne of them again: "
                + NextSteps.called() + " show RUN";
    }

    private static List<String> cells(PastRun run) {
        Optional<RunReport> report = run.report();
        Optional<Counts> counts = report.map(RunReport::records);
        return List.of(
                run.id(),
                Printable.of(run.sync()),
                run.aim().spelling(),
                PastRunText.ending(run),
                counts.map(Counts::read).map(Amounts::number).orElse(""),
                counts.map(Counts::delivered).map(Amounts::number).orElse(""),
                counts.map(count -> count.rejected() + count.deadLetters())
                        .map(Amounts::number)
                        .orElse(""),
                counts.map(Counts::pending).map(Amounts::number).orElse(""),
                report.map(RunReport::duration).map(Amounts::duration).orElse(""));
    }
}
