package dev.upserter.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a text can be no site id and no API key of Customer.io's: it would be sent, and refused with a 401 that says nothing of this.
 *
 * @param message what is wrong; never the text itself
 * @param hint    what to do
 */
public record CredentialFault(String message, String hint) {
    private static final Pattern QUOTATION_MARKS =
            Pattern.compile("[\"'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb]");

    /** {@code ${NAME}}, {@code $NAME}, {@code %NAME%} or {@code {{ name }}}. */
    private static final Pattern VARIABLE = Pattern.compile("[$][{(]?\\w|%\\w+%|\\{\\{|<\\w+>");

    /** Letters, digits and what encodings of bytes consist of. */
    private static final Pattern IN_KEY = Pattern.compile("[A-Za-z0-9._~+/=:-]+");

    /** A good value with what cannot be seen around it. */
    private static final Pattern AROUND = Pattern.compile("^[\\s\u00a0\ufeff\u200b]*[!-~]+[\\s\u00a0\ufeff\u200b]*$");

    /**
     * Looks at a text.
     *
     * @param name     where it is, for people
     * @param isSiteId whether it is to be a site id; an API key otherwise
     */
    public static Optional<CredentialFault> of(String name, String text, boolean isSiteId) {
        if (QUOTATION_MARKS.matcher(text).find()) {
            return fault(
                    name + " holds a quotation mark, which no such key has",
                    "write the value without quotation marks: docker's env files, and others, take them as part of it");
        }
        if (!isVisibleAscii(text)) {
            return fault(
                    name + " holds a blank, a line break or another character that no such key has",
                    AROUND.matcher(text).find()
                            ? "write the value without what is before and after it, which may not be seen: blanks,"
                                    + " a byte order mark, or the carriage returns of a file with Windows' line ends"
                            : "copy it again from Customer.io: Settings, API credentials");
        }
        if (VARIABLE.matcher(text).find()) {
            return fault(
                    name + " looks like a variable that was not replaced by its value",
                    "have the shell, the env file or the CI system replace it, whose variables must be set, or write ${NAME} in"
                            + " the configuration");
        }
        if (!IN_KEY.matcher(text).matches()) {
            return fault(
                    name + " holds a character that no such key has",
                    "write the value alone, without a comma, a bracket or a semicolon from where it was copied");
        }
        return isSiteId && text.indexOf(':') >= 0
                ? fault(
                        name + " holds a colon, which no site id has",
                        "put the part before the colon into siteId, the part after it into apiKey")
                : Optional.empty();
    }

    private static Optional<CredentialFault> fault(String message, String hint) {
        return Optional.of(new CredentialFault(message, hint));
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
