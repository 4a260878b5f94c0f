package dev.upserter.guard.value;

import dev.upserter.json.JsonValue;
import java.util.regex.Pattern;

/**
 * Sees in an identifier what a program should have filled, as {@code {{user.id}}} of Liquid and Handlebars, {@code *|UNIQID|*} of Mailchimp,
 * {@code %%subscriberkey%%} of Marketing Cloud, {@code [[id]]}, <code>${id}</code> and {@code <%= id %>}. Many rows may have the same.
 * Stateless.
 */
public final class Placeholders {
    /** As the end of "the identifier ...". */
    public static final String WHAT = "holds a placeholder that no program filled, such as {{ id }}";

    public static final String HINT = "correct the program that writes the data, or remove the row."
            + " guards.ID_MALFORMED: warn sends such rows as they are";

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\{\\{.*?}}|\\{%.*?%}|\\{\\$.+?}|\\*\\|.+?\\|\\*"
                    + "|%%[\\p{L}_].*?%%|[$#@]\\{.*?}|\\$\\(.+?\\)|\\[\\[.*?]]|<%.*?%>|<\\?.*?\\?>|<<.+?>>|##\\p{L}.*?##|@@\\p{L}.*?@@"
                    + "|^%[\\p{L}_][\\p{L}_. ]*%$|^\\{[\\p{L}_][\\p{L}_. ]*}$|^\\[[\\p{L}_][\\p{L}_. ]*]$|^<[\\p{L}_][\\p{L}_. ]*>$");

    /** By byte, whether a placeholder may begin with it. */
    private static final boolean[] BEGINS = new boolean[256];

    static {
        for (char sign : "{*%$#@[<".toCharArray()) {
            BEGINS[sign] = true;
        }
    }

    private static final int LONGEST = 300;

    private Placeholders() {}

    /** Whether an identifier, a text or a whole number, holds one. */
    public static boolean isIn(JsonValue identifier) {
        byte[] bytes = identifier.bytes();
        for (int i = identifier.start(); i < identifier.end(); i++) {
            if (BEGINS[bytes[i] & 0xFF] && (bytes[i] != '@' || isAfterAt(bytes[i + 1]))) {
                return identifier.length() <= LONGEST
                        && PLACEHOLDER.matcher(identifier.text().strip()).find();
            }
        }
        return false;
    }

    /** An address has the sign, too. A byte follows each in a value, at least its quotation mark. */
    private static boolean isAfterAt(byte next) {
        return next == '{' || next == '@';
    }
}
