package dev.upserter.guard;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problems;
import java.util.Map;

/**
 * The levels a user has changed.
 *
 * @param levels by code; a code that is absent keeps its usual level
 */
public record GuardConfig(Map<Code, Level> levels) {

    public GuardConfig {
        levels = Map.copyOf(levels);
        var problems = new Problems();
        levels.forEach((code, level) ->
                problems.require(code.allows(level), "guards." + code, "one of the levels the code allows"));
        problems.throwIfAny();
    }

    /** All codes at their usual levels. */
    public static GuardConfig defaults() {
        return new GuardConfig(Map.of());
    }

    /** The level in force. */
    public Level level(Code code) {
        return levels.getOrDefault(code, code.level());
    }
}
