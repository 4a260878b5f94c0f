package dev.upserter.profile;

import dev.upserter.operation.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Column names that mean an attribute that Customer.io knows, letter case, blanks and punctuation aside. docs/cli.md lists
 * them. Stateless.
 */
public final class KnownNames {
    /** By the attribute. */
    static final Map<String, List<String>> OTHERS = Map.of(
            "email",
            List.of("email address", "e-mail address", "mail", "email 1", "primary email", "contact email"),
            "phone",
            List.of(
                    "phone number",
                    "mobile",
                    "mobile phone",
                    "mobile number",
                    "cell",
                    "cell phone",
                    "telephone",
                    "tel",
                    "telefon",
                    "telefonnummer",
                    "handy",
                    "telefone",
                    "tel\u00e9fono",
                    "t\u00e9l\u00e9phone"),
            "created_at",
            List.of(
                    "created",
                    "created (utc)",
                    "create date",
                    "created date",
                    "date created",
                    "creation date",
                    "joined",
                    "joined at",
                    "registered at",
                    "registration date",
                    "signed up",
                    "signed up (utc)",
                    "signed up at",
                    "signup date",
                    "customer since",
                    "erstellt",
                    "erstellt am",
                    "angelegt am"),
            "timezone",
            List.of("tz"));

    /** Names of columns that are true for who wants no messages. */
    static final List<String> OPT_OUTS = List.of(
            "unsubscribed",
            "unsubscribe",
            "is unsubscribed",
            "unsubscribed from email",
            "unsubscribed from emails",
            "unsubscribed from all email",
            "unsubscribed from all emails",
            "unsubscribed from marketing",
            "email unsubscribed",
            "email opt out",
            "email opted out",
            "has opted out of email",
            "opted out",
            "opted out of email",
            "opted out email",
            "opt out",
            "optout",
            "do not email",
            "do not contact",
            "no marketing");

    /** Names of columns that are true for who wants messages. */
    static final List<String> CONSENTS = List.of(
            "subscribed",
            "is subscribed",
            "email subscribed",
            "subscribed to emails",
            "accepts marketing",
            "accepts email marketing",
            "buyer accepts marketing",
            "marketing consent",
            "email marketing consent",
            "consent to marketing",
            "marketing opt in",
            "email opt in",
            "opt in",
            "opted in",
            "opted in to email",
            "marketing allowed",
            "receives emails",
            "receive emails",
            "newsletter",
            "email newsletter",
            "newsletter subscription");

    /** Names of columns that hold when somebody wanted no more messages, and nothing for who wants them. */
    static final List<String> OPT_OUT_TIMES = List.of(
            "unsub time",
            "clean time",
            "unsubscribed at",
            "unsubscribed on",
            "unsubscribed date",
            "unsubscribe date",
            "date unsubscribed",
            "opted out at",
            "opt out date",
            "optout time",
            "optout date");

    /** Fields that hold what is known of people. */
    static final Set<String> WRAPPERS = Set.of("traits", "properties", "attributes", "fields", "profile");

    private static final Pattern WRAPPER = Pattern.compile("^(" + String.join("|", WRAPPERS) + ")\\.(?=.)");

    private KnownNames() {}

    /** The attribute that a column of this name probably is; empty for a name that says nothing. */
    static Optional<String> attribute(String column) {
        String plain = plain(withoutWrapper(column));
        return Role.nearest(withoutWrapper(column))
                .or(() -> OTHERS.entrySet().stream()
                        .filter(entry -> isAmong(entry.getValue(), plain))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    static boolean isOptOut(String column) {
        return isAmong(OPT_OUTS, plain(withoutWrapper(column)));
    }

    static boolean isOptOutTime(String column) {
        return isAmong(OPT_OUT_TIMES, plain(withoutWrapper(column)));
    }

    static boolean isConsent(String column) {
        return isAmong(CONSENTS, plain(withoutWrapper(column)));
    }

    /** A path without what MongoDB wraps around values, such as {@code .$date}, and without what holds it, such as Segment's {@code traits}. */
    static String withoutWrapper(String column) {
        return WRAPPER.matcher(column).replaceFirst("").replaceFirst("(\\.\\$[A-Za-z]+)+$", "");
    }

    private static boolean isAmong(List<String> names, String plain) {
        return names.stream().anyMatch(name -> plain(name).equals(plain));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
