package dev.upserter.cli.schedule;

import dev.upserter.alert.LateCheck;
import dev.upserter.alert.LateTexts;
import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.text.Printable;
import dev.upserter.cli.text.RefusalText;
import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.monitor.Lateness;
import dev.upserter.report.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter late}: whether the syncs of a configuration have run when they were due. */
public final class LateCommand implements Command {
    @Override
    public String name() {
        return "late";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("CONFIG")
                .option("--grace", "TIME")
                .repeatable(Inputs.ONLY, "NAME")
                .flag("--no-alerts")
                .option("--state", "FOLDER")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        Path config = Inputs.config(given);
        Path state = Inputs.stateFolder(given, shell, config.resolveSibling(Inputs.STATE_FOLDER))
                .toAbsolutePath()
                .normalize();
        Duration grace = given.duration("--grace", "15m").orElse(Lateness.GRACE);
        SyncSet all = ConfigReader.local(shell.environment()).readAll(config);
        List<String> wanted = all.only(given.texts(Inputs.ONLY)).names();
        List<LateCheck.Found> found = new LateCheck(config, state, grace, Surroundings.of(shell.environment()))
                .look(all, wanted, !given.has("--no-alerts"));
        if (found.isEmpty()) {
            throw TimedJobs.missing(List.of());
        }
        shell.result(text(found, state));
        found.stream()
                .flatMap(one -> one.failures().stream())
                .forEach(failure -> shell.messages().print(RefusalText.warning(failure)));
        return found.stream().anyMatch(one -> one.lateness().isLate())
                ? Status.COMPLETED_WITH_PROBLEMS.exitCode()
                : ExitCode.DONE;
    }

    private static String text(List<LateCheck.Found> found, Path state) {
        var lines = new ArrayList<String>();
        Instant now = Instant.now();
        for (LateCheck.Found one : found) {
            Lateness late = one.lateness();
            lines.add(late.sync() + ": " + LateTexts.line(late, now));
            if (late.isLate()) {
                lines.add("  hint: " + Printable.of(LateTexts.toDo(late, state)));
            }
        }
        return String.join("\n", lines);
    }
}
