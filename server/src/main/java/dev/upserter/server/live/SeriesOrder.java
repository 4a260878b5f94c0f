package dev.upserter.server.live;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.run.option.Resume;
import dev.upserter.run.series.SeriesData;
import dev.upserter.server.upload.DataStore;
import dev.upserter.source.DataFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several syncs to run, one after another.
 *
 * @param set           the syncs, with this server's endpoint and credentials
 * @param data          the rows of each
 * @param configuration the file of the configuration; null if it was uploaded
 * @param kept          the uploaded data, if they outlive the runs
 * @param dryRun        whether nothing is sent
 * @param choices       what whoever ordered it chose, in all runs together
 */
public record SeriesOrder(
        SyncSet set,
        SeriesData data,
        @Nullable Path configuration,
        List<DataStore.Entry> kept,
        boolean dryRun,
        Choices choices) {
    public SeriesOrder {
        kept = List.copyOf(kept);
    }

    /** The order of one of the runs. */
    Order of(SyncConfig sync, DataFile rows) {
        DataStore.Entry entry =
                kept.stream().filter(one -> one.data().equals(rows)).findFirst().orElse(null);
        return new Order(sync, rows, configuration, entry, new Resume.Not(), dryRun).choosing(choices);
    }

    @Override
    public String toString() {
        return "SeriesOrder" + set.names();
    }
}
