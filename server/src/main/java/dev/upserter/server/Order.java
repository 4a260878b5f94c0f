package dev.upserter.server;

import dev.upserter.config.SyncConfig;
import dev.upserter.run.Resume;
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
 */
record Order(
        SyncConfig sync,
        DataFile data,
        @Nullable Path configuration,
        DataStore.@Nullable Entry kept,
        Resume resume,
        boolean dryRun) {

    /** The same, going on with a run. */
    Order resuming(String run) {
        return new Order(sync, data, configuration, kept, new Resume.Of(run), dryRun);
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
