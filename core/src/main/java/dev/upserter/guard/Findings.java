package dev.upserter.guard;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was found about the current row: warnings are counted at once, the gravest that rejects the row is kept. For one
 * thread.
 */
final class Findings {
    /** What is said of the key of a row, where it is not reported of an attribute. */
    private static final Set<Code> OF_KEYS = EnumSet.of(
            Code.ID_MALFORMED,
            Code.ID_DAMAGED,
            Code.OBJECT_TYPE_MALFORMED,
            Code.VALUE_MALFORMED,
            Code.TEXT_DAMAGED,
            Code.EMAIL_MALFORMED,
            Code.PHONE_MALFORMED);

    private final GuardConfig config;
    private final ProblemLog log;
    private @Nullable SourceRecord record;
    private @Nullable Problem rejection;
    private boolean isOfAttribute;
    private boolean isDropped;
    private boolean isOfNobodyKnown;

    Findings(GuardConfig config, ProblemLog log) {
        this.config = config;
        this.log = log;
    }

    /** Goes on to another row. */
    void begin(SourceRecord row) {
        record = row;
        rejection = null;
        isOfAttribute = false;
        isOfNobodyKnown = false;
    }

    /** Goes on to an attribute of the row: what is found from now on is about it. */
    void beginAttribute() {
        isOfAttribute = true;
        isDropped = false;
    }

    /** The attribute has been checked: whether the row is to go without it. */
    boolean endAttribute() {
        isOfAttribute = false;
        return isDropped;
    }

    Level level(Code code) {
        return config.level(code);
    }

    /** Notes a problem at the level in force. */
    void add(Code code, String subject, String message) {
        add(code, subject, () -> message);
    }

    /** Notes a problem whose message is costly. */
    void add(Code code, String subject, Supplier<String> message) {
        add(code, subject, message, code.help());
    }

    /** Notes a problem for which something else than by default can be done. */
    void add(Code code, String subject, Supplier<String> message, String hint) {
        Level level = config.level(code);
        note(code, level == Level.FIX ? code.level() : level, subject, message, hint);
    }

    /** Notes that a value was repaired. */
    void fixed(Code code, String subject, String message) {
        note(code, Level.FIX, subject, () -> message, code.help());
    }

    private void note(Code code, Level level, String subject, Supplier<String> message, String hint) {
        switch (level) {
            case OFF -> {}
            case WARN, FIX -> log.add(code, level, subject, () -> problem(code, level, message.get(), hint));
            case DROP -> {
                if (isOfAttribute) {
                    isDropped = true;
                    log.add(code, level, subject, () -> problem(code, level, message.get(), hint));
                } else {
                    note(code, Level.ROW, subject, message, hint);
                }
            }
            case ROW, STOP -> {
                isOfNobodyKnown |= !isOfAttribute && OF_KEYS.contains(code);
                if (rejection == null || level == Level.STOP && rejection.level() != Level.STOP) {
                    rejection = problem(code, level, message.get(), hint);
                }
            }
        }
    }

    private Problem problem(Code code, Level level, String message, String hint) {
        return new Problem(code, level, Objects.requireNonNull(record).location(), message, hint);
    }

    /** Whether the row is rejected for what is wrong with its key, so that it does not say whom or what it is about. */
    boolean isOfNobodyKnown() {
        return isOfNobodyKnown;
    }

    /** Why the row must not be sent, if it must not. */
    @Nullable
    Problem rejection() {
        return rejection;
    }
}
