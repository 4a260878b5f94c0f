package dev.upserter.run.option;

import dev.upserter.history.Scope;
import dev.upserter.history.StateFolder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one run uses what is known of earlier deliveries.
 *
 * @param scope         of whom it speaks
 * @param allowRemovals whether it may remove more people than the configuration allows, once
 * @param place         where the state is
 * @param plan          what was planned; the run refuses to do anything else; null for no plan
 * @param consent       asked before people are suppressed, where the configuration does not say {@code irreversible}
 * @param events        how it goes, if it sends events
 */
public record StateUse(
        Scope scope,
        boolean allowRemovals,
        Place place,
        @Nullable PlanFile plan,
        Consent consent,
        EventUse events) {
    /** Where a state is: as long as its people are at the destination, and no longer. */
    public sealed interface Place {
        /** With the sync, as the configuration says. */
        record OfSync() implements Place {}

        /** With the run alone: the destination ends with it. */
        record OfRun() implements Place {}

        /**
         * In a folder, for all runs of whoever started the destination, and ends it.
         *
         * @param folder holds a folder for each sync; need not be there yet
         */
        record In(Path folder) implements Place {}
    }

    /** As the configuration says. */
    public static final StateUse CONFIGURED =
            new StateUse(Scope.CONFIGURED, false, new Place.OfSync(), null, Consent.NONE, EventUse.CONFIGURED);

    /**
     * The folder with what outlives the run; empty where the destination ends with the run.
     *
     * @param stateFolder of the run
     * @param sync        the name of the sync
     */
    public Optional<Path> memory(Path stateFolder, String sync) {
        return switch (place) {
            case Place.OfSync inFolder -> Optional.of(new StateFolder(stateFolder).sync(sync));
            case Place.In in -> Optional.of(in.folder().resolve(sync));
            case Place.OfRun ofRun -> Optional.empty();
        };
    }

    /** The same for others. */
    public StateUse withScope(Scope other) {
        return new StateUse(other, allowRemovals, place, plan, consent, events);
    }

    /** The same, with the state in another place. */
    public StateUse withPlace(Place other) {
        return new StateUse(scope, allowRemovals, other, plan, consent, events);
    }

    /** The same, removing as many as need be. */
    public StateUse withAllowRemovals() {
        return new StateUse(scope, true, place, plan, consent, events);
    }

    /** The same, asking others. */
    public StateUse withConsent(Consent other) {
        return new StateUse(scope, allowRemovals, place, plan, other, events);
    }

    /** The same, of events in another way. */
    public StateUse withEvents(EventUse other) {
        return new StateUse(scope, allowRemovals, place, plan, consent, other);
    }

    /** The same, to do what was planned and nothing else. */
    public static StateUse of(PlanFile file) {
        return new StateUse(file.scope(), file.removals(), new Place.OfSync(), file, Consent.NONE, EventUse.CONFIGURED);
    }
}
