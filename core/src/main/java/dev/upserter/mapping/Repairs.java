package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.text.Damage;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Levels;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sees what a spreadsheet or a copy did to what identifies, row by row, and repairs it where the configuration asks for that.
 * For one thread.
 */
final class Repairs {
    private static final int MOST_LOST = 100_000;

    private final String what;
    private final Levels levels;
    private final ProblemLog log;
    private final TruncatedIds truncated = new TruncatedIds();
    /** The first row of each identifier that lost digits. */
    private final Map<String, Long> lost = new HashMap<>();

    private @Nullable Problem problem;

    /**
     * At the start of a run.
     *
     * @param what   identifies, as the start of a sentence about it
     * @param levels the level in force of each code
     * @param log    where damage is counted
     */
    Repairs(String what, Levels levels, ProblemLog log) {
        this.what = what;
        this.levels = levels;
        this.log = log;
    }

    /** The identifier of a record as it is to be sent. */
    JsonValue take(JsonValue identifier, SourceRecord record) {
        problem = null;
        Optional<Damage> damage = damage(identifier);
        return damage.isPresent() ? judge(identifier, damage.get(), record) : identifier;
    }

    /** Why the record taken last is not to be sent; null if it may be. */
    @Nullable
    Problem problem() {
        return problem;
    }

    private Optional<Damage> damage(JsonValue identifier) {
        return truncated.take(identifier)
                ? Optional.of(new Damage("has zeros after its 15th digit, as Excel writes longer numbers", null, true))
                : Damage.of(identifier);
    }

    private JsonValue judge(JsonValue identifier, Damage damage, SourceRecord record) {
        Level level = levels.level(Code.ID_DAMAGED);
        String message = what + " " + damage.what();
        String repaired = damage.repaired();
        if (level == Level.FIX && repaired != null) {
            note(Level.FIX, record, message + ". It was repaired");
            return JsonValue.ofText(repaired);
        }
        if (level == Level.OFF) {
            return identifier;
        }
        Level chosen = level == Level.FIX ? levels.unchosen(Code.ID_DAMAGED) : level;
        if (damage.losesDigits() && isLostBefore(identifier.text(), record)) {
            Level rejecting = chosen == Level.STOP ? Level.STOP : Level.ROW;
            problem = problem(rejecting, record, message + ". An earlier row has the same, and may be about another");
        } else if (chosen == Level.WARN) {
            note(Level.WARN, record, message);
        } else {
            problem = problem(chosen, record, message);
        }
        return identifier;
    }

    /** Several identifiers that lost digits are one, which would be one person. A row may be looked at more than once. */
    private boolean isLostBefore(String identifier, SourceRecord record) {
        Long first = lost.get(identifier);
        if (first == null && lost.size() < MOST_LOST) {
            lost.put(identifier, record.number());
        }
        return first != null && first != record.number();
    }

    private void note(Level level, SourceRecord record, String message) {
        log.add(Code.ID_DAMAGED, level, "", () -> problem(level, record, message));
    }

    private static Problem problem(Level level, SourceRecord record, String message) {
        return new Problem(Code.ID_DAMAGED, level, record.location(), message, Code.ID_DAMAGED.help());
    }
}
