package dev.upserter.server.schedule;

import dev.upserter.schedule.Schedule;
import dev.upserter.server.answer.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows a turn as JSON; docs/http-api.md describes it. Stateless. */
final class TurnJson {
    private TurnJson() {}

    static JsonObject of(SavedTurn turn, Kept kept, boolean isRunning, Instant now) {
        Schedule times = turn.turn().when().times();
        return new JsonObject()
                .with("turn", turn.key())
                .with("file", String.valueOf(turn.file().getFileName()))
                .withTexts("syncs", turn.turn().syncs())
                .with("schedule", times == null ? null : times.expression().fields())
                .with("zone", times == null ? null : times.zone().getId())
                .with("watch", turn.turn().when().watch())
                .with("after", turn.turn().when().after())
                .with("next", times == null || kept.isPaused() ? null : text(times.next(now)))
                .with("last", text(Optional.ofNullable(kept.last())))
                .with("status", kept.status().isEmpty() ? null : kept.status())
                .with("running", isRunning)
                .with("paused", kept.isPaused())
                .with("waiting", kept.waiting());
    }

    private static @Nullable String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
