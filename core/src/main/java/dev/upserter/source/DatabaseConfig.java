package dev.upserter.source;

import dev.upserter.problem.Problems;
import dev.upserter.redaction.Secrets;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a database. Does not print credentials.
 *
 * @param url       a JDBC URL
 * @param user      null where the URL or the driver provides it
 * @param password  null where the URL or the driver provides it
 * @param fetchSize how many rows to fetch at once, 1 to 100000
 * @param given     gives connections, in place of the URL; null where the URL does
 */
public record DatabaseConfig(
        String url,
        @Nullable String user,
        @Nullable String password,
        int fetchSize,
        @Nullable DataSource given) {
    /** The default number of rows to fetch at once. */
    public static final int DEFAULT_FETCH_SIZE = 1000;

    /** The largest number of rows to fetch at once. */
    public static final int MAX_FETCH_SIZE = 100_000;

    /** The requirement on a JDBC URL, as messages word it. */
    public static final String URL_MUST_BE =
            "a JDBC URL, which starts with jdbc: and the name of a driver, or start with postgres://";

    public DatabaseConfig {
        new Problems()
                .require(isUrl(url), "url", URL_MUST_BE)
                .require(fetchSize >= 1 && fetchSize <= MAX_FETCH_SIZE, "fetchSize", "1 to " + MAX_FETCH_SIZE)
                .throwIfAny();
    }

    /** By URL. */
    public DatabaseConfig(String url, @Nullable String user, @Nullable String password, int fetchSize) {
        this(url, user, password, fetchSize, null);
    }

    /** A PostgreSQL database to which the program gives connections. */
    public static DatabaseConfig of(DataSource given) {
        return new DatabaseConfig("jdbc:postgresql:", null, null, DEFAULT_FETCH_SIZE, given);
    }

    /**
     * Takes a URL that may itself contain user and password; those passed here take precedence.
     *
     * @param user     null where the URL or the driver provides it
     * @param password null where the URL or the driver provides it
     */
    public static DatabaseConfig of(
            DatabaseUrl.Reading.Good url, @Nullable String user, @Nullable String password, int fetchSize) {
        return new DatabaseConfig(
                url.url(),
                user == null ? url.user().orElse(null) : user,
                password == null ? url.password().orElse(null) : password,
                fetchSize);
    }

    /** Whether this can be a JDBC URL. */
    public static boolean isUrl(String text) {
        return text.matches("jdbc:[A-Za-z][A-Za-z0-9+.-]*:\\S*");
    }

    /** The name of the driver: {@code postgresql}. */
    public String driver() {
        return url.substring(5, url.indexOf(':', 5));
    }

    /** Hides the passwords and keys of this configuration. */
    public Secrets secrets() {
        Secrets ofUrl = Secrets.in(url);
        return password == null ? ofUrl : ofUrl.and(Secrets.of(List.of(password)));
    }

    @Override
    public String toString() {
        return "jdbc:" + driver() + ":…";
    }
}
