package dev.upserter.template.value;

import dev.upserter.json.JsonValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of the templates and conditions of a record: the variables and their values, and the budget that all of them
 * share. For one thread.
 */
public final class TemplateScope {
    /** The variable with the facts about the run: {@code run.id} and {@code run.time}. */
    public static final String RUN = "run";

    /** The variable with all fields of the record. */
    public static final String ROW = "row";

    private final Map<String, JsonValue> unread = new HashMap<>();
    private final Map<String, Object> variables = new HashMap<>();
    private final Map<String, Object> run;
    private final long time;
    private final Budget budget = new Budget();

    /**
     * A scope with only the run in it.
     *
     * @param runId the run's id
     * @param time  when it started, Unix seconds
     */
    public TemplateScope(String runId, long time) {
        this.run = Map.of("id", runId, "time", BigDecimal.valueOf(time));
        this.time = time;
    }

    /** Starts the next record: its templates get a new budget. */
    public void begin() {
        budget.begin();
    }

    /** Sets a variable's value for the next record; null if it has none. The value is read when it is used. */
    public void set(String variable, @Nullable JsonValue value) {
        variables.remove(variable);
        if (value == null) {
            unread.remove(variable);
        } else {
            unread.put(variable, value);
        }
    }

    @Nullable
    public Object get(String variable) {
        Object known = variables.get(variable);
        if (known != null) {
            return known;
        }
        if (variable.equals(RUN)) {
            return run;
        }
        JsonValue value = unread.get(variable);
        Object read = value == null ? null : JsonReading.of(value, budget);
        if (read != null) {
            variables.put(variable, read);
        }
        return read;
    }

    /** A field of the record, where a value of the record gives the field's name. */
    @Nullable
    public Object field(String name) {
        return get(ROW) instanceof Map<?, ?> row ? row.get(name) : null;
    }

    /** When the run started, Unix seconds. */
    public long time() {
        return time;
    }

    public Budget budget() {
        return budget;
    }
}
