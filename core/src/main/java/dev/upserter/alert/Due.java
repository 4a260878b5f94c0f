package dev.upserter.alert;

import dev.upserter.alert.Verdicts.Verdict;
import dev.upserter.config.AlertCondition;
import dev.upserter.config.AlertConfig;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one alert is to say after a run, and what is known of its conditions then. Immutable.
 *
 * @param event what it says; null for nothing
 * @param holds its conditions that hold, with what is known of them
 * @param over  those that were reported and hold no longer
 */
record Due(@Nullable Event event, Map<AlertCondition, Held> holds, Map<AlertCondition, Held> over) {

    /** What an alert may say. */
    enum Event {
        /** A condition begins to hold. */
        ALERT,
        /** One still holds, after the time in which it is to be said again. */
        REMINDER,
        /** None holds any longer. */
        RECOVERED,
        /** Nothing happened: somebody tries the channel. */
        TEST
    }

    /** Compares what was known with what is. */
    static Due of(AlertConfig alert, AlertMemory memory, Verdicts verdicts, Instant now) {
        var holds = new LinkedHashMap<AlertCondition, Held>();
        var over = new LinkedHashMap<AlertCondition, Held>();
        boolean isNew = false;
        boolean isRepeated = false;
        for (AlertCondition condition : alert.when()) {
            Held before = memory.find(AlertMemory.key(alert.channel(), condition));
            Verdict verdict = verdicts.verdict(condition);
            if (verdict == Verdict.HOLDS) {
                Held held = before == null ? Held.from(now) : before.again();
                holds.put(condition, held);
                isNew |= held.told() == null;
                isRepeated |= isDueAgain(alert, held, now);
            } else if (before != null && verdict == Verdict.UNKNOWN) {
                holds.put(condition, before);
            } else if (before != null && before.told() != null) {
                over.put(condition, before);
            }
        }
        boolean hasRecovered = verdicts.isWell() && holds.isEmpty() && !over.isEmpty();
        Event event = isNew
                ? Event.ALERT
                : isRepeated ? Event.REMINDER : hasRecovered && alert.tellsRecovery() ? Event.RECOVERED : null;
        return new Due(event, holds, over);
    }

    private static boolean isDueAgain(AlertConfig alert, Held held, Instant now) {
        return alert.repeat() != null
                && held.told() != null
                && !held.told().plus(alert.repeat()).isAfter(now);
    }

    /** What is known from now on, by the keys of the memory. */
    Map<String, Held> known(AlertConfig alert, boolean isSent, Instant now) {
        var known = new HashMap<String, Held>();
        holds.forEach((condition, held) ->
                known.put(AlertMemory.key(alert.channel(), condition), isSent ? held.toldAt(now) : held));
        if (event == Event.RECOVERED && !isSent) {
            over.forEach((condition, held) -> known.put(AlertMemory.key(alert.channel(), condition), held));
        }
        return known;
    }

    /** Those that were not reported before. */
    List<AlertCondition> begun() {
        return holds.entrySet().stream()
                .filter(held -> held.getValue().told() == null)
                .map(Map.Entry::getKey)
                .toList();
    }
}
