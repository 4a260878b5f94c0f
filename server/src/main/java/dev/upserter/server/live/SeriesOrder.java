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
 * @param resume        whether they resume earlier runs
 */
public record SeriesOrder(
        SyncSet set,
        SeriesData data,
        @Nullable Path configuration,
        List<DataStore.Entry> kept,
        boolean dryRun,
        Choices choices,
        Resume resume) {
    public SeriesOrder {
        kept = List.copyOf(kept);
    }

    /** New runs. */
    public SeriesOrder(
            SyncSet set,
            SeriesData data,
            @Nullable Path configuration,
            List<DataStore.Entry> kept,
            boolean dryRun,
            Choices choices) {
        this(set, data, configuration, kept, dryRun, choices, new Resume.Not());
    }

    /** Runs of a saved configuration that go on where earlier ones stopped. */
    public static SeriesOrder resuming(SyncSet set, SeriesData data, Path configuration) {
        return new SeriesOrder(set, data, configuration, List.of(), false, Choices.NONE, new Resume.Latest());
    }

    /** The order of one of the runs. */
    Order of(SyncConfig sync, DataFile rows) {
        DataStore.Entry entry =
                kept.stream().filter(one -> one.data().equals(rows)).findFirst().orElse(null);
        return new Order(sync, rows, configuration, entry, resume, dryRun).choosing(choices);
    }

    @Override
    public String toString() {
        return "SeriesOrder" + set.names();
    }
}
