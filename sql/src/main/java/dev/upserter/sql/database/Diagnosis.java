package dev.upserter.sql.database;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an SQLSTATE of PostgreSQL, or an error of its driver, means for a query that only reads.
 *
 * @param state  the code, or its class, the first two characters
 * @param isLost whether the connection or the network is at fault; otherwise the query is
 * @param words  replaces the database's message, which may hold values; null if it holds none
 * @param hint   what to do; null for the hint of the problem's code
 */
record Diagnosis(
        String state,
        boolean isLost,
        @Nullable String words,
        @Nullable String hint) {
    private static final Pattern ABOUT_TLS = Pattern.compile("(?i)\\b(?:ssl|tls)|sslmode|certificate");
    private static final String MAY_HOLD_VALUES = "its message may hold values and is not shown";
    private static final String AGAIN = "run the same command again";
    private static final String ASK_LESS = ", or have the query ask for less at once";

    /** The first match applies; full codes come before their class. */
    private static final List<Diagnosis> KNOWN = List.of(
            query(
                    "40001",
                    AGAIN + ". Where it was a standby that cancelled the query, hot_standby_feedback = on or a larger"
                            + " max_standby_streaming_delay there lets it finish"),
            query("40P01", AGAIN + ". The query and another one waited for each other"),
            query("40", AGAIN),
            query(
                    "25P03",
                    "raise the limit for this user: alter role … set idle_in_transaction_session_timeout = '5min'. A disk that is"
                            + " slow or full, or a command that shows rows as they come, makes the database wait"),
            query("25P04", "raise transaction_timeout for this user" + ASK_LESS),
            query(
                    "25006",
                    "ask with a SELECT that changes nothing: no INSERT, UPDATE or DELETE in it, no nextval(), no FOR UPDATE."
                            + " Every query is asked in a read-only transaction"),
            query(
                    "57014",
                    "if it was statement_timeout, raise it for this user" + ASK_LESS
                            + ". If the query was cancelled, run the same command again"),
            query("55P03", AGAIN + " once the lock is released, or raise lock_timeout for this user"),
            query(
                    "0A000",
                    "write the query without what the message names. This server does not do it, or not inside of a SELECT that only"
                            + " reads, which every query must be"),
            told(
                    "22021",
                    "a text holds bytes that are not valid in the encoding it is to have",
                    "find the text in the database and correct it. Where the query itself converts bytes, name their"
                            + " encoding in it, as in convert_from(data, 'LATIN1')"),
            told(
                    "22P05",
                    "a text holds a character that UTF-8 does not have, or JSON cannot hold",
                    "find the text in the database and correct it. replace(column, …) in the query leaves the character out"),
            query("42501", "grant the user the right to read it: grant select on … to …, and usage on its schema"),
            query("3F", null),
            query(
                    "42601",
                    "correct the query. It must be one SELECT and nothing else: no second statement, no INSERT, no EXPLAIN"),
            query("42", null),
            lost(
                    "53300",
                    "end unused connections, or raise the limit that the message is about: alter role … connection"
                            + " limit, alter database … connection limit, or max_connections. Then run the same command again"),
            lost("57P03", AGAIN + " once the database has started. A standby takes queries only with hot_standby = on"),
            lost("57P05", "raise idle_session_timeout for this user"),
            lost("57", AGAIN + " once the database is up again"),
            query("53100", "free space on the database's disk: sorting and joining write temporary files there"),
            query("53200", "have the query ask for less at once, or give the database more memory"),
            query("53400", "raise the limit that the message names, for this user" + ASK_LESS),
            lost("53", AGAIN + " once the database has room again"),
            query("58", "look into the log of the database: it could not use a file of its own"),
            lost("28P01", "check user and password of source"),
            lost("28", "let this user connect from this machine, in the database's pg_hba.conf, or check the user"),
            lost("3D", "check the name of the database in source.url"),
            lost("08", null));

    private static Diagnosis query(String state, @Nullable String hint) {
        return new Diagnosis(state, false, null, hint);
    }

    private static Diagnosis told(String state, String words, @Nullable String hint) {
        return new Diagnosis(state, false, words, hint);
    }

    private static Diagnosis lost(String state, @Nullable String hint) {
        return new Diagnosis(state, true, null, hint);
    }

    /** The meaning of an SQLSTATE of any database; only PostgreSQL has hints of its own. */
    static Diagnosis of(@Nullable String state, boolean isPostgres) {
        Diagnosis found = of(state);
        return isPostgres ? found : new Diagnosis(found.state, found.isLost, found.words, null);
    }

    /** What to do about the URL, if PostgreSQL's driver reports an error in it; otherwise null. */
    static @Nullable String ofUrl(String complaint) {
        if (complaint.contains("could not be instantiated")) {
            return "remove the parameter that names a class (socketFactory, sslfactory and the like) from the url, or put the jar"
                    + " that holds the class into the folder drivers";
        }
        return ABOUT_TLS.matcher(complaint).find()
                ? "check sslmode in the url (disable, allow, prefer, require, verify-ca or verify-full) and the files that it"
                        + " names, and whether the database speaks TLS"
                : null;
    }

    /** The meaning of an SQLSTATE; the message of an unknown one may hold values. */
    private static Diagnosis of(@Nullable String state) {
        return KNOWN.stream()
                .filter(known -> state != null && state.startsWith(known.state))
                .findFirst()
                .orElseGet(() -> told("", MAY_HOLD_VALUES, null));
    }
}
