package dev.upserter.source;

import dev.upserter.problem.Problems;
import dev.upserter.redaction.Secrets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a database. Prints no credential.
 *
 * @param url       a JDBC URL
 * @param user      null where the URL or the driver tells
 * @param password  null where the URL or the driver tells
 * @param fetchSize how many rows are fetched at once, 1 to 100000
 */
public record DatabaseConfig(
        String url, @Nullable String user, @Nullable String password, int fetchSize) {
    /** Rows fetched at once where nothing says otherwise. */
    public static final int DEFAULT_FETCH_SIZE = 1000;

    /** The most rows that may be fetched at once. */
    public static final int MAX_FETCH_SIZE = 100_000;

    /** What a JDBC URL is. */
    public static final String URL_MUST_BE =
            "a JDBC URL, which starts with jdbc: and the name of a driver, or start with postgres://";

    public DatabaseConfig {
        new Problems()
                .require(isUrl(url), "url", URL_MUST_BE)
                .require(fetchSize >= 1 && fetchSize <= MAX_FETCH_SIZE, "fetchSize", "1 to " + MAX_FETCH_SIZE)
                .throwIfAny();
    }

    /**
     * Of a URL that may hold user and password itself; those that are given besides take precedence.
     *
     * @param user     null where the URL or the driver tells
     * @param password null where the URL or the driver tells
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

    /** Hides the passwords and keys among what is given here. */
    public Secrets secrets() {
        Secrets ofUrl = Secrets.in(url);
        return password == null ? ofUrl : ofUrl.and(Secrets.of(List.of(password)));
    }

    @Override
    public String toString() {
        return "jdbc:" + driver() + ":…";
    }
}
