package dev.upserter.alert;

import dev.upserter.config.AlertsConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.history.CompletedRun;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The run of a sync, as its alerts need it. Immutable.
 *
 * @param sync         the name of the sync
 * @param alerts       whom it alerts
 * @param state        the state folder
 * @param memory       the folder that remembers what was reported; empty where nothing outlives the run
 * @param before       the completed run before it; null for none
 * @param isWhole      whether it was to read the whole source
 * @param folder       where the program of an alert by command runs, and its name starts
 * @param surroundings what it finds outside
 */
public record Occasion(
        String sync,
        AlertsConfig alerts,
        Path state,
        Optional<Path> memory,
        @Nullable CompletedRun before,
        boolean isWhole,
        Path folder,
        Surroundings surroundings) {

    /** The folder of a configuration file; the working folder where it was in none. */
    public static Path folderOf(@Nullable Path configuration) {
        Path folder = configuration == null
                ? null
                : configuration.toAbsolutePath().normalize().getParent();
        return folder == null ? Path.of("").toAbsolutePath() : folder;
    }
}
