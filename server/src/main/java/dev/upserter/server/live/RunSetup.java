package dev.upserter.server.live;

import dev.upserter.memory.MemoryBudget;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StateUse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What all runs of a server share.
 *
 * @param stateFolder where they keep their files
 * @param waits       whether runs wait for an endpoint that has never answered
 * @param memory      what all of them may take of the heap together
 * @param ownStates   where states are kept that end with the server; null where states outlive it
 */
public record RunSetup(
        Path stateFolder,
        boolean waits,
        MemoryBudget memory,
        @Nullable Path ownStates) {
    /** The options of a run that uses the state in this way. */
    public RunOptions options(StateUse use) {
        return RunOptions.in(stateFolder)
                .withWait(waits)
                .withMemory(memory)
                .withState(ownStates == null ? use : use.withPlace(new StateUse.Place.In(ownStates)));
    }
}
