package dev.upserter.server.api;

import dev.upserter.http.Outcome;
import dev.upserter.server.answer.JsonObject;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.answer.Replies;
import dev.upserter.server.schedule.Schedules;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Shows what runs by itself, and holds or starts it. Thread-safe.
 *
 * @param schedules null where the server has no folder of syncs
 */
public record ScheduleApi(@Nullable Schedules schedules) {
    Outcome list() {
        List<JsonObject> all = schedules == null ? List.of() : schedules.list();
        return Replies.json(200, new JsonObject().with("schedules", all));
    }

    Outcome run(ApiRoute.Call call) {
        return act(call, Schedules::runNow);
    }

    Outcome pause(ApiRoute.Call call) {
        return act(call, (all, turn) -> all.pause(turn, true));
    }

    Outcome proceed(ApiRoute.Call call) {
        return act(call, (all, turn) -> all.pause(turn, false));
    }

    private Outcome act(ApiRoute.Call call, BiPredicate<Schedules, String> action) {
        if (schedules == null || !action.test(schedules, call.get("turn"))) {
            throw new RefusedException(Refusal.NOT_FOUND, "nothing of this name runs by itself");
        }
        return list();
    }
}
