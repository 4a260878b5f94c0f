package dev.upserter.server.live;

import dev.upserter.config.SyncConfig;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.Resume;
import dev.upserter.server.upload.DataStore;
import dev.upserter.source.DataFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to run.
 *
 * @param sync          the sync, with this server's endpoint and credentials
 * @param data          the rows
 * @param configuration the file of the configuration; null if it was uploaded
 * @param kept          the uploaded data, if they outlive the run; null otherwise
 * @param resume        whether it resumes an earlier run
 * @param dryRun        whether nothing is sent
 * @param plan          the plan to carry out: the run does nothing else; null for none
 * @param choices       what whoever ordered it chose
 */
public record Order(
        SyncConfig sync,
        DataFile data,
        @Nullable Path configuration,
        DataStore.@Nullable Entry kept,
        Resume resume,
        boolean dryRun,
        @Nullable PlanFile plan,
        Choices choices) {

    /** An order without a plan. */
    public Order(
            SyncConfig sync,
            DataFile data,
            @Nullable Path configuration,
            DataStore.@Nullable Entry kept,
            Resume resume,
            boolean dryRun) {
        this(sync, data, configuration, kept, resume, dryRun, null, Choices.NONE);
    }

    /** A copy that resumes this run; what remains of a plan follows from the state at that time. */
    public Order resuming(String run) {
        return new Order(sync, data, configuration, kept, new Resume.Of(run), dryRun, null, choices);
    }

    /** A copy that carries out this plan. */
    public Order doing(@Nullable PlanFile planned) {
        return new Order(sync, data, configuration, kept, new Resume.Not(), false, planned, choices);
    }

    /** A copy for which this was chosen. */
    public Order choosing(Choices other) {
        return new Order(sync, data, configuration, kept, resume, dryRun, plan, other);
    }

    /** A copy with another configuration. */
    public Order with(SyncConfig other) {
        return new Order(other, data, configuration, kept, resume, dryRun, plan, choices);
    }

    /** Whether everything needed to resume the run is still there after it has stopped. */
    boolean isKept() {
        return configuration != null || (kept != null && !kept.isRemoved());
    }

    @Override
    public String toString() {
        return "Order[" + sync.sync() + "]";
    }
}
