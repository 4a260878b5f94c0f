package dev.upserter.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One alert. Immutable.
 *
 * @param channel the way by which it is sent
 * @param when    the conditions under which it is sent, one at least
 * @param repeat  after how long it is sent again while a condition lasts; null for never
 */
public record AlertConfig(
        AlertChannel channel,
        List<AlertCondition> when,
        @Nullable Duration repeat) {

    public AlertConfig {
        when = List.copyOf(when);
    }

    /** Whether the end of what was reported is reported, too. */
    public boolean tellsRecovery() {
        return when.contains(AlertCondition.Ending.RECOVERED);
    }
}
