package dev.upserter.run;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.history.RunFolder;
import dev.upserter.history.RunId;
import dev.upserter.history.StateFolder;
import dev.upserter.history.SyncLock;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.run.change.StateFit;
import dev.upserter.run.earlier.UnknownPeople;
import dev.upserter.state.PrivateFiles;
import dev.upserter.state.StateStore;
import dev.upserter.state.file.StateStores;
import dev.upserter.state.suppression.SuppressedPeople;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known of earlier deliveries of a sync.
 *
 * @param place     where it is
 * @param people    how many people Customer.io has, as far as is known
 * @param marked    how many were marked as removed
 * @param keyType   which identifier they are known by
 * @param hasValues whether the values sent last are kept
 * @param bytes     how large it is
 * @param misfit    why a run of the configuration could not use it; empty if it could
 */
public record StateSummary(
        String place, long people, long marked, String keyType, boolean hasValues, long bytes, String misfit) {

    /**
     * Looks at the state of a sync; folds in what was acknowledged last.
     *
     * @return empty if nothing is known
     * @throws dev.upserter.problem.ProblemException if a run has it open, or it cannot be read
     */
    public static Optional<StateSummary> of(SyncConfig config, Path stateFolder) {
        return locked(config, stateFolder, store -> {
            StateFit fit = StateFit.of(config, store);
            return fit.before()
                    .map(header -> new StateSummary(
                            store.place(),
                            header.people(),
                            header.marked(),
                            header.keyType(),
                            header.hasValues(),
                            header.size(),
                            fit.reason().orElse("")));
        });
    }

    /**
     * Forgets all that is known of a sync.
     *
     * @return whether anything was known
     * @throws dev.upserter.problem.ProblemException if a run has it open, or it cannot be written
     */
    public static boolean reset(SyncConfig config, Path stateFolder) {
        return locked(config, stateFolder, store -> {
            boolean known = store.header().isPresent();
            store.reset();
            noteForgotten(new StateFolder(stateFolder).sync(config.sync()));
            return known;
        });
    }

    /**
     * How many people of the workspace are remembered as suppressed.
     *
     * @throws dev.upserter.problem.ProblemException if the memory cannot be read
     */
    public static long suppressed(SyncConfig config, Path stateFolder) {
        return SuppressedPeople.read(StateFolder.suppressed(stateFolder, config))
                .count();
    }

    /**
     * Forgets who of the workspace was suppressed; all else stays known.
     *
     * @return whether anybody was remembered
     * @throws dev.upserter.problem.ProblemException if the memory cannot be removed
     */
    public static boolean forgetSuppressed(SyncConfig config, Path stateFolder) {
        Path folder = StateFolder.suppressed(stateFolder, config);
        try {
            return SuppressedPeople.forget(folder);
        } catch (IOException e) {
            throw RunFolder.unwritable(folder, e);
        }
    }

    /** A run that comes later is not to take the state for lost. */
    private static void noteForgotten(Path folder) throws IOException {
        PrivateFiles.makeFolders(folder);
        RunFolder.writeWhole(
                folder.resolve(UnknownPeople.FORGOTTEN),
                newId().substring(0, RunId.LENGTH_OF_TIME) + UnknownPeople.AFTER_ALL + "\n");
    }

    private static String newId() {
        return RunId.of(
                Surroundings.real().clock().instant(),
                Surroundings.real().random().get());
    }

    private interface Work<T> {
        T with(StateStore store) throws IOException;
    }

    private static <T> T locked(SyncConfig config, Path stateFolder, Work<T> work) {
        Path folder = new StateFolder(stateFolder).sync(config.sync());
        String who = newId();
        try (SyncLock lock = SyncLock.take(
                        folder, config.sync(), who, Surroundings.real().clock().instant());
                StateStore store =
                        new StateStores(folder, config.sync(), config.state(), MemoryBudget.ofProcess()).open(who)) {
            return work.with(store);
        } catch (IOException e) {
            throw RunFolder.unwritable(folder, e);
        }
    }
}
