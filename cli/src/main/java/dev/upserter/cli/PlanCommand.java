package dev.upserter.cli;

import dev.upserter.Upserter;
import dev.upserter.config.SyncConfig;
import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Status;
import dev.upserter.run.Plan;
import dev.upserter.run.RunOptions;
import dev.upserter.run.StopSignal;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter plan}: what a sync would send, and nothing sent. */
final class PlanCommand implements Command {
    @Override
    public String name() {
        return "plan";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("CONFIG")
                .optional("DATA")
                .option("--endpoint", "URL")
                .flag("--full")
                .flag("--allow-removals")
                .option("--out", "FILE")
                .option("--state", "FOLDER")
                .flag("--json")
                .spec();
    }

    @Override
    public int run(Given given, Shell shell) {
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
        Plan plan = Upserter.of(config).plan(inputs.data(), options);
        given.text("--out").ifPresent(file -> save(plan, Path.of(file)));
        print(plan, given, shell);
        return plan.report().exitCode();
    }

    private static void save(Plan plan, Path file) {
        if (plan.report().status() == Status.REFUSED) {
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
            Files.writeString(file, plan.toJson() + "\n");
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(
                            Code.STATE_UNWRITABLE,
                            new Location.InFile(file.toString()),
                            "the plan could not be written: " + DiskFailure.reason(e)),
                    e);
        }
    }

    private static void print(Plan plan, Given given, Shell shell) {
        if (given.has("--json")) {
            shell.result(plan.toJson());
        } else if (plan.report().status() == Status.REFUSED) {
            shell.messages()
                    .print(new ReportText(plan.report(), Purpose.DRY_RUN, shell.messageColours())
                            .text(List.of(), List.of()));
        } else {
            shell.result(new PlanText(plan, shell.resultColours()).text(given.text("--out")));
        }
    }
}
