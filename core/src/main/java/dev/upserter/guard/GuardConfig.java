package dev.upserter.guard;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Levels;
import dev.upserter.problem.Problem;
import dev.upserter.problem.Problems;
import dev.upserter.record.SourceRecord;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The levels a user has changed.
 *
 * @param levels     by code; a code that is absent keeps its default level
 * @param remembers  whether a state keeps whom or what the rows were about. A damaged identifier then rejects its row by default: with
 *     the right address beside it, Customer.io gives it to the person, and the state knows the person by the right one still
 */
public record GuardConfig(Map<Code, Level> levels, boolean remembers) implements Levels, Serializable {

    public GuardConfig {
        levels = Map.copyOf(levels);
        var problems = new Problems();
        new TreeMap<>(levels)
                .forEach((code, level) -> problems.require(code.allows(level), "guards." + code, choices(code)));
        problems.throwIfAny();
    }

    /** Where no state is kept. */
    public GuardConfig(Map<Code, Level> levels) {
        this(levels, false);
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

    /**
     * Decides about a row that may be none: it becomes unusable where the configuration rejects such rows.
     *
     * @param taken gets the problem of one that is taken all the same, with its level
     */
    public void decide(SourceRecord record, Consumer<Problem> taken) {
        Problem doubt = record.doubt().orElse(null);
        if (doubt == null) {
            return;
        }
        Level level = level(doubt.code());
        if (level == Level.STOP || level == Level.ROW) {
            record.confirmDoubt();
        } else if (level != Level.OFF) {
            taken.accept(new Problem(doubt.code(), level, doubt.location(), doubt.message(), doubt.hint()));
        }
    }

    /** The level at which a problem rejects its row. */
    public Level rejecting(Problem problem) {
        return level(problem.code()) == Level.STOP
                ? Level.STOP
                : problem.level() == Level.STOP ? Level.ROW : problem.level();
    }

    @Override
    public Level level(Code code) {
        return levels.getOrDefault(code, unchosen(code));
    }

    @Override
    public Level unchosen(Code code) {
        return remembers && code == Code.ID_DAMAGED ? Level.ROW : code.level();
    }
}
