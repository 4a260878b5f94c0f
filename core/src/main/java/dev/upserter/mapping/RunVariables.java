package dev.upserter.mapping;

import dev.upserter.source.JsonValue;

/**
 * What rules may tell of the run.
 *
 * @param id   its id
 * @param time when it started, Unix seconds
 */
public record RunVariables(String id, long time) {
    /** Where there is no run. */
    public static final RunVariables NONE = new RunVariables("", 0);

    JsonValue value(RunVariable variable) {
        return switch (variable) {
            case ID -> JsonValue.ofText(id);
            case TIME -> JsonValue.ofInteger(time);
        };
    }
}
