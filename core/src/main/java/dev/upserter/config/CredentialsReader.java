package dev.upserter.config;

import dev.upserter.config.Interpolation.Resolved;
import dev.upserter.delivery.Credentials;
import dev.upserter.problem.Location;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the keys {@code siteId} and {@code apiKey}, and what the environment says in their place. For one thread. */
final class CredentialsReader {
    private static final Pattern QUOTATION_MARKS =
            Pattern.compile("[\"'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb]");

    /** {@code ${NAME}}, {@code $NAME}, {@code %NAME%} or {@code {{ name }}}. */
    private static final Pattern VARIABLE = Pattern.compile("[$][{(]?\\w|%\\w+%|\\{\\{|<\\w+>");

    /** Letters, digits and what encodings of bytes consist of. */
    private static final Pattern IN_KEY = Pattern.compile("[A-Za-z0-9._~+/=:-]+");

    /** A good value with what cannot be seen around it. */
    private static final Pattern AROUND = Pattern.compile("^[\\s\u00a0\ufeff\u200b]*[!-~]+[\\s\u00a0\ufeff\u200b]*$");

    private final Map<String, String> environment;
    private final Values values;
    private final Mistakes mistakes;

    CredentialsReader(Map<String, String> environment, Values values, Mistakes mistakes) {
        this.environment = environment;
        this.values = values;
        this.mistakes = mistakes;
    }

    /**
     * Reads both.
     *
     * @param given the keys of the configuration
     * @param start where a problem is placed that has no key
     */
    void read(Map<String, Node.Field> given, Location.InText start, SyncConfigBuilder builder) {
        String siteId = read(Key.SITE_ID, "CUSTOMERIO_SITE_ID", given, start);
        String apiKey = read(Key.API_KEY, "CUSTOMERIO_API_KEY", given, start);
        if (siteId != null && apiKey != null) {
            builder.credentials(new Credentials(siteId, apiKey));
        } else if (siteId != null) {
            builder.missing(Key.API_KEY.spelling());
        } else if (apiKey != null) {
            builder.missing(Key.SITE_ID.spelling());
        }
    }

    private @Nullable String read(Key key, String variable, Map<String, Node.Field> given, Location.InText start) {
        Node.Field field = given.get(key.spelling());
        Location.InText place = field == null ? start : field.value().place();
        if (field != null && !(field.value() instanceof Node.Nothing)) {
            Resolved text = values.text(field, "0123abcd");
            if (text == null) {
                return null;
            }
            if (!text.text().isBlank()) {
                return checked(text.text(), key, key.spelling(), place);
            }
        }
        String value = environment.getOrDefault(variable, "");
        return value.isBlank() ? null : checked(value, key, "the environment variable " + variable, place);
    }

    private @Nullable String checked(String value, Key key, String name, Location.InText place) {
        if (QUOTATION_MARKS.matcher(value).find()) {
            mistakes.add(
                    place,
                    name + " holds a quotation mark, which no such key has",
                    "write the value without quotation marks: docker's env files, and others, take them as part of it");
            return null;
        }
        if (!isVisibleAscii(value)) {
            mistakes.add(
                    place,
                    name + " holds a blank, a line break or another character that no such key has",
                    AROUND.matcher(value).find()
                            ? "write the value without what stands before and after it, which may not be seen: blanks,"
                                    + " a byte order mark, or the carriage returns of a file with Windows' line ends"
                            : "copy it again from Customer.io: Settings, API credentials");
            return null;
        }
        if (VARIABLE.matcher(value).find()) {
            mistakes.add(
                    place,
                    name + " looks like a variable that nobody replaced by its value",
                    "have the shell, the env file or the CI system replace it, whose variables must be set, or write ${NAME} in"
                            + " the configuration");
            return null;
        }
        if (!IN_KEY.matcher(value).matches()) {
            mistakes.add(
                    place,
                    name + " holds a character that no such key has",
                    "write the value alone, without a comma, a bracket or a semicolon from where it was copied");
            return null;
        }
        if (key == Key.SITE_ID && value.indexOf(':') >= 0) {
            mistakes.add(
                    place,
                    name + " holds a colon, which no site id has",
                    "put what stands before the colon into siteId, what stands behind it into apiKey");
            return null;
        }
        return value;
    }

    private static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }
}
