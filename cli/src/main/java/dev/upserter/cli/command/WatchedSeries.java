package dev.upserter.cli.command;

import dev.upserter.cli.shell.DefectReport;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.RunTelemetry;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Purpose;
import dev.upserter.cli.text.RefusalText;
import dev.upserter.cli.text.ReportText;
import dev.upserter.cli.text.SandboxText;
import dev.upserter.cli.text.SeriesText;
import dev.upserter.cli.text.SummaryLine;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.RunReport;
import dev.upserter.report.SetReport;
import dev.upserter.report.Status;
import dev.upserter.report.UndoneReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StopSignal;
import dev.upserter.run.series.Series;
import dev.upserter.run.series.SeriesData;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The syncs of one file in the foreground, one after another: each as a {@link WatchedRun}, then how all of them ended.
 *
 * @param given   the options
 * @param shell   where to print
 * @param purpose the purpose of each run
 * @param limit   the most rows to read of each sync; empty for all
 */
record WatchedSeries(ParsedOptions given, Shell shell, Purpose purpose, OptionalLong limit) {

    /**
     * Creates one from the options.
     *
     * @throws UsageException if one of them is wrong
     */
    static WatchedSeries of(ParsedOptions given, Shell shell, Purpose purpose) {
        StateOptions.of(given); // a mistake is the command's, not one of each sync
        return new WatchedSeries(given, shell, purpose, WatchedRun.limit(given));
    }

    /**
     * Runs all, and returns the exit code.
     *
     * @throws UsageException if an option is wrong
     * @throws ProblemException                      if the configuration is wrong, or a sync has no rows
     */
    int execute() {
        Optional<URI> endpoint = Destinations.endpoint(given);
        if (!given.has("--sandbox")) {
            return execute(
                    read(given, shell.environment()).map(sync -> Destinations.at(sync, endpoint)), Optional.empty());
        }
        try (Sandbox sandbox = Sandbox.start()) {
            SyncSet set = read(given, Destinations.environment(shell.environment(), sandbox));
            return execute(set.map(sync -> Destinations.at(sync, sandbox)), Optional.of(sandbox));
        }
    }

    /** The syncs of CONFIG, or those that were chosen. */
    static SyncSet read(ParsedOptions given, Map<String, String> environment) {
        return ConfigReader.local(environment).readAll(Inputs.config(given)).only(given.texts(Inputs.ONLY));
    }

    /** What the syncs name, and DATA for those that name nothing. */
    static SeriesData data(ParsedOptions given, Shell shell) {
        SeriesData named = SeriesData.in(Inputs.config(given).resolveSibling(""));
        return given.argument(1)
                .map(data -> named.with(Inputs.data(data, shell)))
                .orElse(named);
    }

    private int execute(SyncSet set, Optional<Sandbox> sandbox) {
        Path config = Inputs.config(given);
        Path state = Inputs.stateFolder(given, shell, config.resolveSibling(Inputs.STATE_FOLDER));
        SeriesData data = data(given, shell);
        var stop = new StopSignal();
        shell.interrupts().onFirst(() -> {
            stop.stop();
            close(data.given());
            shell.messages().print("stopping once the requests in flight are answered. Ctrl-C again ends at once");
        });
        try (var telemetry = RunTelemetry.start(shell.environment())) {
            RunOptions options = RunOptions.in(state)
                    .withStop(stop)
                    .withState(StateOptions.of(given))
                    .withConfiguration(config);
            var series = new Series(set, data, options);
            SetReport report = (purpose.sends() ? series.alerting() : series)
                    .execute(
                            (sync, rows) -> {
                                var inputs = new Inputs(config, rows, state, Optional.of(sync.sync()));
                                return run(sync, inputs, stop, telemetry);
                            },
                            this::tell);
            print(report, sandbox);
            return report.exitCode();
        }
    }

    private static void close(@Nullable DataFile rows) {
        if (rows instanceof DataFile.Streamed streamed) {
            try {
                streamed.in().close();
            } catch (IOException e) {
                // it was read from, and is no longer needed
            }
        }
    }

    private RunReport run(SyncConfig sync, Inputs inputs, StopSignal stop, RunTelemetry telemetry) {
        if (isShown()) {
            title(sync.sync(), shell);
        }
        var run = new WatchedRun(given, shell, inputs, purpose, limit, true);
        try {
            RunReport report = run.take(sync, stop, telemetry);
            if (isShown()) {
                run.show(report, Optional.empty());
            }
            summarize(report);
            return report;
        } catch (UsageException e) {
            throw e;
        } catch (ProblemException e) {
            return undone(sync, Status.REFUSED, e.problems());
        } catch (RuntimeException | Error e) {
            if (given.has("--debug")) {
                shell.messages().print(DefectReport.trace(e));
            }
            Status status = purpose.sends() ? Status.STOPPED : Status.REFUSED;
            return undone(sync, status, List.of(DefectReport.problem(e)));
        }
    }

    private RunReport undone(SyncConfig sync, Status status, List<Problem> problems) {
        shell.messages().print(RefusalText.text(problems, shell.messageColours()));
        RunReport report = UndoneReport.of(sync.sync(), sync.kind().kind().spelling(), status, problems);
        summarize(report);
        return report;
    }

    private boolean isShown() {
        return !given.has("--json") && !given.has("--summary");
    }

    private void summarize(RunReport report) {
        if (given.has("--summary")) {
            shell.result(SummaryLine.of(report));
        }
    }

    /** Prints of which sync the following lines are. */
    static void title(String sync, Shell shell) {
        shell.result("\n" + shell.resultColours().strong("Sync " + sync));
    }

    /** A sync that has no rows; why one was left out is said with all the others. */
    private void tell(SetReport.Entry entry) {
        RunReport report = entry.report();
        if (given.has("--summary")) {
            shell.result(report == null ? SummaryLine.notRun(entry.sync()) : SummaryLine.of(report));
        } else if (report != null && isShown()) {
            title(entry.sync(), shell);
            shell.messages().print(new ReportText(report, purpose, shell.messageColours()).text(List.of(), List.of()));
        }
    }

    private void print(SetReport report, Optional<Sandbox> sandbox) {
        if (given.has("--json")) {
            shell.result(report.toJson());
        }
        if (!isShown()) {
            return;
        }
        long delivered = report.runs().stream()
                .mapToLong(run -> run.records().delivered())
                .sum();
        sandbox.filter(ignored -> purpose.sends())
                .ifPresent(open -> shell.result("\n" + shell.resultColours().strong("In the sandbox") + "\n"
                        + SandboxText.of(open, delivered, shell.terminal().columns()).stream()
                                .map(line -> "  " + line)
                                .collect(Collectors.joining("\n"))));
        boolean isNothing = report.runs().stream().allMatch(run -> run.status() == Status.REFUSED);
        String text = "\n"
                + new SeriesText(report, purpose, isNothing ? shell.messageColours() : shell.resultColours())
                        .text(next(report, sandbox));
        if (isNothing) {
            shell.messages().print(text);
        } else {
            shell.result(text);
        }
    }

    private List<String> next(SetReport report, Optional<Sandbox> sandbox) {
        if (data(given, shell).given() instanceof DataFile.Streamed) {
            return List.of(); // which cannot be read again
        }
        boolean isLeft = !report.isWhole() || report.runs().stream().anyMatch(run -> run.status() == Status.STOPPED);
        return isLeft && purpose.sends() && sandbox.isEmpty()
                ? List.of("the same command with --resume: a sync that was stopped goes on where it stopped")
                : List.of();
    }
}
