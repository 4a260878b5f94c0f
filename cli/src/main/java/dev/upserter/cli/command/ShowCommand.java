package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Printable;
import dev.upserter.cli.text.Purpose;
import dev.upserter.cli.text.ReportText;
import dev.upserter.cli.text.RunsJson;
import dev.upserter.history.PastRun;
import dev.upserter.history.PastRuns;
import dev.upserter.history.StateFolder;
import dev.upserter.report.RunReport;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter show}: prints the report of an earlier run. */
public final class ShowCommand implements Command {
    @Override
    public String name() {
        return "show";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("RUN")
                .option("--state", "FOLDER")
                .flag("--json")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        String id = Inputs.runId(given, shell);
        StateFolder folder = Inputs.stateOfRun(given, shell);
        PastRun run = new PastRuns(folder)
                .find(id)
                .orElseThrow(() -> new UsageException(
                        "there is no run " + Printable.of(id) + " in the state folder "
                                + Printable.of(folder.path().toString()),
                        "upserter runs lists those that are there. --state names another folder"));
        Optional<String> json = run.reportJson().filter(ignored -> given.has("--json"));
        shell.result(json.or(() -> run.report().map(known -> text(known, run, folder, shell)))
                .orElseGet(() ->
                        given.has("--json") ? RunsJson.write(List.of(run)) : PastRunText.withoutReport(run, folder)));
        return ExitCode.DONE;
    }

    private static String text(RunReport report, PastRun run, StateFolder folder, Shell shell) {
        Purpose purpose = run.aim().isLook() ? Purpose.DRY_RUN : Purpose.SYNC;
        return new ReportText(report, purpose, shell.resultColours())
                .text(List.of(), PastRunText.next(report, folder, run));
    }
}
