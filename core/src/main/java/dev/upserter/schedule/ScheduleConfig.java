package dev.upserter.schedule;

import org.jspecify.annotations.Nullable;

/**
 * When syncs run by themselves. Immutable.
 *
 * @param times   the times at which they run; null for none
 * @param watch   whether they run when a file of their source arrives or changes
 * @param catchUp what becomes of times that were missed
 * @param after   the sync or the configuration after which they run; null for none
 */
public record ScheduleConfig(
        @Nullable Schedule times,
        boolean watch,
        CatchUp catchUp,
        @Nullable String after) {
    /** Never. */
    public static final ScheduleConfig NONE = new ScheduleConfig(null, false, CatchUp.ONCE, null);

    /** Whether anything but a file starts them. */
    public boolean hasOwnTurn() {
        return times != null || after != null;
    }

    /** Whether anything starts them. */
    public boolean isThere() {
        return watch || hasOwnTurn();
    }

    /** This, watching the files or not. */
    public ScheduleConfig withWatch(boolean other) {
        return new ScheduleConfig(times, other, catchUp, after);
    }
}
