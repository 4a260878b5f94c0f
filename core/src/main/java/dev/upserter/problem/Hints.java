package dev.upserter.problem;

/** What the user can do about a problem of each code, in one line. */
final class Hints {
    private Hints() {}

    /** The hint of a code. It is true in every case in which a problem of the code has no hint of its own. */
    static String of(Code code) {
        return switch (code) {
            case CONFIG_INVALID -> "correct the configuration. Nothing was sent";
            case INPUT_NOT_FOUND -> "check the path, and that this user may read the file";
            case INPUT_UNREADABLE -> "fix the data at the place named, then run the same command again";
            case INPUT_CHANGED -> "wait until the file is complete, then run the same command again";
            case INPUT_EMPTY ->
                "check the export or the query that the rows come from. guards.INPUT_EMPTY: warn allows a source without rows";
            case INPUT_EMPTY_AFTER_FILTER -> "check the condition of filter, and the names of the fields in it";
            case INPUT_PARTIAL ->
                "fetch all pages, and join them: cat page*.json > all.json, or give 'page*.json'. guards.INPUT_PARTIAL: off if these are all";
            case INPUT_ENCODING ->
                "save the file as UTF-8, or name its encoding with source.encoding. upserter peek shows the encoding, and where it changes";
            case RECORD_UNREADABLE -> "correct the row, or the export that wrote it. The rows around it can be read";
            case RECORD_NOT_OBJECT -> "write one object for each row, as an element of the array or as a line";
            case COLUMN_COUNT ->
                "give the row one cell for each column, or quote the cell that holds a delimiter. source.shortRows: fill accepts shorter rows";
            case QUOTES_UNCLEAR ->
                "double quotation marks within texts, or set source.quote: none if no cell is quoted. Is it one text? Set guards.QUOTES_UNCLEAR: warn";
            case HEADER_REPEATED ->
                "give the files as a pattern, such as 'exports/*.csv', or join them without their headers";
            case FOOTER_UNCLEAR ->
                "check the line. If it is a row, lower source.footer or remove it. If it says that rows are missing, write the data again";
            case SHEET_NOT_NAMED ->
                "name the sheet with source.sheet. A run reads one sheet, so people of other sheets need a configuration of their own";
            case CELLS_MERGED ->
                "undo the merge in Excel. Where the value is that of all rows of the block, fill each cell with it";
            case COLUMN_DUPLICATE -> "give each column a name of its own, in the export or with AS in the query";
            case COLUMN_UNCLEAR -> "give each column a name of its own, without blanks around it, in the export";
            case QUERY_FAILED -> "correct the query or the files and columns it names, then run the same command again";
            case CONNECTION_FAILED ->
                "check source.url, the user and the password, and that the database can be reached";
            case TYPES_GUESSED ->
                "read CSV with read_csv('…', all_varchar = true). Guessed types lose leading zeros, long numbers and decimals";
            case DIALECT_GUESSED ->
                "name them in the query, as in read_csv('…', delim = ',', header = true, all_varchar = true)";
            case FIELD_DUPLICATE -> "leave one of the values in the export. A row that is sent has the last of them";
            case COLUMN_MISSING ->
                "check that this is the right file, and the name. A rule may have optional: true. guards.COLUMN_MISSING: warn continues";
            case KEY_TYPE -> "give the row an identifier that is a text or a whole number";
            case ID_MISSING -> "give the row an identifier, or remove it";
            case PART_MALFORMED -> "correct the value, or leave the row out with filter";
            case PART_MISSING -> "give the row the value, or leave the row out with filter";
            case CONSTANT_NAMES_FIELD ->
                "write {\"from\": FIELD} if each row says it. guards.CONSTANT_NAMES_FIELD: off accepts the text itself";
            case EVENT_TIME_INVALID ->
                "give a date its zone, and milliseconds their unit, as {from: FIELD, unit: ms}. An event without a time would be one of now";
            case EVENT_TIME_FUTURE ->
                "correct the time. Campaigns and segments would take the event for one that is still to come";
            case TIMESTAMP_FUTURE ->
                "correct the time, or its zone. If it counts milliseconds, write {from: FIELD, unit: ms}";
            case EVENT_NAME_TOO_LONG ->
                "choose a name of at most 100 bytes. Customer.io may cut or refuse a longer one";
            case EVENT_KEY_RESERVED ->
                "send the field under another name, unless campaigns are to take recipient, sender or reply address from it";
            case EVENT_DATA_TOO_LARGE -> "send fewer fields, or shorter values";
            case EVENT_REPEATED ->
                "leave one row of each event in the export, or let eventId name a field that tells them apart";
            case EVENT_ID_CONFLICT ->
                "let eventId name a field that is unique to each event. Customer.io keeps the first event of an id";
            case ID_MALFORMED -> "correct the identifier";
            case OBJECT_TYPE_MALFORMED ->
                "write the number of the object type, which the workspace's settings show. {from: FIELD} takes it from the row";
            case PERSON_MISSING -> "give the row a person. Nothing to do where an object may have none";
            case ID_DAMAGED ->
                "export the column as text. guards.ID_DAMAGED: fix repairs what can be repaired. If the ids are right, off takes them";
            case ID_AMBIGUOUS -> "if this is really an e-mail address or a cio_id, say so with the key identifyBy";
            case ID_CASE_TWINS ->
                "use one spelling. Ids that differ only in letter case are two people at Customer.io, e-mail addresses are one";
            case ID_NOT_CHANGED ->
                "to change ids, identify people by cio_id (docs/identifiers.md). Nothing to do where nobody has another id";
            case IDENTIFIER_CHANGED ->
                "map the other identifier as an attribute, too, or change it by cio_id first (docs/identifiers.md)";
            case ANONYMOUS_WINDOW ->
                "send these events first, then the people with the attribute anonymous_id (docs/types.md)";
            case ID_CONFLICT -> "correct the wrong one of the rows. One e-mail address belongs to two ids";
            case ID_TAKEN ->
                "the next run sends the row again. If it is reported then, too, the other person must give it up first. guards.ID_TAKEN: off accepts it";
            case EMAIL_MALFORMED -> "correct the address, or leave the field out";
            case CAST_FAILED ->
                "correct the value, or as in the rule. guards.CAST_FAILED: drop sends the row without the attribute";
            case TEMPLATE_FAILED ->
                "correct the row, or give the variable a value with | default. guards.TEMPLATE_FAILED: drop sends the row without the attribute";
            case CONDITION_FAILED -> "change the condition as the message says, or correct the row";
            case VALUE_CUT -> "raise or remove the rule's maxBytes if the whole text must arrive";
            case DATE_WITHOUT_ZONE -> "set the rule's zone to that of these dates, such as Europe/Berlin or UTC";
            case ATTRIBUTE_NAME_TOO_LONG ->
                "shorten the name in the mapping. The name of an attribute has at most 150 bytes";
            case ATTRIBUTE_NAME_TWINS -> "use one spelling. Attribute names are case-sensitive at Customer.io";
            case ATTRIBUTE_NAME_NEAR ->
                "map the field to the name as Customer.io spells it. Under another spelling, it is an ordinary attribute";
            case EMAIL_NOT_MAPPED ->
                "map the person's address to email, or set identifyBy to email. guards.EMAIL_NOT_MAPPED: off accepts it";
            case OPT_OUT_NOT_MAPPED ->
                "map the field to unsubscribed with as: boolean, and not: true if it is a consent. guards.OPT_OUT_NOT_MAPPED: off accepts it";
            case VALUE_TOO_LONG ->
                "shorten the value. An attribute value has at most 1000 bytes. guards.VALUE_TOO_LONG: fix cuts longer texts";
            case VALUE_MALFORMED ->
                "correct the text in the export. It holds half of a character (an unpaired surrogate)";
            case TEXT_DAMAGED ->
                "export the text again. Its characters were lost when it was written or read in a wrong encoding";
            case VALUE_NESTED -> "map the inner field itself. Segments treat lists and objects unlike texts";
            case TOO_MANY_ATTRIBUTES -> "map fewer fields. A person has at most 300 attributes";
            case ATTRIBUTES_NEAR_LIMIT ->
                "map fewer fields. A person has at most 300 attributes, earlier ones included";
            case ENTRY_TOO_LARGE -> "map fewer or shorter fields. The data of one row must stay under 32 kB";
            case RESERVED_NAME -> "choose another attribute name in the mapping. Customer.io keeps this one for itself";
            case RESERVED_MEANING ->
                "map this attribute only if you want its effect. Customer.io gives it a meaning of its own";
            case ATTRIBUTE_NAME_INTERNAL ->
                "choose another name. Segments, search and campaigns cannot use an attribute whose name begins with _";
            case PHONE_MALFORMED ->
                "write the number as E.164, such as +14155550100. The rule's as: phone does so, with country: US where numbers name none";
            case TIMEZONE_UNKNOWN ->
                "name a region of the time zone database, such as Europe/Berlin. Messages at a person's local time need one";
            case SUBSCRIPTION_OVERWRITE ->
                "map single topics instead, as cio_subscription_preferences.topics.topic_1. The whole object resets all others";
            case SUBSCRIPTION_TYPE -> "send true or false for a topic";
            case UNSUBSCRIBED_UNCLEAR ->
                "unsubscribed must be true or false (or 1, 0). Any other value would subscribe the person again";
            case UNSUBSCRIBED_NULL ->
                "nothing to do where the row does not know. Null is never sent, since it would subscribe the person again";
            case DATE_AS_TEXT ->
                "send Unix seconds, which date conditions need. guards.DATE_AS_TEXT: fix converts dates that name their zone, and no others";
            case DATE_IN_MILLISECONDS ->
                "give the rule as: unix and its unit, or set guards.DATE_IN_MILLISECONDS: fix. Date conditions need Unix seconds";
            case DATE_IMPOSSIBLE -> "correct the value in the export. Customer.io would keep the text as it is";
            case DATE_IN_DIGITS ->
                "give the rule as: unix, a pattern such as yyyyMMdd, and a zone. Date conditions need Unix seconds";
            case TYPE_MIXED ->
                "give the attribute one type. as: date sends all dates as ISO text. A condition sees values of one type only";
            case CREATED_AT_FUTURE -> "correct the date. Campaigns that start from created_at wait until then";
            case DATE_EARLY ->
                "check that the number counts seconds. unit: ms reads milliseconds, and pattern: yyyyMMdd reads days in digits";
            case DATE_NEGATIVE -> "send the date as text. Customer.io does not keep dates before 1970 as seconds";
            case NULL_WORD ->
                "if the text means 'no value', correct the export, or name the text in source.nullWords where the data are CSV";
            case NULL_CLEARS ->
                "set nulls to skip to keep what Customer.io has. Null and empty text remove the attribute there";
            case REJECT_LIMIT ->
                "check that this is the right file, and userId. Correct the rows, or raise maxRejected. Then run the same command again";
            case AUTH_MISSING ->
                "set siteId and apiKey, or CUSTOMERIO_SITE_ID and CUSTOMERIO_API_KEY in the environment";
            case AUTH_REJECTED ->
                "use the Track API's site id and API key (Settings, API credentials), not an App API or Pipelines API key";
            case AUTH_FORBIDDEN -> "check the workspace's IP allow-list and the permissions of the key";
            case APP_KEY_MISSING ->
                "set appApiKey, or CUSTOMERIO_APP_API_KEY in the environment (Settings, API credentials, App API keys)";
            case APP_KEY_REJECTED ->
                "use an App API key (Settings, API credentials, App API keys) of the workspace, with the scopes it needs";
            case APP_KEY_OTHER_WORKSPACE -> "use keys of one workspace for siteId, apiKey and appApiKey";
            case SEGMENT_UNKNOWN ->
                "correct the name, or write the number. createSegment: true makes a manual segment of the name";
            case SEGMENT_NOT_MANUAL -> "choose a manual segment. Rules alone decide who is in a data-driven one";
            case SEGMENT_USED ->
                "check that these may start for the people who join. If they may, there is nothing to do";
            case SEGMENT_CREATED -> "nothing to do. Later runs find the segment by its name";
            case OBJECT_TYPE_UNKNOWN -> "correct objectType, or add and enable the type in the workspace's settings";
            case UPDATE_MISSED -> "nothing to do unless these people should be added. mode: upsert adds them";
            case APP_UNCHECKED ->
                "nothing to do if appApiKey is not meant for this sync. Otherwise check the key, or run again later";
            case CREDENTIALS_UNTESTED ->
                "nothing to do if the endpoint is right. A sync sends there with these credentials, and does not need that call";
            case REGION_MISMATCH -> "set region to the region of the workspace, or to auto";
            case BLOCKED -> "check the endpoint, and any proxy or gateway on the way to Customer.io";
            case REJECTED_BY_SERVER ->
                "read the reason, and correct the row. Then upserter retry, or the next run that has the row, sends it";
            case RATE_LIMITED ->
                "lower requestsPerSecond. Then upserter retry, or the next run that has the row, sends it again";
            case SERVER_ERROR ->
                "there is nothing to correct: upserter retry, or the next run that has the row, sends it again";
            case TIMEOUT -> "raise timeout. Then upserter retry, or the next run that has the row, sends it again";
            case NETWORK ->
                "check the connection. Then upserter retry, or the next run that has the row, sends it again";
            case REQUESTS_SMALL ->
                "export one row of each person, or set incremental to true. Rows whose e-mail addresses differ are never joined";
            case SLOWED_DOWN -> "nothing to do. A lower parallelism or requestsPerSecond avoids it";
            case DESTINATION_DOWN ->
                "run the same command again once requests succeed. A longer maxOutage waits longer";
            case NEVER_ANSWERED ->
                "correct the endpoint, or start the server there. With --wait, the run waits for it as long as maxOutage says";
            case REFUSED_ALIKE ->
                "correct what the reason names, then run the same command again. guards.REFUSED_ALIKE: off makes dead letters of such rows";
            case INTERRUPTED ->
                "run the same command again: it sends what is missing. To send a row twice changes nothing";
            case RUN_LOCKED -> "wait until the other run has ended, or stop it. Two runs of one sync never overlap";
            case RESUME_IMPOSSIBLE ->
                "undo what has changed, and resume again. Or send what is missing in a new run, with upserter sync --resume";
            case ROWS_ABANDONED ->
                "nothing to do if the data of this run hold those rows, too. Otherwise export them again, and send that";
            case RUN_REPLACED -> "nothing to do once this run has completed. It does what was left";
            case RUN_OVERTAKEN -> "nothing to do if the later run holds other rows. Otherwise send its data once more";
            case RETRY_IMPOSSIBLE -> "start a new run with upserter sync. Nothing of this one can be sent again";
            case RETRY_SUPERSEDED ->
                "nothing to do if the later row was delivered. Otherwise retry the run that holds it";
            case RETRY_DELIVERED -> "nothing to do. A retry sends each row until it is delivered, and not again";
            case RETRY_UNSURE ->
                "send the newest data once more. Where a later row of the same key was delivered, an older one may have replaced it";
            case KEY_DUPLICATE ->
                "leave one of the rows in the export. With incremental: true, the key duplicates says which one counts";
            case ROW_OLDER -> "sort the export by that field, so that the newest row comes last";
            case UPDATE_UNCONFIRMED -> "nothing to do unless missing people should be added. mode: upsert adds them";
            case KEY_EXPOSED -> "let its owner alone read the file (chmod 600), or keep the secret in the environment";
            case STATE_UNUSABLE ->
                "run once with --full to send all rows and start a new state. Or take the present data as delivered with --baseline";
            case STATE_LOST ->
                "put the state folder back that was there before, or give an earlier export with --baseline. Then run again";
            case STATE_NEW ->
                "nothing to do at a first run. An earlier export, given with --baseline, shows who is at Customer.io already";
            case REMOVE_LIMIT ->
                "check the export. If so many are really gone, raise maxRemoved, or run once with --allow-removals, which ignores it";
            case CHANGE_LIMIT ->
                "check the export. If these changes are right, raise or remove maxChanged, or run once with --full";
            case NEW_LIMIT -> "check the export. If these people are right, raise or remove maxNew";
            case NEW_COST -> "nothing to do if that is meant. maxNew limits how many people one run may add";
            case REMOVALS_HELD -> "check that the source is whole. The first run without this doubt removes them";
            case CONFIRM_IRREVERSIBLE ->
                "confirm with --yes, or with yes=NUMBER over HTTP. A configuration that is not uploaded may say irreversible: true";
            case EVENTS_MAY_TRIGGER ->
                "check which campaigns they start. --hold-recent (triggers: hold) leaves them out. --allow-triggers (triggers: allow) sends them";
            case EVENT_TOO_OLD_TO_TRIGGER -> "nothing to do, unless campaigns should start from these events";
            case EVENTS_FORGOTTEN ->
                "nothing to do if they were sent once. upserter sync --full sends all events, and Customer.io drops those it has";
            case EVENT_IDS_CHANGED ->
                "undo the change of type, keys, mappings or fields. If the events should be new: --new-event-ids, or newEventIds=true over HTTP";
            case SUPPRESSED ->
                "leave them out of the export. type: unsuppress lets them in again. If that was done elsewhere: upserter state reset CONFIG --suppressed";
            case FIRST_VALUES_UNKNOWN ->
                "set appApiKey. Or set incremental: true, and give an earlier export with --baseline (docs/first-values.md)";
            case CHANGE_EVENTS_UNSENT ->
                "nothing to do. The next run sends events for what changes from now on. No later run sends an event for this change";
            case CHANGE_EVENT_REFUSED ->
                "correct what the reason names: the name or the data of the event. The next run sends it again, with the same id";
            case MEMBER_UNKNOWN ->
                "send the people first. If they come from elsewhere, set guards.MEMBER_UNKNOWN to off: then each row counts as delivered at once";
            case TAKEN_AWAY ->
                "leave people out of the export who should stay away. type: suppress keeps them away for good";
            case PLAN_OUTDATED -> "make a new plan, and apply that";
            case ALERT_FAILED ->
                "correct what the reason names, then try it with upserter alert CONFIG --test. The run itself is not affected";
            case OPTION_IDLE -> "remove the key, or set what it needs: incremental: true, or mode: mirror";
            case STATE_UNWRITABLE ->
                "check the rights of the folder and the space on the disk, then run the same command again";
            case OUT_OF_RESOURCES -> "free what ran out, or raise its limit. Then run the same command again";
            case INTERNAL -> "report this defect to us, with the run's report.json";
        };
    }
}
