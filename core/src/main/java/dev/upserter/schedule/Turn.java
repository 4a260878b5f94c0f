package dev.upserter.schedule;

import java.util.List;

/**
 * Syncs of one configuration that start together, and when. Immutable.
 *
 * @param syncs their names, in order; one at least
 * @param when  what starts them
 */
public record Turn(List<String> syncs, ScheduleConfig when) {
    public Turn {
        syncs = List.copyOf(syncs);
    }
}
