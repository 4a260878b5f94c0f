package dev.upserter.run.change;

import dev.upserter.config.SyncConfig;
import dev.upserter.history.ConfigDigests;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import java.io.IOException;
import java.util.Optional;

/**
 * How what is known of earlier deliveries fits a configuration.
 *
 * @param before     what the state is about; empty if there is none
 * @param now        what it is about after a run of the configuration
 * @param outdatedBy the run that sent people without keeping the state; empty if none did
 */
public record StateFit(Optional<StateHeader> before, StateHeader now, Optional<String> outdatedBy) {

    public static StateFit of(SyncConfig config, StateStore store) throws IOException {
        StateHeader now = StateHeader.of(
                config.stateScope(),
                ConfigDigests.workspace(config),
                ConfigDigests.values(config),
                config.incremental().keepValues());
        Optional<StateHeader> before =
                store.header().filter(header -> header.misfit(now).isEmpty());
        String forgotten = before.map(StateHeader::forgotten).orElse("");
        boolean saysMore = config.incremental().changeEvents() != null
                || before.filter(header -> header.format() == StateHeader.FORMAT_2)
                        .isPresent();
        StateHeader next = now.withForgotten(forgotten);
        return new StateFit(store.header(), saysMore ? next.sayingMore() : next, store.outdatedBy());
    }

    /** Whether the state is about other people, or cannot be read, so that nothing of it can be kept. */
    boolean isForeign() {
        return misfit().isPresent();
    }

    /** Why nothing of the state can be kept, as the end of a sentence about it; empty if it can. */
    Optional<String> misfit() {
        return before.flatMap(header -> header.misfit(now));
    }

    /** Whether the state knows nobody, so that nothing is lost with it: a run that reached nobody left it. */
    private boolean isOfNobody() {
        return before.filter(header -> header.isReadable() && header.people() == 0 && header.marked() == 0)
                .isPresent();
    }

    /** Why a run cannot use it; empty if it can. */
    public Optional<String> reason() {
        return misfit().filter(why -> !isOfNobody())
                .or(() -> outdatedBy.map(run -> "was not kept by the run " + run + ", which sent rows without it"));
    }

    /** Whether the values were made by another mapping. */
    boolean isOfAnotherMapping() {
        return before.filter(header -> !header.mapping().equals(now.mapping())).isPresent();
    }

    /** What the state is about while the run has not come to its end: the mapping in force is the one before. */
    StateHeader meanwhile() {
        return now.withMapping(before.map(StateHeader::mapping).orElse(now.mapping()));
    }
}
