package dev.upserter.cli.shell;

import dev.upserter.delivery.Exchange;
import dev.upserter.problem.Problem;
import dev.upserter.report.Progress;
import dev.upserter.report.RunReport;
import dev.upserter.report.Watcher;
import dev.upserter.telemetry.RunTotals;
import dev.upserter.telemetry.Telemetry;
import dev.upserter.telemetry.TelemetryModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports a command's run to the telemetry tools that the environment names. Thread-safe. */
public final class RunTelemetry implements AutoCloseable {
    private final Telemetry telemetry;
    private final RunTotals totals = new RunTotals();
    private @Nullable Progress underWay;

    private RunTelemetry(Telemetry telemetry) {
        this.telemetry = telemetry;
        telemetry.observe(() -> {
            synchronized (this) {
                Progress now = underWay;
                return totals.measures(now == null ? List.of() : List.of(now));
            }
        });
    }

    /** Starts the tools that the environment names; where it names none, nothing is reported. */
    public static RunTelemetry start(Map<String, String> environment) {
        return new RunTelemetry(TelemetryModule.start(environment));
    }

    /** Watches a run, together with another watcher. */
    public Watcher with(Watcher other) {
        return new Watcher() {
            @Override
            public void accept(Progress progress) {
                isAt(progress);
                other.accept(progress);
            }

            @Override
            public void started(String run) {
                other.started(run);
            }

            @Override
            public void noticed(Problem problem) {
                other.noticed(problem);
            }

            @Override
            public void exchanged(Exchange exchange) {
                other.exchanged(exchange);
            }
        };
    }

    private synchronized void isAt(Progress progress) {
        underWay = progress;
    }

    /** Reports the end of the run. */
    public void ended(RunReport report) {
        synchronized (this) {
            underWay = null;
            totals.add(report);
        }
        telemetry.ran(report, Instant.now());
    }

    @Override
    public void close() {
        telemetry.close();
    }
}
