package dev.upserter.cli.command;

import dev.upserter.cli.shell.DefectReport;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.RunTelemetry;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.ProgressView;
import dev.upserter.cli.text.Purpose;
import dev.upserter.cli.text.RefusalText;
import dev.upserter.cli.text.ReportText;
import dev.upserter.cli.text.SandboxText;
import dev.upserter.cli.text.SummaryLine;
import dev.upserter.config.SyncConfig;
import dev.upserter.history.Scope;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.report.UndoneReport;
import dev.upserter.report.Watcher;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.Resume;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.run.option.StopSignal;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sync.OneSync;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run in the foreground: shows progress, stops cleanly on Ctrl-C, prints the report.
 *
 * @param given   the options
 * @param shell   where to print
 * @param inputs  what it works on
 * @param purpose its purpose
 * @param limit   the most rows to read; empty for all
 * @param isOfSet whether other syncs of the file are run, too
 */
record WatchedRun(
        ParsedOptions given, Shell shell, Inputs inputs, Purpose purpose, OptionalLong limit, boolean isOfSet) {

    /** The only run of its command. */
    WatchedRun(ParsedOptions given, Shell shell, Inputs inputs, Purpose purpose, OptionalLong limit) {
        this(given, shell, inputs, purpose, limit, false);
    }

    /**
     * Creates one from the options.
     *
     * @throws UsageException if one of them is wrong
     */
    static WatchedRun of(ParsedOptions given, Shell shell, Purpose purpose) {
        return new WatchedRun(given, shell, Inputs.of(given, shell), purpose, limit(given));
    }

    /**
     * The value of {@code --limit}.
     *
     * @throws UsageException if it is wrong, or cannot be
     */
    static OptionalLong limit(ParsedOptions given) {
        OptionalLong limit = given.wholeNumber("--limit", 1, Long.MAX_VALUE, 100);
        if (limit.isPresent() && (given.has("--resume") || given.has("--resume=strict"))) {
            throw new UsageException(
                    "--limit and --resume cannot go together: a resumed run sends all rows that are left",
                    "leave out one of the two");
        }
        return limit;
    }

    /**
     * Creates one with the inputs of an earlier run.
     *
     * @throws dev.upserter.problem.ProblemException if there is no such run
     */
    static WatchedRun ofRun(ParsedOptions given, Shell shell, Purpose purpose) {
        return new WatchedRun(given, shell, Inputs.ofRun(given, shell), purpose, OptionalLong.empty());
    }

    /**
     * Runs, and returns the exit code.
     *
     * @throws UsageException                        if an option is wrong
     * @throws dev.upserter.problem.ProblemException if the configuration is wrong
     */
    int execute() {
        Optional<URI> endpoint = Destinations.endpoint(given);
        if (!given.has("--sandbox")) {
            SyncConfig config = inputs.readConfig(shell.environment());
            return execute(Destinations.at(config, endpoint), Optional.empty());
        }
        try (Sandbox sandbox = Sandbox.start()) {
            SyncConfig config = inputs.readConfig(Destinations.environment(shell.environment(), sandbox));
            return execute(Destinations.at(config, sandbox), Optional.of(sandbox));
        }
    }

    private int execute(SyncConfig config, Optional<Sandbox> sandbox) {
        var stop = new StopSignal();
        shell.interrupts().onFirst(() -> {
            stop.stop();
            inputs.closeStream();
            shell.messages().print("stopping once the requests in flight are answered. Ctrl-C again ends at once");
        });
        if (inputs.data().name().equals(Inputs.STDIN) && shell.terminal().input()) {
            shell.messages().print("reading DATA from the terminal. Ctrl-D ends it");
        }
        try (var telemetry = RunTelemetry.start(shell.environment())) {
            RunReport report = take(config, stop, telemetry);
            print(report, sandbox);
            return report.exitCode();
        } catch (ProblemException | UsageException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return failed(config, e);
        }
    }

    /** Runs, and shows the progress. */
    RunReport take(SyncConfig config, StopSignal stop, RunTelemetry telemetry) {
        RunReport report;
        try (var progress = new ProgressView(shell.messages(), shell.terminal())) {
            report = run(OneSync.of(config), options(config, stop, telemetry.with(progress)));
        }
        report.resumed().forEach(telemetry::ended);
        telemetry.ended(report);
        return report;
    }

    private RunOptions options(SyncConfig config, StopSignal stop, Watcher progress) {
        return new RunOptions(
                inputs.stateFolder(),
                limit,
                purpose == Purpose.DRY_RUN,
                stop,
                progress,
                resume(),
                inputs.config(),
                stateUse(config).withConsent(consent(stop)),
                given.has("--wait"),
                MemoryBudget.ofProcess(),
                null);
    }

    private Consenting consent(StopSignal stop) {
        return new Consenting(shell, given.has("--yes"), inputs.data().name().equals(Inputs.STDIN), stop);
    }

    /** An option that is meant for several syncs says nothing to events of which no state is kept: all are sent, but by a baseline. */
    private StateUse stateUse(SyncConfig config) {
        if (purpose == Purpose.APPLY) {
            return StateUse.of(PlanFile.read(Path.of(given.argument(0).orElseThrow())))
                    .withEvents(StateOptions.events(given));
        }
        boolean isStateless =
                config.kind().kind().isEvent() && !config.incremental().enabled();
        StateUse use = StateOptions.of(given);
        return isOfSet && isStateless && use.scope() != Scope.BASELINE ? use.withScope(Scope.CONFIGURED) : use;
    }

    private Resume resume() {
        return switch (purpose) {
            case RESUME -> new Resume.Of(Inputs.runId(given, shell));
            case SYNC ->
                given.has("--resume=strict")
                        ? new Resume.Strict()
                        : given.has("--resume") ? new Resume.Latest() : new Resume.Not();
            case RETRY, APPLY, DRY_RUN, CHECK -> new Resume.Not();
        };
    }

    private RunReport run(OneSync upserter, RunOptions options) {
        return switch (purpose) {
            case SYNC, APPLY, DRY_RUN, RESUME -> upserter.run(inputs.data(), options);
            case RETRY -> upserter.retry(Inputs.runId(given, shell), options);
            case CHECK -> upserter.check(inputs.data(), options);
        };
    }

    private void print(RunReport report, Optional<Sandbox> sandbox) {
        form(report).ifPresentOrElse(text -> shell.result(text, file(report)), () -> show(report, sandbox));
    }

    /** The report in the form that an option asks for. */
    private Optional<String> form(RunReport report) {
        if (given.has("--json")) {
            return Optional.of(report.toJson());
        }
        return given.has("--summary") ? Optional.of(SummaryLine.of(report)) : Optional.empty();
    }

    /** Prints the report for people. */
    void show(RunReport report, Optional<Sandbox> sandbox) {
        for (RunReport earlier : report.resumed()) {
            boolean isFinished =
                    earlier.status() == Status.COMPLETED || earlier.status() == Status.COMPLETED_WITH_PROBLEMS;
            shell.result(shell.resultColours()
                    .strong("The run before, " + earlier.run() + (isFinished ? ", was" : ", was to be")
                            + " finished first"));
            show(earlier, Optional.<Sandbox>empty());
            shell.result("\n" + shell.resultColours().strong("This run, " + report.run()));
        }
        boolean refused = purpose.sends() && report.status() == Status.REFUSED;
        var next = NextSteps.after(inputs, given);
        String text = new ReportText(report, purpose, refused ? shell.messageColours() : shell.resultColours())
                .text(
                        refused ? List.of() : arrived(sandbox, report),
                        isOfSet ? next.ofRun(report, purpose) : next.of(report, purpose));
        if (refused) {
            shell.messages().print(text);
        } else {
            shell.result(text, file(report));
        }
    }

    private static Optional<String> file(RunReport report) {
        return Optional.ofNullable(report.files().report()).map(Object::toString);
    }

    private List<String> arrived(Optional<Sandbox> sandbox, RunReport report) {
        return sandbox.filter(ignored -> purpose.sends())
                .map(open -> SandboxText.of(
                        open, report.records().delivered(), shell.terminal().columns()))
                .orElse(List.of());
    }

    /** A defect after the start: something may have been sent. */
    private int failed(SyncConfig config, Throwable failure) {
        Problem problem = DefectReport.problem(failure);
        Status status = purpose.sends() ? Status.STOPPED : Status.REFUSED;
        shell.messages().print(RefusalText.text(List.of(problem), shell.messageColours()));
        if (given.has("--debug")) {
            shell.messages().print(DefectReport.trace(failure));
        }
        form(UndoneReport.of(config.sync(), config.kind().kind().spelling(), status, List.of(problem)))
                .ifPresent(shell::result);
        return status.exitCode();
    }
}
