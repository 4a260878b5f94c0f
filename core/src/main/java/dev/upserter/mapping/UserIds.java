package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.text.Blanks;
import dev.upserter.operation.text.Damage;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks at the user id of each record, and repairs it where the configuration asks for that. For one thread. */
final class UserIds {
    private final String name;
    private final Function<Code, Level> levels;
    private final ProblemLog log;
    private final TruncatedIds truncated = new TruncatedIds();
    private @Nullable JsonValue found;
    private @Nullable Problem problem;
    private boolean isUnfit;

    /**
     * At the start of a run.
     *
     * @param name   of what identifies, in messages
     * @param levels the level in force of each code
     * @param log    where damage is counted
     */
    UserIds(String name, Function<Code, Level> levels, ProblemLog log) {
        this.name = name;
        this.levels = levels;
        this.log = log;
    }

    /** Looks at the user id of a record; null if it has none. */
    void take(@Nullable JsonValue key, SourceRecord record) {
        found = key;
        problem = null;
        isUnfit = false;
        Optional<Damage> damage = key == null ? Optional.empty() : damage(key);
        if (damage.isPresent()) {
            judge(damage.get(), record);
        }
        if (problem == null) {
            problem = found == null ? missing(record, "is missing") : wrong(found, record);
        }
    }

    private Optional<Damage> damage(JsonValue key) {
        return truncated.take(key)
                ? Optional.of(new Damage("has zeros after its 15th digit, as Excel writes longer numbers", null))
                : Damage.of(key);
    }

    /** Takes note that the rule cannot make the user id of a record: without one, no level sends it. */
    void refuse(UnfitException why, SourceRecord record) {
        found = null;
        problem = unsendable(why, levels, record);
        isUnfit = true;
    }

    /** The problem of a record that no level sends, since there is nothing to send. */
    static Problem unsendable(UnfitException why, Function<Code, Level> levels, SourceRecord record) {
        Level level = levels.apply(why.code()) == Level.STOP ? Level.STOP : Level.ROW;
        return new Problem(
                why.code(), level, record.location(), why.message(), why.code().help());
    }

    private void judge(Damage damage, SourceRecord record) {
        Level chosen = levels.apply(Code.ID_DAMAGED);
        String repaired = damage.repaired();
        if (chosen == Level.FIX && repaired != null) {
            found = JsonValue.ofText(repaired);
            note(Level.FIX, record, "the identifier " + damage.what() + "; it was repaired");
        } else if (chosen == Level.FIX || chosen == Level.WARN) {
            note(Code.ID_DAMAGED.level(), record, "the identifier " + damage.what());
        } else if (chosen != Level.OFF) {
            problem = problem(Code.ID_DAMAGED, chosen, record, "the identifier " + damage.what());
        }
    }

    private void note(Level level, SourceRecord record, String message) {
        log.add(Code.ID_DAMAGED, level, "", () -> problem(Code.ID_DAMAGED, level, record, message));
    }

    private static Problem problem(Code code, Level level, SourceRecord record, String message) {
        return new Problem(code, level, record.location(), message, code.help());
    }

    private @Nullable Problem wrong(JsonValue key, SourceRecord record) {
        return switch (key.kind()) {
            case INTEGER -> null;
            case TEXT -> isBlank(key) ? missing(record, "is blank") : null;
            case NULL -> missing(record, "is null");
            case DECIMAL -> wrongType(record, "a number with a fraction or an exponent");
            case TRUE, FALSE -> wrongType(record, "true or false");
            case OBJECT -> wrongType(record, "an object");
            case ARRAY -> wrongType(record, "a list");
        };
    }

    /** Whether a value names nobody, so that another may. */
    static boolean isNothing(JsonValue value) {
        return value.kind() == ValueKind.NULL || value.kind() == ValueKind.TEXT && isBlank(value);
    }

    /** Whether a text shows nothing: no character, or none but blanks of any kind, controls and format characters. */
    private static boolean isBlank(JsonValue text) {
        byte first = text.bytes()[text.start() + 1];
        boolean visible = first > ' ' && first != '"' && first != '\\' && first != 0x7F;
        return !visible && text.text().codePoints().allMatch(Blanks::isBlank);
    }

    private Problem missing(SourceRecord record, String what) {
        return Problem.of(Code.ID_MISSING, record.location(), name + " " + what);
    }

    private Problem wrongType(SourceRecord record, String what) {
        return Problem.of(Code.KEY_TYPE, record.location(), name + " is " + what);
    }

    /** Whether the rule could not make it of what the record has. */
    boolean isUnfit() {
        return isUnfit;
    }

    /** The user id of the record; null if it has none. */
    @Nullable
    JsonValue found() {
        return found;
    }

    /** Why it identifies nobody; null if it does. */
    @Nullable
    Problem problem() {
        return problem;
    }
}
