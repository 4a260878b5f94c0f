package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.mapping.spec.RunVariable;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What rules may tell of the run.
 *
 * @param id   its id
 * @param time when it started, Unix seconds
 */
public record RunVariables(String id, long time) implements Serializable {
    /** Where there is no run. */
    public static final RunVariables NONE = new RunVariables("", 0);

    /** The day, in UTC, on which it started. */
    LocalDate day() {
        return LocalDate.ofInstant(Instant.ofEpochSecond(time), ZoneOffset.UTC);
    }

    JsonValue value(RunVariable variable) {
        return switch (variable) {
            case ID -> JsonValue.ofText(id);
            case TIME -> JsonValue.ofInteger(time);
        };
    }
}
