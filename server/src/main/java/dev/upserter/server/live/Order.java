package dev.upserter.server.live;

import dev.upserter.config.SyncConfig;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.Resume;
import dev.upserter.server.upload.DataStore;
import dev.upserter.source.DataFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run.
 *
 * @param sync          the sync, going where this server lets it
 * @param data          the rows
 * @param configuration the file that the configuration is from; null if it was uploaded
 * @param kept          the uploaded data, if they outlive the run; null otherwise
 * @param resume        whether it goes on with an earlier run
 * @param dryRun        whether nothing is sent
 * @param plan          what was planned: the run does that and nothing else; null for no plan
 */
public record Order(
        SyncConfig sync,
        DataFile data,
        @Nullable Path configuration,
        DataStore.@Nullable Entry kept,
        Resume resume,
        boolean dryRun,
        @Nullable PlanFile plan) {

    /** One without a plan. */
    public Order(
            SyncConfig sync,
            DataFile data,
            @Nullable Path configuration,
            DataStore.@Nullable Entry kept,
            Resume resume,
            boolean dryRun) {
        this(sync, data, configuration, kept, resume, dryRun, null);
    }

    /** The same, going on with a run; what it has not sent of a plan follows from the state by then. */
    public Order resuming(String run) {
        return new Order(sync, data, configuration, kept, new Resume.Of(run), dryRun);
    }

    /** The same, doing what was planned. */
    public Order doing(@Nullable PlanFile planned) {
        return new Order(sync, data, configuration, kept, new Resume.Not(), false, planned);
    }

    /** The same of another configuration. */
    public Order with(SyncConfig other) {
        return new Order(other, data, configuration, kept, resume, dryRun, plan);
    }

    /** Whether what is needed to go on with the run is still there when it has stopped. */
    boolean isKept() {
        return configuration != null || (kept != null && !kept.isRemoved());
    }

    @Override
    public String toString() {
        return "Order[" + sync.sync() + "]";
    }
}
