package dev.upserter.server.monitor;

import dev.upserter.alert.LateCheck;
import dev.upserter.config.SyncSet;
import dev.upserter.history.StateFolder;
import dev.upserter.monitor.Lateness;
import dev.upserter.monitor.Standing;
import dev.upserter.problem.Code;
import dev.upserter.report.Counts;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import dev.upserter.schedule.Schedule;
import dev.upserter.server.api.SyncFolder;
import dev.upserter.server.live.Metrics;
import dev.upserter.server.live.RunSetup;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

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
    private final Supplier<Set<String>> paused;

    /**
     * Those of the syncs in a folder.
     *
     * @param setup  of the runs: where their files and states are
     * @param totals counts the runs of this server
     * @param paused the syncs that somebody holds, which are neither due nor late
     */
    public SyncMetrics(
            SyncFolder syncs, RunSetup setup, Metrics totals, InstantSource clock, Supplier<Set<String>> paused) {
        this.paused = paused;
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
        Map<String, Optional<Schedule>> expected =
                expected(contents.get().sets().values());
        write(standings(expected.keySet()), text);
        expected.keySet().removeAll(paused.get());
        times(expected, text);
        text.begin(
                PREFIX + "configurations_unreadable",
                GAUGE,
                "Configurations in the folder of saved syncs that have a mistake.");
        text.sample(PREFIX + "configurations_unreadable", contents.get().unreadable());
        return text.toString();
    }

    /** When each is to run; empty for no time of its own. Two files may give one name, which then has one state, too. */
    private static Map<String, Optional<Schedule>> expected(Collection<SyncSet> sets) {
        var found = new LinkedHashMap<String, Optional<Schedule>>();
        for (SyncSet set : sets) {
            set.names().forEach(sync -> found.putIfAbsent(sync, LateCheck.times(sync, set.turns())));
        }
        return found;
    }

    /** A sandbox forgets what was sent with the server, so that nothing in it is late. */
    private void times(Map<String, Optional<Schedule>> syncs, SampleText text) {
        Instant now = clock.instant();
        String next = PREFIX + "next_run_timestamp_seconds";
        text.begin(next, GAUGE, "When the next run is due by schedule, in seconds since 1970.");
        syncs.forEach((sync, expected) ->
                expected.flatMap(times -> times.next(now)).ifPresent(time -> text.sample(next, sync, seconds(time))));
        String late = PREFIX + "late";
        text.begin(late, GAUGE, "1 if no run has completed since one was due by schedule, otherwise 0.");
        syncs.forEach((sync, expected) -> expected.filter(times -> setup.ownStates() == null)
                .ifPresent(
                        times -> text.sample(late, sync, isLate(sync, times, now) ? BigDecimal.ONE : BigDecimal.ZERO)));
    }

    private boolean isLate(String sync, Schedule times, Instant now) {
        try {
            var state = new StateFolder(setup.stateFolder());
            return Lateness.of(sync, times, state, now, Lateness.GRACE, false).isLate();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the last runs of the sync " + sync + " could not be read", e);
            return true;
        }
    }

    private Map<String, Standing> standings(Collection<String> syncs) {
        var found = new LinkedHashMap<String, Standing>();
        syncs.forEach(sync -> found.put(sync, standing(sync)));
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
