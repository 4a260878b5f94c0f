package dev.upserter.server.live;

import dev.upserter.kind.Triggers;
import dev.upserter.run.option.EventUse;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.util.Optional;

/**
 * What a request chooses of what a run does not do unasked. Immutable.
 *
 * @param yes    to how many people at most may be done what cannot be undone
 * @param events how the run goes, if it sends events
 */
public record Choices(long yes, EventUse events) {
    /** Nothing was chosen: the configuration alone decides. */
    public static final Choices NONE = new Choices(0, EventUse.CONFIGURED);

    /**
     * The choices of a request.
     *
     * @param triggers    {@code hold} or {@code allow}; empty for what the configuration says
     * @param newEventIds whether a run goes on that makes other ids of the same rows
     * @throws RefusedException if triggers is anything else
     */
    public static Choices of(long yes, String triggers, boolean newEventIds) {
        return new Choices(yes, new EventUse(triggers(triggers), newEventIds));
    }

    private static Optional<Triggers> triggers(String text) {
        return switch (text) {
            case "" -> Optional.empty();
            case "hold" -> Optional.of(Triggers.HOLD);
            case "allow" -> Optional.of(Triggers.ALLOW);
            default -> throw new RefusedException(Refusal.REQUEST_INVALID, "triggers must be hold or allow");
        };
    }

    /** These, and of those made before what these say nothing about; a yes is never taken over. */
    public Choices after(Choices before) {
        EventUse earlier = before.events;
        return new Choices(
                yes, new EventUse(events.triggers().or(earlier::triggers), events.newIds() || earlier.newIds()));
    }
}
