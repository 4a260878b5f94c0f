package dev.upserter.cli.command;

import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Purpose;
import dev.upserter.cli.text.ReportText;
import dev.upserter.cli.text.SeriesText;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.report.RunReport;
import dev.upserter.report.SetReport;
import dev.upserter.run.Plan;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StopSignal;
import dev.upserter.run.series.Series;
import dev.upserter.source.DataFile;
import dev.upserter.sync.OneSync;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the syncs of one file would send, one after another.
 *
 * @param given the options
 * @param shell where to print
 */
record SeveralPlans(ParsedOptions given, Shell shell) {

    /**
     * Plans each, and returns the exit code.
     *
     * @throws UsageException if the plans were to be saved
     */
    int execute() {
        if (given.has("--out")) {
            throw new UsageException(
                    "--out saves the plan of one sync, and CONFIG has several",
                    "choose one of them, as with --only NAME");
        }
        SyncSet set = WatchedSeries.read(given, shell.environment())
                .map(sync -> Destinations.at(sync, Destinations.endpoint(given)));
        var plans = new ArrayList<Plan>();
        RunOptions options = options();
        SetReport report = new Series(set, WatchedSeries.data(given, shell), options)
                .execute((sync, rows) -> plan(sync, rows, options, plans), this::tell);
        print(report, plans);
        boolean differs = plans.stream().anyMatch(plan -> PlanCommand.exitCode(plan, given) == ExitCode.CHANGES);
        return report.exitCode() == ExitCode.DONE && differs ? ExitCode.CHANGES : report.exitCode();
    }

    private RunOptions options() {
        Path config = Inputs.config(given);
        var stop = new StopSignal();
        shell.interrupts().onFirst(stop::stop);
        return RunOptions.in(Inputs.stateFolder(given, shell, config.resolveSibling(Inputs.STATE_FOLDER)))
                .withStop(stop)
                .withConfiguration(config)
                .withState(StateOptions.of(given));
    }

    private RunReport plan(SyncConfig sync, DataFile rows, RunOptions options, List<Plan> plans) {
        Plan plan = OneSync.of(sync).plan(rows, options);
        plans.add(plan);
        if (!given.has("--json")) {
            WatchedSeries.title(sync.sync(), shell);
            PlanCommand.show(plan, sync.kind().kind(), given, shell);
        }
        return plan.report();
    }

    private void tell(SetReport.Entry entry) {
        RunReport report = entry.report();
        if (report != null && !given.has("--json")) {
            WatchedSeries.title(entry.sync(), shell);
            shell.messages()
                    .print(new ReportText(report, Purpose.DRY_RUN, shell.messageColours()).text(List.of(), List.of()));
        }
    }

    private void print(SetReport report, List<Plan> plans) {
        if (given.has("--json")) {
            shell.result(plans.stream()
                    .map(plan -> plan.toJson(Path.of("")))
                    .collect(
                            Collectors.joining(",\n", "{\"exitCode\": " + report.exitCode() + ", \"plans\": [", "]}")));
        } else {
            shell.result("\n" + new SeriesText(report, Purpose.DRY_RUN, shell.resultColours()).text(List.of()));
        }
    }
}
