package dev.upserter.template.value;

import dev.upserter.json.JsonValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the templates and conditions of a record find when they are rendered: the variables and their values, and how much
 * all of them together may do. For one thread.
 */
public final class TemplateScope {
    /** The variable that holds what is known of the run: {@code run.id} and {@code run.time}. */
    public static final String RUN = "run";

    /** The variable that holds all fields of the record. */
    public static final String ROW = "row";

    private final Map<String, JsonValue> unread = new HashMap<>();
    private final Map<String, Object> variables = new HashMap<>();
    private final Map<String, Object> run;
    private final long time;
    private final Budget budget = new Budget();

    /**
     * A scope with nothing but the run in it.
     *
     * @param runId the run's id
     * @param time  when it started, Unix seconds
     */
    public TemplateScope(String runId, long time) {
        this.run = Map.of("id", runId, "time", BigDecimal.valueOf(time));
        this.time = time;
    }

    /** Starts with the next record: what its templates may do is counted anew. */
    public void begin() {
        budget.begin();
    }

    /** Gives a variable its value for the next record; null if it has none. It is read when it is asked for. */
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

    /** A field of the record by its name, where a value of the record says the name. */
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
