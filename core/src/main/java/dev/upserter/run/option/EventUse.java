package dev.upserter.run.option;

import dev.upserter.kind.Triggers;
import java.util.Optional;

/**
 * How one run of events goes, beside what the configuration says.
 *
 * @param triggers what becomes of events that may start campaigns; empty for what the configuration says
 * @param newIds   whether the run goes on where it makes other ids of the same rows than the last one
 */
public record EventUse(Optional<Triggers> triggers, boolean newIds) {
    /** As the configuration says. */
    public static final EventUse CONFIGURED = new EventUse(Optional.empty(), false);
}
