package dev.upserter.template;

import dev.upserter.source.JsonValue;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template finds when it is rendered: the variables and their values. For one thread. */
public final class Scope {
    /** The variable that holds what is known of the run: {@code run.id} and {@code run.time}. */
    public static final String RUN = "run";

    /** The variable that holds all fields of the record. */
    public static final String ROW = "row";

    /** When the run started, where no template can name it. */
    static final String NOW = " now";

    private final Map<String, Object> variables = new HashMap<>();

    /**
     * A scope with nothing but the run in it.
     *
     * @param runId the run's id
     * @param time  when it started, Unix seconds
     */
    public Scope(String runId, long time) {
        variables.put(RUN, Map.of("id", runId, "time", time));
        variables.put(NOW, time);
    }

    /** Gives a variable its value for the next record; null if it has none. */
    public void set(String variable, @Nullable JsonValue value) {
        Object seen = value == null ? null : LiquidValues.of(value);
        if (seen == null) {
            variables.remove(variable);
        } else {
            variables.put(variable, seen);
        }
    }

    Map<String, Object> variables() {
        return variables;
    }
}
