package dev.upserter.sync;

import dev.upserter.config.SyncSet;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.report.SetReport;
import dev.upserter.run.Run;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.series.Series;
import dev.upserter.run.series.SeriesData;

/**
 * Sends the data of several syncs to Customer.io, one sync after another.
 *
 * <p>Thread-safe; each run is independent of the others.
 */
public final class SeveralSyncs {
    private final SyncSet set;

    private SeveralSyncs(SyncSet set) {
        this.set = set;
    }

    /** For the syncs of one configuration. */
    public static SeveralSyncs of(SyncSet set) {
        return new SeveralSyncs(set);
    }

    /**
     * Runs each sync, and waits until each of its rows is finished. After one that was refused or stopped the rest is not run,
     * unless the configuration says {@code onError: continue}.
     *
     * @param data    what to read
     * @param options how to run each
     * @return the outcome of all; a run that fails is reported here, not by an exception
     * @throws dev.upserter.problem.ProblemException if a sync has no rows to read, or nobody reads those that are given
     */
    public SetReport run(SeriesData data, RunOptions options) {
        return new Series(set, data, options)
                .alerting()
                .execute((sync, rows) -> new Run(sync, rows, options, Surroundings.real()).execute(), entry -> {});
    }

    /**
     * Reads, maps and guards all rows of each sync, and tests the credentials, without sending anything.
     *
     * @param data    what to read
     * @param options how to run each
     * @return the loss reports
     * @throws dev.upserter.problem.ProblemException as {@link #run}
     */
    public SetReport check(SeriesData data, RunOptions options) {
        return new Series(set, data, options)
                .execute((sync, rows) -> new Run(sync, rows, options, Surroundings.real()).check(), entry -> {});
    }
}
