package dev.upserter.config.read;

import java.util.ArrayList;
import java.util.List;

/** The keys of a configuration, in the order of the documentation. */
enum Key {
    SCHEMA("$schema"),
    PARALLELISM("parallelism"),
    USER_ID("userId"),
    MAPPINGS("mappings"),
    SITE_ID("siteId"),
    API_KEY("apiKey"),
    IDENTIFY_BY("identifyBy"),
    REGION("region"),
    ENDPOINT("endpoint"),
    MODE("mode"),
    API("api"),
    REQUESTS_PER_SECOND("requestsPerSecond"),
    TIMEOUT("timeout"),
    MAX_ATTEMPTS("maxAttempts"),
    MAX_OUTAGE("maxOutage"),
    UNMAPPED("unmapped"),
    NULLS("nulls"),
    FILTER("filter"),
    DENY("deny"),
    GUARDS("guards"),
    MAX_REJECTED("maxRejected"),
    SOURCE("source"),
    INCREMENTAL("incremental"),
    REMOVED("removed"),
    REMOVED_ATTRIBUTE("removedAttribute"),
    MAX_REMOVED("maxRemoved"),
    IRREVERSIBLE("irreversible"),
    MAX_CHANGED("maxChanged"),
    DUPLICATES("duplicates"),
    RESEND("resend"),
    CHANGED_FIELDS_ONLY("changedFieldsOnly"),
    KEEP_VALUES("keepValues"),
    STATE("state"),
    KEEP_RUNS("keepRuns"),
    TESTS("tests"),
    SYNC("sync");

    private final String spelling;

    Key(String spelling) {
        this.spelling = spelling;
    }

    String spelling() {
        return spelling;
    }

    static List<String> spellings() {
        var spellings = new ArrayList<String>();
        for (Key key : values()) {
            spellings.add(key.spelling);
        }
        return spellings;
    }
}
