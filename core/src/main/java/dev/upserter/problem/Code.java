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
    CONFIG_INVALID(STOP, "correct the configuration; nothing was sent"),
    INPUT_NOT_FOUND(STOP, "check the path, and that the file may be read"),
    INPUT_UNREADABLE(STOP, "fix the data at the place named, then run the same command again"),
    INPUT_CHANGED(STOP, "wait until the file is complete, then run the same command again"),
    INPUT_EMPTY(
            STOP,
            "check the export or the query that the rows come from; set guards.INPUT_EMPTY to warn if it may be empty",
            WARN,
            OFF),
    INPUT_EMPTY_AFTER_FILTER(WARN, "check the condition of filter, and the names of the fields in it", STOP, OFF),
    INPUT_ENCODING(
            ROW,
            "save the file as UTF-8, or name its encoding with source.encoding; upserter peek tells which it is, and where it"
                    + " turns to another"),
    RECORD_UNREADABLE(ROW, "correct the row, or the export that wrote it; the rows around it were read", STOP),
    RECORD_NOT_OBJECT(ROW, "each element of the array, or each line, must be an object: one row"),
    COLUMN_COUNT(
            ROW,
            "give the row as many cells as the header has, or quote the cell that holds a delimiter; source.shortRows:"
                    + " fill takes shorter rows",
            STOP),
    QUOTES_UNCLEAR(
            STOP,
            "double a quotation mark within a text, or set source.quote: none if no cell is quoted;"
                    + " guards.QUOTES_UNCLEAR: row rejects these lines",
            ROW),
    HEADER_REPEATED(
            ROW, "give the files as a pattern, such as 'exports/*.csv', or join them without their headers", STOP),
    FOOTER_UNCLEAR(
            WARN,
            "check the line; if it is a row, lower source.footer or remove it, so that the next run sends the row",
            STOP,
            OFF),
    SHEET_NOT_NAMED(
            WARN,
            "name the sheet with source.sheet; a run reads one sheet, so that people of others need a configuration of their"
                    + " own",
            STOP,
            OFF),
    CELLS_MERGED(
            WARN,
            "undo the merge in Excel, and fill each cell with the value where it holds for all rows of the block",
            STOP,
            OFF),
    COLUMN_DUPLICATE(STOP, "give each column a name of its own, in the export or by as in the query"),
    COLUMN_UNCLEAR(WARN, "give each column a name of its own, without blanks around it, in the export", STOP, OFF),
    QUERY_FAILED(STOP, "correct the query or the files and columns it names, then run the same command again"),
    CONNECTION_FAILED(STOP, "check source.url, the user and the password, and that the database can be reached"),
    TYPES_GUESSED(
            WARN,
            "read CSV with read_csv('…', all_varchar = true); guessed types lose zeros, long numbers and decimals",
            STOP,
            OFF),
    DIALECT_GUESSED(
            WARN,
            "say it in the query, as in read_csv('…', delim = ',', header = true, all_varchar = true)",
            STOP,
            OFF),
    FIELD_DUPLICATE(WARN, "the last of the values is used; remove the others from the export", STOP, ROW, OFF),
    COLUMN_MISSING(
            STOP,
            "check that this is the right file, and the name; a rule may have optional: true; guards.COLUMN_MISSING:"
                    + " warn continues",
            WARN,
            OFF),
    KEY_TYPE(ROW, "what identifies must be a text or a whole number", STOP),
    ID_MISSING(ROW, "give the row an identifier, or remove it", STOP),
    PART_MALFORMED(ROW, "correct the value, or leave the row out with filter", STOP),
    PART_MISSING(ROW, "give the row the value, or leave the row out with filter", STOP),
    CONSTANT_NAMES_FIELD(
            WARN,
            "write {\"from\": FIELD} if each row says it; guards.CONSTANT_NAMES_FIELD: off if the text itself is meant",
            STOP,
            OFF),
    EVENT_TIME_INVALID(
            ROW,
            "give a date without zone its zone, and milliseconds their unit, as {from: FIELD, unit: ms}: without a time, an"
                    + " event is one of now",
            STOP),
    EVENT_TIME_FUTURE(
            ROW,
            "correct the time; campaigns and segments would take the event for one that is to come",
            STOP,
            WARN,
            OFF),
    TIMESTAMP_FUTURE(
            ROW, "correct the time, or its zone; {from: FIELD, unit: ms} if it counts milliseconds", STOP, WARN, OFF),
    EVENT_NAME_TOO_LONG(ROW, "choose a shorter name; Customer.io may cut or refuse it", STOP, WARN, OFF),
    EVENT_KEY_RESERVED(
            WARN,
            "send the field under another name, unless campaigns are to take recipient, sender or reply address from it",
            STOP,
            ROW,
            OFF),
    EVENT_DATA_TOO_LARGE(ROW, "send fewer fields, or shorter values", STOP, WARN, OFF),
    EVENT_REPEATED(
            WARN,
            "leave one row of each event in the export, or let eventId name a field that tells them apart",
            STOP,
            ROW,
            OFF),
    EVENT_ID_CONFLICT(
            ROW,
            "let eventId name a field that each event has for itself; the first row with the id is the one that is sent",
            STOP,
            WARN,
            OFF),
    ID_MALFORMED(ROW, "correct the identifier", STOP, WARN, OFF),
    OBJECT_TYPE_MALFORMED(
            ROW,
            "write the number of the object type, as the workspace's settings at Customer.io show it; {from: FIELD} takes it from the row",
            STOP,
            WARN,
            OFF),
    PERSON_MISSING(WARN, "give the row a person; nothing to do where an object may have none", STOP, ROW, OFF),
    ID_DAMAGED(
            WARN,
            "export the column as text; guards.ID_DAMAGED: fix repairs what can be, and the key may be a rule",
            STOP,
            ROW,
            FIX,
            OFF),
    ID_AMBIGUOUS(
            WARN, "if this is really an e-mail address or a cio_id, say so with the key identifyBy", STOP, ROW, OFF),
    ID_CASE_TWINS(
            WARN,
            "ids that differ only in letter case are two people at Customer.io, e-mail addresses one; use one spelling",
            STOP,
            ROW,
            OFF),
    ID_NOT_CHANGED(
            WARN,
            "where ids are to change, identify people by cio_id, as docs/identifiers.md says; nothing to do where nobody has"
                    + " another id",
            OFF),
    IDENTIFIER_CHANGED(
            WARN,
            "map the other identifier as an attribute, too, or change it by cio_id first, as docs/identifiers.md says",
            OFF),
    ANONYMOUS_WINDOW(
            WARN,
            "send these events first, then the people with the attribute anonymous_id, as docs/types.md says",
            OFF),
    ID_CONFLICT(ROW, "one e-mail address belongs to two ids; correct the wrong one of the rows", STOP, WARN, OFF),
    EMAIL_MALFORMED(ROW, "correct the address, or leave the field out", STOP, DROP, WARN, OFF),
    CAST_FAILED(
            ROW,
            "correct the value or the rule's as; guards.CAST_FAILED: drop sends the row without the attribute",
            STOP,
            DROP,
            WARN),
    TEMPLATE_FAILED(
            ROW,
            "correct the row or the template; | default gives a variable a value; drop sends the row without the"
                    + " attribute",
            STOP,
            DROP,
            WARN),
    CONDITION_FAILED(ROW, "change the condition as the message says, or correct the row", STOP),
    VALUE_CUT(WARN, "raise or remove the rule's maxBytes if the whole text must arrive", STOP, ROW, OFF),
    DATE_WITHOUT_ZONE(WARN, "name the zone of such dates by the rule's zone, as Europe/Berlin or UTC", STOP, ROW, OFF),
    ATTRIBUTE_NAME_TOO_LONG(ROW, "attribute names hold at most 150 bytes; shorten the name in the mapping", STOP, DROP),
    ATTRIBUTE_NAME_TWINS(WARN, "attribute names are case-sensitive at Customer.io; use one spelling", STOP, OFF),
    ATTRIBUTE_NAME_NEAR(
            WARN,
            "Customer.io knows the attribute only under its own name, in small letters; correct the rule's to",
            STOP,
            OFF),
    EMAIL_NOT_MAPPED(
            WARN,
            "map the person's address to email, or set identifyBy to email; guards.EMAIL_NOT_MAPPED: off if that is"
                    + " meant",
            OFF),
    OPT_OUT_NOT_MAPPED(
            WARN,
            "map the field to unsubscribed, as: boolean, with not: true where it is a consent;"
                    + " guards.OPT_OUT_NOT_MAPPED: off if that is not meant",
            OFF),
    VALUE_TOO_LONG(
            ROW,
            "attribute values hold at most 1000 bytes; shorten it, or set guards.VALUE_TOO_LONG to fix to cut it",
            STOP,
            DROP,
            WARN,
            FIX),
    VALUE_MALFORMED(
            ROW, "the text holds half of a character (an unpaired surrogate); correct it in the export", STOP, DROP),
    TEXT_DAMAGED(
            WARN,
            "the characters were lost when the text was written or read in a wrong encoding; export it again",
            STOP,
            ROW,
            DROP,
            OFF),
    VALUE_NESTED(
            WARN,
            "lists and objects behave unlike texts in segments; map the inner field itself",
            STOP,
            ROW,
            DROP,
            OFF),
    TOO_MANY_ATTRIBUTES(ROW, "a person has at most 300 attributes; map fewer fields", STOP),
    ATTRIBUTES_NEAR_LIMIT(
            WARN, "a person has at most 300 attributes, earlier ones included; map fewer fields", STOP, OFF),
    ENTRY_TOO_LARGE(ROW, "the data of one row must stay under 32 kB; map fewer or shorter fields", STOP),
    RESERVED_NAME(
            ROW, "Customer.io keeps this name for itself; choose another attribute name in the mapping", STOP, DROP),
    RESERVED_MEANING(
            WARN,
            "Customer.io gives this attribute a meaning of its own; map it only if that is meant",
            STOP,
            ROW,
            DROP,
            OFF),
    ATTRIBUTE_NAME_INTERNAL(
            WARN,
            "segments, search and campaigns cannot use an attribute whose name begins with _; choose another name",
            STOP,
            ROW,
            OFF),
    PHONE_MALFORMED(
            WARN,
            "text messages need the number as E.164, such as +14155550100; the rule's as: phone makes it so, with"
                    + " country: US where numbers name none",
            STOP,
            ROW,
            DROP,
            OFF),
    TIMEZONE_UNKNOWN(
            WARN,
            "messages at a person's local time need a region of the time zone database, such as Europe/Berlin",
            STOP,
            ROW,
            DROP,
            OFF),
    SUBSCRIPTION_OVERWRITE(
            ROW,
            "map single topics instead, as cio_subscription_preferences.topics.topic_1; the whole object resets all"
                    + " others",
            STOP,
            DROP),
    SUBSCRIPTION_TYPE(ROW, "a topic preference is true or false", STOP, DROP),
    UNSUBSCRIBED_UNCLEAR(
            ROW,
            "unsubscribed must be true or false (or 1, 0); any other value would subscribe the person again",
            STOP,
            DROP),
    UNSUBSCRIBED_NULL(WARN, "the attribute was left out, since null would subscribe the person again", STOP, ROW, OFF),
    DATE_AS_TEXT(
            WARN,
            "date conditions need Unix seconds; guards.DATE_AS_TEXT: fix converts dates that name their zone, and"
                    + " nothing else",
            STOP,
            ROW,
            DROP,
            FIX,
            OFF),
    DATE_IN_MILLISECONDS(
            WARN,
            "date conditions need Unix seconds; give the rule as: unix and its unit, or set"
                    + " guards.DATE_IN_MILLISECONDS to fix",
            STOP,
            ROW,
            DROP,
            FIX,
            OFF),
    DATE_IMPOSSIBLE(
            WARN, "correct the value in the export; Customer.io would keep the text as it is", STOP, ROW, DROP, OFF),
    DATE_IN_DIGITS(
            WARN,
            "date conditions need Unix seconds; give the rule as: unix with its pattern, such as yyyyMMdd, and a zone",
            STOP,
            ROW,
            DROP,
            OFF),
    TYPE_MIXED(
            WARN, "conditions on the attribute see only one of the two; as: date sends all of them as ISO text", OFF),
    CREATED_AT_FUTURE(
            WARN, "campaigns that start from created_at wait until then; correct the date", STOP, ROW, DROP, OFF),
    DATE_EARLY(
            WARN,
            "check that the number counts seconds; unit: ms, days in digits by pattern: yyyyMMdd, say otherwise",
            STOP,
            ROW,
            OFF),
    DATE_NEGATIVE(
            WARN, "Customer.io does not keep dates before 1970 as seconds; send them as text", STOP, ROW, DROP, OFF),
    NULL_WORD(
            WARN,
            "the text is stored as it is; if it means 'no value', correct the export, or name it in source.nullWords"
                    + " where the data are CSV",
            STOP,
            ROW,
            DROP,
            OFF),
    NULL_CLEARS(
            WARN,
            "null and empty text remove the attribute at Customer.io; set nulls to skip to leave it",
            STOP,
            ROW,
            DROP,
            OFF),
    REJECT_LIMIT(
            STOP,
            "check that this is the right file, and userId; correct the rows, or raise maxRejected; then run the same"
                    + " command again"),
    AUTH_MISSING(STOP, "set siteId and apiKey, or CUSTOMERIO_SITE_ID and CUSTOMERIO_API_KEY in the environment"),
    AUTH_REJECTED(
            STOP,
            "use the Track API's site id and API key (Settings, API credentials), not an App API or Pipelines API key"),
    AUTH_FORBIDDEN(STOP, "check the workspace's IP allow-list and the rights of the key"),
    APP_KEY_MISSING(
            STOP,
            "set appApiKey, or CUSTOMERIO_APP_API_KEY in the environment (Settings, API credentials, App API keys)"),
    APP_KEY_REJECTED(
            STOP,
            "use an App API key (Settings, API credentials, App API keys) of the workspace, with the scopes it needs"),
    APP_KEY_OTHER_WORKSPACE(
            STOP,
            "set appApiKey to a key of the workspace that siteId and apiKey belong to, or these to that of the key"),
    SEGMENT_UNKNOWN(
            STOP, "correct the name, write the number, or set createSegment to true, which makes a manual segment"),
    SEGMENT_NOT_MANUAL(STOP, "choose a manual segment: rules alone decide who is in a data-driven one"),
    SEGMENT_USED(WARN, "check whether these may start for the people who join; nothing to do otherwise", OFF),
    SEGMENT_CREATED(WARN, "nothing to do; later runs find the segment by its name", OFF),
    OBJECT_TYPE_UNKNOWN(STOP, "correct objectType, or add and enable the type in the workspace's settings"),
    UPDATE_MISSED(WARN, "use mode: upsert if these people shall be added; nothing to do otherwise", OFF),
    APP_UNCHECKED(
            WARN,
            "nothing to do where appApiKey is not meant for this sync; otherwise see to the key, or run again later",
            OFF),
    CREDENTIALS_UNTESTED(
            WARN,
            "nothing to do if the endpoint is right: sync does not need that call, and sends there with these"
                    + " credentials"),
    REGION_MISMATCH(STOP, "set region to the one the workspace lives in, or to auto"),
    BLOCKED(STOP, "Customer.io's API did not answer; check the endpoint, and any proxy or gateway on the way"),
    REJECTED_BY_SERVER(
            ROW, "read the reason and correct the row; upserter retry, or the next run that has the row, sends it"),
    RATE_LIMITED(ROW, "lower requestsPerSecond; upserter retry, or the next run that has the row, sends it again"),
    SERVER_ERROR(ROW, "nothing to correct; upserter retry, or the next run that has the row, sends it again"),
    TIMEOUT(ROW, "raise timeout; upserter retry, or the next run that has the row, sends it again"),
    NETWORK(ROW, "check the connection; upserter retry, or the next run that has the row, sends it again"),
    REQUESTS_SMALL(
            WARN,
            "export one row of each person, or set incremental to true; rows whose e-mail addresses differ are never"
                    + " joined",
            OFF),
    SLOWED_DOWN(WARN, "nothing to do; a lower parallelism or requestsPerSecond avoids it"),
    DESTINATION_DOWN(STOP, "run the same command again once requests succeed; a longer maxOutage waits longer"),
    NEVER_ANSWERED(
            STOP,
            "correct the endpoint, or start the server there; --wait waits for it as for a destination that is down"),
    REFUSED_ALIKE(
            STOP,
            "correct what the reason names, then run the same command again; guards.REFUSED_ALIKE: off makes such rows"
                    + " dead letters",
            OFF),
    INTERRUPTED(STOP, "run the same command again: it sends what is missing, and to send a row twice changes nothing"),
    RUN_LOCKED(STOP, "wait until the other run has ended, or stop it; two runs of one sync never overlap"),
    RESUME_IMPOSSIBLE(
            STOP, "undo what has changed and resume again; or start a new run by upserter sync with --resume alone"),
    ROWS_ABANDONED(
            WARN,
            "nothing to do if the data of this run hold those rows, too; otherwise export them again and send that"),
    RUN_REPLACED(WARN, "nothing to do once this run has completed: it does what was left"),
    RUN_OVERTAKEN(WARN, "nothing to do where the later run holds other rows; otherwise send its data once more"),
    RETRY_IMPOSSIBLE(STOP, "nothing can be sent again of this run; upserter sync starts a new one"),
    RETRY_SUPERSEDED(WARN, "nothing to do where the later row was delivered; otherwise retry the run that holds it"),
    RETRY_DELIVERED(WARN, "nothing to do: each row is sent again until it has been delivered, and no further"),
    RETRY_UNSURE(WARN, "where a later row of the same key was delivered, the older one may now have replaced it"),
    KEY_DUPLICATE(WARN, "the key duplicates says which of the rows counts; leave one of them in the export", OFF),
    ROW_OLDER(WARN, "sort the export by that field, so that the newest row comes last", STOP, ROW, OFF),
    UPDATE_UNCONFIRMED(WARN, "use mode: upsert if people who are missing shall be added; nothing to do otherwise", OFF),
    KEY_EXPOSED(WARN, "let its owner alone read it (chmod 600), or keep the key in CUSTOMERIO_API_KEY", OFF),
    STATE_UNUSABLE(
            STOP,
            "run once with --full to send all rows and start a new state, or with --baseline to take the present as"
                    + " delivered"),
    STATE_LOST(
            WARN,
            "put the state folder back that was there before, or give an earlier export with --baseline, then run"
                    + " again"),
    STATE_NEW(
            WARN,
            "nothing to do at a first run; an earlier export, given with --baseline, shows who is at Customer.io"
                    + " already"),
    REMOVE_LIMIT(
            STOP,
            "check the export; if so many are gone indeed, run once with --allow-removals, for which maxRemoved"
                    + " does not hold, or raise maxRemoved"),
    CHANGE_LIMIT(
            STOP, "check the export; if these changes are right, raise or remove maxChanged, or run once with --full"),
    NEW_LIMIT(STOP, "check the export; if these people are right, raise or remove maxNew"),
    NEW_COST(WARN, "nothing to do where that is meant; maxNew bounds how many people one run may add", OFF),
    REMOVALS_HELD(WARN, "check that the source is whole; the first run without this doubt removes them"),
    CONFIRM_IRREVERSIBLE(
            STOP,
            "if it is to be done to these people: --yes, over HTTP yes=NUMBER, or irreversible: true where the configuration"
                    + " is not uploaded"),
    EVENTS_MAY_TRIGGER(
            STOP,
            "check which campaigns they start; --hold-recent (triggers: hold) leaves them out, --allow-triggers (triggers:"
                    + " allow) sends them",
            WARN,
            OFF),
    EVENT_TOO_OLD_TO_TRIGGER(WARN, "nothing to do unless campaigns were to start from these events", OFF),
    EVENTS_FORGOTTEN(
            WARN,
            "nothing to do if they were sent once; upserter sync --full sends all events, and Customer.io drops what it has",
            OFF),
    EVENT_IDS_CHANGED(
            STOP,
            "undo the change of type, keys, mappings or fields; if the events are to be new: --new-event-ids, over HTTP"
                    + " newEventIds=true"),
    SUPPRESSED(
            WARN,
            "leave them out of the export; type: unsuppress lets them in again, and if that was done elsewhere: upserter state"
                    + " reset CONFIG --suppressed"),
    FIRST_VALUES_UNKNOWN(
            STOP,
            "set appApiKey; or incremental: true, and give an earlier export with --baseline; or, for one run, keepValues: true"
                    + " without onlyIfEmpty"),
    CHANGE_EVENTS_UNSENT(
            WARN,
            "nothing to do: the next run tells of what changes from now on; what was not told is never made up for"),
    CHANGE_EVENT_REFUSED(
            WARN, "see the reason: the name or the data of the event; the next run sends it again, with the same id"),
    MEMBER_UNKNOWN(
            WARN,
            "send the people first; if others put them there, set guards.MEMBER_UNKNOWN to off, so that each row counts once",
            OFF),
    TAKEN_AWAY(
            WARN, "leave people out of the export who are to stay away; type: suppress keeps them away for good", OFF),
    PLAN_OUTDATED(STOP, "make a new plan, and apply that"),
    OPTION_IDLE(WARN, "remove the key, or set incremental to true, or mode to mirror"),
    STATE_UNWRITABLE(STOP, "check the rights of the folder and the space on the disk, then run the same command again"),
    OUT_OF_RESOURCES(STOP, "free what ran out, or raise its limit; then run the same command again"),
    INTERNAL(STOP, "this is our defect; please report it with the run's report.json");

    private final Level level;
    private final String help;
    private final List<Level> choices;

    Code(Level level, String help, Level... choices) {
        this.level = level;
        this.help = help;
        this.choices = List.of(choices);
    }

    /** Whether a run with this problem has left something undone, and so does not exit with 0. */
    public boolean leavesUndone() {
        return this == REMOVALS_HELD || this == STATE_LOST || this == ROWS_ABANDONED || this == CHANGE_EVENT_REFUSED;
    }

    /** The default level. */
    public Level level() {
        return level;
    }

    /** What the user can do, in one line. */
    public String help() {
        return help;
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
