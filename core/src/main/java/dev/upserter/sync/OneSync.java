package dev.upserter.sync;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.Problem;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.report.UndoneReport;
import dev.upserter.run.Plan;
import dev.upserter.run.Run;
import dev.upserter.run.option.RunOptions;
import dev.upserter.source.DataFile;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Sends people, events and companies from files to Customer.io and reports what became of every row.
 *
 * <p>Thread-safe; each run is independent of the others.
 */
public final class OneSync {
    private final SyncConfig config;
    private final Surroundings surroundings;

    private OneSync(SyncConfig config, Surroundings surroundings) {
        this.config = config;
        this.surroundings = surroundings;
    }

    /**
     * An upserter for one sync.
     *
     * @throws NullPointerException without a sync
     */
    public static OneSync of(SyncConfig config) {
        return of(config, Surroundings.real());
    }

    /**
     * An upserter for one sync.
     *
     * @param surroundings what its runs find outside
     */
    public static OneSync of(SyncConfig config, Surroundings surroundings) {
        return new OneSync(Objects.requireNonNull(config, "config"), surroundings);
    }

    /** The sync. */
    public SyncConfig config() {
        return config;
    }

    /**
     * Reads all rows, sends them, and waits until each is finished.
     *
     * @param data    what to read
     * @param options how to run
     * @return the outcome of all rows; a run that fails is reported here, not by an exception
     */
    public RunReport run(DataFile data, RunOptions options) {
        return reported(() -> new Run(config, data, options, surroundings).execute());
    }

    /**
     * Determines what a run would send, without sending it.
     *
     * @param data    what to read
     * @param options how to run
     * @return what changed since people were last delivered
     */
    public Plan plan(DataFile data, RunOptions options) {
        try {
            return new Run(config, data, options.withDryRun(), surroundings).plan();
        } catch (OutOfMemoryError e) {
            return new Plan(undone(e), List.of(), null);
        }
    }

    /**
     * Sends the undelivered rows of an earlier run again: dead letters, and rejected rows, which may have been corrected in
     * their file. A row is left out if the data contain a later one of the same person, since that one was delivered.
     *
     * @param run     the id of the earlier run
     * @param options how to run
     * @return the outcome of those rows, as a run of its own
     * @throws dev.upserter.problem.ProblemException if there is nothing to send again
     */
    public RunReport retry(String run, RunOptions options) {
        return reported(() -> Run.retry(config, run, options, surroundings));
    }

    /**
     * Reads, maps and guards all rows, and tests the credentials, without sending a person.
     *
     * @param data    what to read
     * @param options how to run
     * @return the loss report: {@code delivered} is 0, what would have been sent is {@code pending}
     */
    public RunReport check(DataFile data, RunOptions options) {
        return reported(() -> new Run(config, data, options, surroundings).check());
    }

    /** Where the memory runs out for the run's own account too, a report without its counts says so. */
    private RunReport reported(Supplier<RunReport> run) {
        try {
            return run.get();
        } catch (OutOfMemoryError e) {
            return undone(e);
        }
    }

    private RunReport undone(OutOfMemoryError e) {
        Problem ranOut = Exhaustion.of(e).orElse(Exhaustion.MEMORY).problem();
        return UndoneReport.of(config.sync(), config.kind().kind().spelling(), Status.STOPPED, List.of(ranOut));
    }
}
