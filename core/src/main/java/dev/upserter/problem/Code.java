package dev.upserter.problem;

import static dev.upserter.problem.Level.DROP;
import static dev.upserter.problem.Level.FIX;
import static dev.upserter.problem.Level.OFF;
import static dev.upserter.problem.Level.ROW;
import static dev.upserter.problem.Level.STOP;
import static dev.upserter.problem.Level.WARN;

import java.util.List;

/**
 * The stable codes of all problems, each with its default level, the levels a configuration may choose instead (key
 * {@code guards}), and what the user can do.
 *
 * <p>The guards rely on facts about Customer.io from its Track API reference (OpenAPI document) and documentation pages;
 * the limits are stated in bytes of UTF-8.
 */
public enum Code {
    CONFIG_INVALID(STOP),
    INPUT_NOT_FOUND(STOP),
    INPUT_UNREADABLE(STOP),
    INPUT_CHANGED(STOP),
    INPUT_EMPTY(STOP, WARN, OFF),
    INPUT_EMPTY_AFTER_FILTER(WARN, STOP, OFF),
    INPUT_PARTIAL(WARN, STOP, OFF),
    INPUT_ENCODING(ROW),
    RECORD_UNREADABLE(ROW, STOP),
    RECORD_NOT_OBJECT(ROW),
    COLUMN_COUNT(ROW, STOP),
    QUOTES_UNCLEAR(STOP, ROW, WARN, OFF),
    HEADER_REPEATED(ROW, STOP),
    FOOTER_UNCLEAR(WARN, STOP, OFF),
    SHEET_NOT_NAMED(WARN, STOP, OFF),
    CELLS_MERGED(WARN, STOP, OFF),
    COLUMN_DUPLICATE(STOP),
    COLUMN_UNCLEAR(WARN, STOP, OFF),
    QUERY_FAILED(STOP),
    CONNECTION_FAILED(STOP),
    TYPES_GUESSED(WARN, STOP, OFF),
    DIALECT_GUESSED(WARN, STOP, OFF),
    FIELD_DUPLICATE(WARN, STOP, ROW, OFF),
    COLUMN_MISSING(STOP, WARN, OFF),
    KEY_TYPE(ROW, STOP),
    ID_MISSING(ROW, STOP),
    PART_MALFORMED(ROW, STOP),
    PART_MISSING(ROW, STOP),
    CONSTANT_NAMES_FIELD(WARN, STOP, OFF),
    EVENT_TIME_INVALID(ROW, STOP),
    EVENT_TIME_FUTURE(ROW, STOP, WARN, OFF),
    TIMESTAMP_FUTURE(ROW, STOP, WARN, OFF),
    EVENT_NAME_TOO_LONG(ROW, STOP, WARN, OFF),
    EVENT_KEY_RESERVED(WARN, STOP, ROW, OFF),
    EVENT_DATA_TOO_LARGE(ROW, STOP, WARN, OFF),
    EVENT_REPEATED(WARN, STOP, ROW, OFF),
    EVENT_ID_CONFLICT(ROW, STOP, WARN, OFF),
    ID_MALFORMED(ROW, STOP, WARN, OFF),
    OBJECT_TYPE_MALFORMED(ROW, STOP, WARN, OFF),
    PERSON_MISSING(WARN, STOP, ROW, OFF),
    ID_DAMAGED(WARN, STOP, ROW, FIX, OFF),
    ID_AMBIGUOUS(WARN, STOP, ROW, OFF),
    ID_CASE_TWINS(WARN, STOP, ROW, OFF),
    ID_NOT_CHANGED(WARN, OFF),
    IDENTIFIER_CHANGED(WARN, OFF),
    ANONYMOUS_WINDOW(WARN, OFF),
    ID_CONFLICT(ROW, STOP, WARN, OFF),
    ID_TAKEN(WARN, OFF),
    EMAIL_MALFORMED(ROW, STOP, DROP, WARN, OFF),
    CAST_FAILED(ROW, STOP, DROP, WARN),
    TEMPLATE_FAILED(ROW, STOP, DROP, WARN),
    CONDITION_FAILED(ROW, STOP),
    VALUE_CUT(WARN, STOP, ROW, OFF),
    DATE_WITHOUT_ZONE(WARN, STOP, ROW, OFF),
    ATTRIBUTE_NAME_TOO_LONG(ROW, STOP, DROP),
    ATTRIBUTE_NAME_TWINS(WARN, STOP, OFF),
    ATTRIBUTE_NAME_NEAR(WARN, STOP, OFF),
    EMAIL_NOT_MAPPED(WARN, OFF),
    OPT_OUT_NOT_MAPPED(WARN, OFF),
    VALUE_TOO_LONG(ROW, STOP, DROP, WARN, FIX),
    VALUE_MALFORMED(ROW, STOP, DROP),
    TEXT_DAMAGED(WARN, STOP, ROW, DROP, OFF),
    VALUE_NESTED(WARN, STOP, ROW, DROP, OFF),
    TOO_MANY_ATTRIBUTES(ROW, STOP),
    ATTRIBUTES_NEAR_LIMIT(WARN, STOP, OFF),
    ENTRY_TOO_LARGE(ROW, STOP),
    RESERVED_NAME(ROW, STOP, DROP),
    RESERVED_MEANING(WARN, STOP, ROW, DROP, OFF),
    ATTRIBUTE_NAME_INTERNAL(WARN, STOP, ROW, OFF),
    PHONE_MALFORMED(WARN, STOP, ROW, DROP, OFF),
    TIMEZONE_UNKNOWN(WARN, STOP, ROW, DROP, OFF),
    SUBSCRIPTION_OVERWRITE(ROW, STOP, DROP),
    SUBSCRIPTION_TYPE(ROW, STOP, DROP),
    UNSUBSCRIBED_UNCLEAR(ROW, STOP, DROP),
    UNSUBSCRIBED_NULL(WARN, STOP, ROW, OFF),
    DATE_AS_TEXT(WARN, STOP, ROW, DROP, FIX, OFF),
    DATE_IN_MILLISECONDS(WARN, STOP, ROW, DROP, FIX, OFF),
    DATE_IMPOSSIBLE(WARN, STOP, ROW, DROP, OFF),
    DATE_IN_DIGITS(WARN, STOP, ROW, DROP, OFF),
    TYPE_MIXED(WARN, OFF),
    CREATED_AT_FUTURE(WARN, STOP, ROW, DROP, OFF),
    DATE_EARLY(WARN, STOP, ROW, OFF),
    DATE_NEGATIVE(WARN, STOP, ROW, DROP, OFF),
    NULL_WORD(WARN, STOP, ROW, DROP, OFF),
    NULL_CLEARS(WARN, STOP, ROW, DROP, OFF),
    REJECT_LIMIT(STOP),
    AUTH_MISSING(STOP),
    AUTH_REJECTED(STOP),
    AUTH_FORBIDDEN(STOP),
    APP_KEY_MISSING(STOP),
    APP_KEY_REJECTED(STOP),
    APP_KEY_OTHER_WORKSPACE(STOP),
    SEGMENT_UNKNOWN(STOP),
    SEGMENT_NOT_MANUAL(STOP),
    SEGMENT_USED(WARN, OFF),
    SEGMENT_CREATED(WARN, OFF),
    OBJECT_TYPE_UNKNOWN(STOP),
    UPDATE_MISSED(WARN, OFF),
    APP_UNCHECKED(WARN, OFF),
    CREDENTIALS_UNTESTED(WARN),
    REGION_MISMATCH(STOP),
    BLOCKED(STOP),
    REJECTED_BY_SERVER(ROW),
    RATE_LIMITED(ROW),
    SERVER_ERROR(ROW),
    TIMEOUT(ROW),
    NETWORK(ROW),
    REQUESTS_SMALL(WARN, OFF),
    SLOWED_DOWN(WARN),
    DESTINATION_DOWN(STOP),
    NEVER_ANSWERED(STOP),
    REFUSED_ALIKE(STOP, OFF),
    INTERRUPTED(STOP),
    RUN_LOCKED(STOP),
    RESUME_IMPOSSIBLE(STOP),
    ROWS_ABANDONED(WARN),
    RUN_REPLACED(WARN),
    RUN_OVERTAKEN(WARN),
    RETRY_IMPOSSIBLE(STOP),
    RETRY_SUPERSEDED(WARN),
    RETRY_DELIVERED(WARN),
    RETRY_UNSURE(WARN),
    KEY_DUPLICATE(WARN, OFF),
    ROW_OLDER(WARN, STOP, ROW, OFF),
    UPDATE_UNCONFIRMED(WARN, OFF),
    KEY_EXPOSED(WARN, OFF),
    STATE_UNUSABLE(STOP),
    STATE_LOST(WARN),
    STATE_NEW(WARN),
    REMOVE_LIMIT(STOP),
    CHANGE_LIMIT(STOP),
    NEW_LIMIT(STOP),
    NEW_COST(WARN, OFF),
    REMOVALS_HELD(WARN),
    CONFIRM_IRREVERSIBLE(STOP),
    EVENTS_MAY_TRIGGER(STOP, WARN, OFF),
    EVENT_TOO_OLD_TO_TRIGGER(WARN, OFF),
    EVENTS_FORGOTTEN(WARN, OFF),
    EVENT_IDS_CHANGED(STOP),
    SUPPRESSED(WARN),
    FIRST_VALUES_UNKNOWN(STOP),
    CHANGE_EVENTS_UNSENT(WARN),
    CHANGE_EVENT_REFUSED(WARN),
    MEMBER_UNKNOWN(WARN, OFF),
    TAKEN_AWAY(WARN, OFF),
    PLAN_OUTDATED(STOP),
    ALERT_FAILED(WARN),
    OPTION_IDLE(WARN),
    STATE_UNWRITABLE(STOP),
    OUT_OF_RESOURCES(STOP),
    INTERNAL(STOP);

    private final Level level;
    private final List<Level> choices;

    Code(Level level, Level... choices) {
        this.level = level;
        this.choices = List.of(choices);
    }

    /** Whether a run with this problem has left something undone, and so does not exit with 0. */
    public boolean leavesUndone() {
        return switch (this) {
            case REMOVALS_HELD, STATE_LOST, ROWS_ABANDONED, CHANGE_EVENT_REFUSED, ID_TAKEN -> true;
            default -> false;
        };
    }

    /** The default level. */
    public Level level() {
        return level;
    }

    /** What the user can do, in one line. */
    public String help() {
        return Hints.of(this);
    }

    /** Whether the configuration may set this level. It may always set the default level. */
    public boolean allows(Level chosen) {
        return chosen == level || choices.contains(chosen);
    }

    /** Whether the configuration may change the level at all. */
    public boolean isAdjustable() {
        return !choices.isEmpty();
    }

    /** The levels that the configuration may set besides the default level. */
    public List<Level> choices() {
        return choices;
    }
}
