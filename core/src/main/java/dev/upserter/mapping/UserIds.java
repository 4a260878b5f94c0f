package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.text.Blanks;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Levels;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Looks at the user id of each record, and repairs it where the configuration asks for that. For one thread. */
final class UserIds {
    private final String name;
    private final Levels levels;
    private final Repairs repairs;
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
    UserIds(String name, Levels levels, ProblemLog log) {
        this.name = name;
        this.levels = levels;
        this.repairs = new Repairs("the identifier", levels, log);
    }

    /** Looks at the user id of a record; null if it has none. */
    void take(@Nullable JsonValue key, SourceRecord record) {
        found = key == null ? null : repairs.take(key, record);
        problem = key == null ? null : repairs.problem();
        isUnfit = false;
        if (problem == null) {
            problem = found == null ? missing(record, "is missing") : wrong(found, record);
        }
    }

    /** Takes note that the rule cannot make the user id of a record: without one, no level sends it. */
    void refuse(UnfitException why, SourceRecord record) {
        found = null;
        problem = unsendable(why, levels, record);
        isUnfit = true;
    }

    /** The problem of a record that no level sends, since there is nothing to send. */
    static Problem unsendable(UnfitException why, Levels levels, SourceRecord record) {
        Level level = levels.level(why.code()) == Level.STOP ? Level.STOP : Level.ROW;
        return new Problem(
                why.code(), level, record.location(), why.message(), why.code().help());
    }

    private @Nullable Problem wrong(JsonValue key, SourceRecord record) {
        return switch (key.kind()) {
            case INTEGER -> null;
            case TEXT -> Blanks.isBlank(key) ? missing(record, "is blank") : null;
            case NULL -> missing(record, "is null");
            case DECIMAL -> wrongType(record, "a number with a fraction or an exponent");
            case TRUE, FALSE -> wrongType(record, "true or false");
            case OBJECT -> wrongType(record, "an object");
            case ARRAY -> wrongType(record, "a list");
        };
    }

    /** Whether a value names nobody, so that another may. */
    static boolean isNothing(JsonValue value) {
        return value.kind() == ValueKind.NULL || value.kind() == ValueKind.TEXT && Blanks.isBlank(value);
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
