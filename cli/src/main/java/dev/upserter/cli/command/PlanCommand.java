package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.PlanText;
import dev.upserter.cli.text.Printable;
import dev.upserter.cli.text.Purpose;
import dev.upserter.cli.text.ReportText;
import dev.upserter.config.SyncConfig;
import dev.upserter.kind.Kind;
import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Status;
import dev.upserter.run.Plan;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StopSignal;
import dev.upserter.source.DataFile;
import dev.upserter.state.PrivateFiles;
import dev.upserter.sync.OneSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter plan}: shows what a sync would send, without sending it. */
public final class PlanCommand implements Command {
    @Override
    public String name() {
        return "plan";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("CONFIG")
                .optional("DATA")
                .repeatable(Inputs.ONLY, "NAME")
                .option("--endpoint", "URL")
                .flag("--full")
                .flag("--allow-removals")
                .flags(StateOptions.OF_EVENTS)
                .option("--out", "FILE")
                .flag("--detailed-exitcode")
                .option("--state", "FOLDER")
                .flag("--json")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        if (Inputs.areSeveral(given)) {
            return new SeveralPlans(given, shell).execute();
        }
        Inputs inputs = Inputs.of(given, shell);
        SyncConfig config = Destinations.at(inputs.readConfig(shell.environment()), Destinations.endpoint(given));
        var stop = new StopSignal();
        shell.interrupts().onFirst(() -> {
            stop.stop();
            inputs.closeStream();
        });
        RunOptions options = RunOptions.in(inputs.stateFolder())
                .withStop(stop)
                .withConfiguration(inputs.config())
                .withState(StateOptions.of(given));
        Optional<Path> out = given.text("--out").map(Path::of);
        out.ifPresent(PlanCommand::requireWritable);
        Plan plan = planned(config, inputs, options, out);
        print(plan, config.kind().kind(), given, shell);
        return exitCode(plan, given);
    }

    private static Plan planned(SyncConfig config, Inputs inputs, RunOptions options, Optional<Path> out) {
        try {
            DataFile rows = out.isPresent() && inputs.data() instanceof DataFile.Query query
                    ? Plan.freeze(query, config, options, rowsOf(out.get()))
                    : inputs.data();
            Plan plan = OneSync.of(config).plan(rows, options);
            out.ifPresent(file -> save(plan, file));
            return plan;
        } catch (ProblemException e) {
            out.map(PlanCommand::rowsOf)
                    .filter(rows -> inputs.data() instanceof DataFile.Query)
                    .ifPresent(PlanCommand::discard);
            throw e;
        }
    }

    /** The rows of a query are saved beside the plan, so that apply sends exactly these. */
    private static Path rowsOf(Path plan) {
        return plan.resolveSibling(plan.getFileName() + ".rows");
    }

    /** Checked before the query runs, since its rows are of no use beside a plan that cannot be written. */
    private static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw new UsageException(
                    "--out " + Printable.of(file.toString())
                            + (Files.isDirectory(file) ? " is a folder" : " is in a folder that is not there"),
                    "name a file for the plan, in a folder that is there");
        }
    }

    /** The exit code of a plan. */
    static int exitCode(Plan plan, ParsedOptions given) {
        int code = plan.report().exitCode();
        boolean differs = plan.report().records().pending() > 0;
        return code == ExitCode.DONE && differs && given.has("--detailed-exitcode") ? ExitCode.CHANGES : code;
    }

    private static void save(Plan plan, Path file) {
        if (isStopped(plan)) {
            discard(rowsOf(file));
            return;
        }
        if (plan.file() == null) {
            throw new UsageException(
                    "data from standard input cannot be planned and sent later",
                    "save them to a file and give its name");
        }
        try {
            if (!Files.exists(file)) {
                PrivateFiles.createFile(file);
            }
            Files.writeString(file, plan.toJson(file.resolveSibling(".")) + "\n");
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(
                            Code.STATE_UNWRITABLE,
                            new Location.InFile(file.toString()),
                            "the plan could not be written: " + DiskFailure.reason(e)),
                    e);
        }
    }

    /** Removes rows for which there is no plan. */
    private static void discard(Path rows) {
        try {
            Files.deleteIfExists(rows);
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(
                            Code.STATE_UNWRITABLE,
                            new Location.InFile(rows.toString()),
                            "the rows could not be removed: " + DiskFailure.reason(e)),
                    e);
        }
    }

    private static void print(Plan plan, Kind kind, ParsedOptions given, Shell shell) {
        if (given.has("--json")) {
            shell.result(plan.toJson(Path.of("")));
        } else {
            show(plan, kind, given, shell);
        }
    }

    /** Whether a sync would stop, so that there is nothing to apply. */
    private static boolean isStopped(Plan plan) {
        Status status = plan.report().status();
        return status == Status.REFUSED || status == Status.STOPPED;
    }

    /** Prints a plan for people. */
    static void show(Plan plan, Kind kind, ParsedOptions given, Shell shell) {
        if (isStopped(plan)) {
            shell.messages()
                    .print(new ReportText(plan.report(), Purpose.DRY_RUN, shell.messageColours())
                            .text(List.of(), List.of()));
        } else {
            shell.result(new PlanText(plan, kind, shell.resultColours())
                    .text(given.text("--out").map(file -> NextSteps.apply(file, given))));
        }
    }
}
