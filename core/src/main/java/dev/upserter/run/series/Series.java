package dev.upserter.run.series;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.history.ConfigDigests;
import dev.upserter.kind.Kinds;
import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.RunReport;
import dev.upserter.report.SetReport;
import dev.upserter.report.Status;
import dev.upserter.report.UndoneReport;
import dev.upserter.run.RunAlerts;
import dev.upserter.run.WrittenAside;
import dev.upserter.run.option.RunOptions;
import dev.upserter.source.DataFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes several syncs, one after another, in the order of their file: a relationship or a membership finds the person who was
 * sent before it. Rows that can be read only once are read once. For one thread, used once.
 */
public final class Series {
    private final SyncSet set;
    private final SeriesData data;
    private final RunOptions options;
    private final boolean alerts;
    private final Map<DataFile, Rows> shared = new HashMap<>();
    /** What became of the people of a workspace, where they were not all sent. */
    private final Map<String, String> unfinished = new HashMap<>();

    /** Does with one sync what is to be done with each. */
    public interface Step {
        /** What became of it. */
        RunReport take(SyncConfig sync, DataFile data);
    }

    /** Hears of the syncs that no step was taken with. */
    public interface Undone {
        /** It has no rows, or has been left out. */
        void is(SetReport.Entry entry);
    }

    /** Rows, or why there are none. */
    private record Rows(@Nullable DataFile found, @Nullable ProblemException missing) {
        DataFile require() {
            if (found == null) {
                throw missing == null ? new IllegalStateException("neither rows nor a reason") : missing;
            }
            return found;
        }
    }

    /**
     * A series that has not begun.
     *
     * @param options of all runs: the state folder, and what stops them
     * @throws ProblemException if a sync has no rows, or nobody takes those that are given
     */
    public Series(SyncSet set, SeriesData data, RunOptions options) {
        this(set, data, options, false);
    }

    private Series(SyncSet set, SeriesData data, RunOptions options, boolean alerts) {
        data.require(set);
        this.set = set;
        this.data = data;
        this.options = options;
        this.alerts = alerts;
    }

    /** The same, which sends the alerts of a sync that has no rows; those of the others are sent by their runs. */
    public Series alerting() {
        return new Series(set, data, options, true);
    }

    /** Takes each sync, unless one before it has ended all. */
    public SetReport execute(Step step, Undone undone) {
        var done = new ArrayList<SetReport.Entry>();
        String reason = "";
        try (var aside = new WrittenAside(options)) {
            for (SyncSet.Group group : set.groups()) {
                Rows rows = null;
                for (SyncConfig sync : group.syncs()) {
                    SetReport.Entry entry;
                    String cause = reason.isEmpty() ? withoutPeople(sync) : reason;
                    if (!cause.isEmpty()) {
                        entry = SetReport.Entry.notRun(sync.sync(), cause);
                    } else {
                        rows = rows == null ? rows(group, aside) : rows;
                        entry = SetReport.Entry.of(taken(sync, rows, step));
                        reason = endOfAll(entry);
                        notePeople(sync, entry);
                    }
                    if (entry.report() == null || rows != null && rows.missing() != null) {
                        undone.is(entry);
                    }
                    done.add(entry);
                }
            }
        }
        return new SetReport(done);
    }

    private RunReport taken(SyncConfig sync, Rows rows, Step step) {
        ProblemException missing = rows.missing();
        if (missing == null) {
            return step.take(sync, rows.require());
        }
        boolean isStopped = missing.problems().stream().anyMatch(problem -> problem.code() == Code.INTERRUPTED);
        RunReport report = UndoneReport.of(
                sync.sync(),
                sync.kind().kind().spelling(),
                isStopped ? Status.STOPPED : Status.REFUSED,
                missing.problems());
        return alerts ? RunAlerts.undone(sync, options, Surroundings.real(), report) : report;
    }

    /** Customer.io ignores members, relationships and devices of people who are not there, and says that all is well. */
    private String withoutPeople(SyncConfig sync) {
        String people = unfinished.get(ConfigDigests.workspace(sync));
        return people != null && sync.kind().needsPeople() ? people : "";
    }

    private void notePeople(SyncConfig sync, SetReport.Entry entry) {
        RunReport report = entry.report();
        if (report != null
                && report.exitCode() >= Status.REFUSED.exitCode()
                && sync.kind().kind().is(Kinds.PERSON)) {
            unfinished.put(ConfigDigests.workspace(sync), ended(entry.sync(), report));
        }
    }

    private static String ended(String sync, RunReport report) {
        return sync + (report.status() == Status.STOPPED ? " was stopped" : " was refused");
    }

    /** Why no further sync is run; empty if all is well. */
    private String endOfAll(SetReport.Entry entry) {
        RunReport report = entry.report();
        if (options.stop().isStopped()) {
            return "the run was asked to stop";
        }
        if (report == null || set.continues() || report.exitCode() < Status.REFUSED.exitCode()) {
            return "";
        }
        return ended(entry.sync(), report);
    }

    private Rows rows(SyncSet.Group group, WrittenAside aside) {
        try {
            DataFile found = data.of(group);
            return data.readers(group, set) < 2
                    ? new Rows(found, null)
                    : shared.computeIfAbsent(found, rows -> keep(rows, group.first(), aside));
        } catch (ProblemException e) {
            return new Rows(null, e);
        }
    }

    private static Rows keep(DataFile rows, SyncConfig first, WrittenAside aside) {
        try {
            return new Rows(aside.of(rows, first), null);
        } catch (ProblemException e) {
            return new Rows(null, e);
        }
    }
}
