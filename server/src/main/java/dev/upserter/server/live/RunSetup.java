package dev.upserter.server.live;

import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What all runs of a server have in common.
 *
 * @param stateFolder where they leave their files
 * @param waits       whether an endpoint is waited for at which nothing has ever answered
 * @param ownStates   where the states lie that end with the server; null where they outlive it
 */
public record RunSetup(
        Path stateFolder, boolean waits, @Nullable Path ownStates) {
    /** How a run goes that uses what is known in this way. */
    public RunOptions options(StateUse use) {
        return RunOptions.in(stateFolder)
                .withWait(waits)
                .withState(ownStates == null ? use : use.withPlace(new StateUse.Place.In(ownStates)));
    }
}
