package dev.upserter.server.monitor;

import dev.upserter.config.SyncConfig;
import dev.upserter.history.StateFolder;
import dev.upserter.monitor.Standing;
import dev.upserter.problem.Code;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.server.api.SyncFolder;
import dev.upserter.server.live.Metrics;
import dev.upserter.server.live.RunSetup;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The metrics of each saved sync, in Prometheus's text format. Nothing else is a label but the names of the syncs in the folder and
 * fixed words. What they say of runs comes from the state folder, so that it outlives the server, and runs of the command count.
 * Thread-safe.
 */
public final class SyncMetrics {
    private static final System.Logger LOG = System.getLogger(SyncMetrics.class.getName());
    private static final String GAUGE = "gauge";
    private static final String PREFIX = "upserter_sync_";

    private final SyncFolder syncs;
    private final RunSetup setup;
    private final Metrics totals;
    private final InstantSource clock;

    /**
     * Those of the syncs in a folder.
     *
     * @param setup  of the runs: where their files and states are
     * @param totals counts the runs of this server
     */
    public SyncMetrics(SyncFolder syncs, RunSetup setup, Metrics totals, InstantSource clock) {
        this.syncs = syncs;
        this.setup = setup;
        this.totals = totals;
        this.clock = clock;
    }

    /** All of them; empty without a folder of saved syncs. */
    public String text() throws IOException {
        Optional<SyncFolder.Contents> contents = syncs.contents();
        if (contents.isEmpty()) {
            return "";
        }
        var text = new SampleText();
        write(standings(contents.get().syncs()), text);
        text.begin(
                PREFIX + "configurations_unreadable",
                GAUGE,
                "Configurations in the folder of saved syncs that have a mistake.");
        text.sample(PREFIX + "configurations_unreadable", contents.get().unreadable());
        return text.toString();
    }

    private Map<String, Standing> standings(List<SyncConfig> configs) {
        var found = new LinkedHashMap<String, Standing>(); // two files may give one name: it has one state, too
        configs.forEach(config -> found.computeIfAbsent(config.sync(), this::standing));
        return found;
    }

    private Standing standing(String sync) {
        RunOptions options = setup.options(StateUse.CONFIGURED);
        Path folder = options.state().memory(setup.stateFolder(), sync).orElseThrow();
        try {
            return Standing.of(new StateFolder(setup.stateFolder()), folder);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the last runs of the sync " + sync + " could not be read", e);
            return new Standing(Optional.empty(), Optional.empty());
        }
    }

    private void write(Map<String, Standing> syncs, SampleText text) {
        Instant now = clock.instant();
        Function<Standing, Optional<Instant>> success = sync -> sync.completed().map(run -> run.ended());
        each(
                syncs,
                text,
                "last_success_timestamp_seconds",
                "When the last run ended that completed, in seconds since 1970.",
                sync -> success.apply(sync).map(SyncMetrics::seconds));
        each(
                syncs,
                text,
                "last_success_age_seconds",
                "Seconds since that end.",
                sync -> success.apply(sync).map(end -> seconds(Duration.between(end, now))));
        of(
                syncs,
                text,
                "last_run_timestamp_seconds",
                "When the last run ended, however it ended, in seconds since 1970.",
                (end, report) -> seconds(end));
        of(
                syncs,
                text,
                "last_run_duration_seconds",
                "Seconds that the last run took.",
                (end, report) -> seconds(report.duration()));
        of(
                syncs,
                text,
                "last_run_exit_code",
                "The exit code of the last run: 0, 1 with rows or removals left undone, 2 and more if it failed.",
                (end, report) -> BigDecimal.valueOf(report.exitCode()));
        of(
                syncs,
                text,
                "last_run_people_removed",
                "People known before who were absent from the source of the last run.",
                (end, report) -> BigDecimal.valueOf(report.records().removed()));
        of(
                syncs,
                text,
                "last_run_removals_held",
                "1 if the last run left removals undone that may be a mistake, otherwise 0.",
                (end, report) -> hasHeld(report) ? BigDecimal.ONE : BigDecimal.ZERO);
        rows(syncs, text);
        runs(syncs, text);
    }

    private static void each(
            Map<String, Standing> syncs,
            SampleText text,
            String name,
            String help,
            Function<Standing, Optional<BigDecimal>> value) {
        text.begin(PREFIX + name, GAUGE, help);
        syncs.forEach((sync, standing) ->
                value.apply(standing).ifPresent(number -> text.sample(PREFIX + name, sync, number)));
    }

    private static void of(
            Map<String, Standing> syncs,
            SampleText text,
            String name,
            String help,
            BiFunction<Instant, RunReport, BigDecimal> value) {
        each(syncs, text, name, help, standing -> standing.last().map(run -> value.apply(run.ended(), run.report())));
    }

    private static boolean hasHeld(RunReport report) {
        return report.problems().stream()
                .anyMatch(finding -> finding.code() == Code.REMOVALS_HELD || finding.code() == Code.REMOVE_LIMIT);
    }

    private static void rows(Map<String, Standing> syncs, SampleText text) {
        String name = PREFIX + "last_run_rows";
        text.begin(name, GAUGE, "Rows of the last run by what became of them. The end read counts all.");
        syncs.forEach((sync, standing) -> standing.last()
                .ifPresent(run -> ends(run.report().records())
                        .forEach((end, count) -> text.sample(name, sync, "end", end, count))));
    }

    /** By the same words as those of all runs together. */
    private static Map<String, Long> ends(Counts counts) {
        var ends = new LinkedHashMap<String, Long>();
        ends.put("read", counts.read());
        ends.put("filtered", counts.filtered());
        ends.put("unchanged", counts.unchanged());
        ends.put("delivered", counts.delivered());
        ends.put("rejected", counts.rejected());
        ends.put("dead_letter", counts.deadLetters());
        ends.put("pending", counts.pending());
        return ends;
    }

    private void runs(Map<String, Standing> syncs, SampleText text) {
        String name = PREFIX + "runs_total";
        text.begin(name, "counter", "Runs of this server since its start, by status.");
        for (String sync : syncs.keySet()) {
            for (Status status : Status.values()) {
                text.sample(name, sync, "status", status.spelling(), totals.runs(sync, status));
            }
        }
    }

    private static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3);
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(Math.max(0, time.toMillis()), 3);
    }
}
