package dev.upserter.guard;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problems;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The levels a user has changed.
 *
 * @param levels by code; a code that is absent keeps its default level
 */
public record GuardConfig(Map<Code, Level> levels) implements Serializable {

    public GuardConfig {
        levels = Map.copyOf(levels);
        var problems = new Problems();
        new TreeMap<>(levels)
                .forEach((code, level) -> problems.require(code.allows(level), "guards." + code, choices(code)));
        problems.throwIfAny();
    }

    /** All codes at their default levels. */
    public static GuardConfig defaults() {
        return new GuardConfig(Map.of());
    }

    private static String choices(Code code) {
        return Stream.concat(Stream.of(code.level()), code.choices().stream())
                .map(Level::spelling)
                .collect(Collectors.joining(" or "));
    }

    /** The level in force. */
    public Level level(Code code) {
        return levels.getOrDefault(code, code.level());
    }
}
