package dev.upserter.run;

import dev.upserter.alert.Alerts;
import dev.upserter.alert.Occasion;
import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.history.CompletedRun;
import dev.upserter.report.RunReport;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.option.RunOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends the alerts of runs that have ended. A run that sends nothing tells nobody. */
public final class RunAlerts {
    private final SyncConfig config;
    private final RunOptions options;
    private final Surroundings surroundings;
    /** Whether it is to read the whole source. */
    private final boolean isWhole;

    private final @Nullable CompletedRun before;

    private RunAlerts(SyncConfig config, RunOptions options, Surroundings surroundings, boolean isRetry) {
        this.config = config;
        this.options = options;
        this.surroundings = surroundings;
        this.isWhole = !isRetry && options.limit().isEmpty();
        this.before = isDue() && isWhole ? memory().flatMap(CompletedRun::read).orElse(null) : null;
    }

    /** Those of a run that begins now: the last completed one is that before it. */
    static RunAlerts before(Execution run, boolean isRetry) {
        return new RunAlerts(run.config(), run.options(), run.surroundings(), isRetry);
    }

    /** Those of a sync that has no rows, so that no run began. */
    public static RunReport undone(SyncConfig config, RunOptions options, Surroundings surroundings, RunReport report) {
        return new RunAlerts(config, options, surroundings, false).after(report);
    }

    private boolean isDue() {
        return !options.dryRun() && !config.alerts().alerts().isEmpty();
    }

    private Optional<Path> memory() {
        return options.state().memory(options.stateFolder(), config.sync());
    }

    /** Sends what is due; the report has a warning for each alert that could not be sent. */
    RunReport after(RunReport report) {
        if (!isDue()) {
            return report;
        }
        return new Alerts(new Occasion(
                        config.sync(),
                        config.alerts(),
                        options.stateFolder(),
                        memory(),
                        before,
                        isWhole,
                        Occasion.folderOf(options.configuration()),
                        surroundings))
                .tell(report);
    }
}
