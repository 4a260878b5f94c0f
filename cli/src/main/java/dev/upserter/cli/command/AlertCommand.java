package dev.upserter.cli.command;

import dev.upserter.alert.Alerts;
import dev.upserter.alert.Occasion;
import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Printable;
import dev.upserter.config.AlertChannel;
import dev.upserter.config.AlertConfig;
import dev.upserter.config.AlertsConfig;
import dev.upserter.config.SmtpConfig;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.report.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter alert}: sends a test by each alert of a configuration. */
public final class AlertCommand implements Command {
    @Override
    public String name() {
        return "alert";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("CONFIG")
                .flag("--test")
                .repeatable(Inputs.ONLY, "NAME")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        if (!given.has("--test")) {
            throw new UsageException(
                    "upserter alert needs --test", "runs send alerts by themselves. --test sends a test by each");
        }
        Path config = Inputs.config(given);
        List<SyncConfig> syncs = ConfigReader.local(shell.environment())
                .readAll(config)
                .only(given.texts(Inputs.ONLY))
                .syncs();
        if (syncs.stream().allMatch(sync -> sync.alerts().alerts().isEmpty())) {
            throw new UsageException("the configuration has no alerts", "add the key alerts, as docs/alerts.md shows");
        }
        var seen = new HashSet<Way>();
        boolean isGood = true;
        for (SyncConfig sync : syncs) {
            isGood &= test(sync, config, seen, shell);
        }
        return isGood ? ExitCode.DONE : Status.COMPLETED_WITH_PROBLEMS.exitCode();
    }

    /**
     * How an alert arrives.
     *
     * @param smtp the server of an e-mail; null for all others
     */
    private record Way(AlertChannel channel, @Nullable SmtpConfig smtp) {
        static Way of(AlertChannel channel, AlertsConfig alerts) {
            return new Way(channel, channel instanceof AlertChannel.Email ? alerts.smtp() : null);
        }
    }

    /** What several syncs have in common is tried once. */
    private static boolean test(SyncConfig sync, Path config, Set<Way> seen, Shell shell) {
        List<AlertConfig> alerts = sync.alerts().alerts().stream()
                .filter(alert -> seen.add(Way.of(alert.channel(), sync.alerts())))
                .toList();
        if (alerts.isEmpty()) {
            return true;
        }
        List<Alerts.Trial> trials = Alerts.test(
                sync.sync(),
                new AlertsConfig(alerts, sync.alerts().smtp()),
                Occasion.folderOf(config),
                Surroundings.of(shell.environment()));
        var lines = new ArrayList<String>();
        boolean isGood = true;
        for (Alerts.Trial trial : trials) {
            boolean isSent = trial.why().isEmpty();
            isGood &= isSent;
            lines.add(sync.sync() + "  " + trial.channel() + "  "
                    + (isSent ? "sent" : "failed: " + Printable.of(trial.why())));
            if (!isSent) {
                lines.add("  hint: " + Printable.of(trial.hint()));
            }
        }
        shell.result(String.join("\n", lines));
        return isGood;
    }
}
