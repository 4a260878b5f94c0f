package dev.upserter.operation.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Customer.io takes an attribute of some name for (reserved attributes: docs.customer.io, messaging, people,
 * reserved attributes; control names: Track API reference, PUT /api/v1/customers/{identifier}; 2026).
 */
public enum Role {
    /** Any other attribute. */
    PLAIN,
    /** The person's {@code id}. */
    ID,
    /** The person's e-mail address, an identifier too. */
    EMAIL,
    /** When the person came to be; campaigns start from it. */
    CREATED_AT,
    /** Whether the person gets no messages at all. */
    UNSUBSCRIBED,
    /** A single topic of the subscription preferences. */
    TOPIC,
    /** All subscription preferences at once. */
    SUBSCRIPTIONS,
    /** Joins anonymous events to the person. */
    ANONYMOUS_ID,
    /** The phone number that text messages go to. */
    PHONE,
    /** The zone that messages at the person's local time go by. */
    TIMEZONE,
    /** Kept by Customer.io itself, or an instruction to its API. */
    READ_ONLY;

    private static final Pattern TOPIC_NAME =
            Pattern.compile("cio_subscription_preferences\\.topics\\.topic_[1-9]\\d*");
    private static final Set<String> CONTROL = Set.of("_update", "_timestamp", "_created_in_customerio_at");

    /** They lead from an object to its relationship in Liquid, and the other way. */
    private static final Set<String> OF_THINGS = Set.of("relationship", "_relationship");

    /** The names that Customer.io gives a meaning to, which a configuration may fill. */
    private static final List<String> NAMES =
            List.of("id", "email", "created_at", "unsubscribed", "anonymous_id", "phone", "timezone");

    private static final Map<String, String> PLAIN_NAMES =
            NAMES.stream().collect(Collectors.toUnmodifiableMap(Role::plain, name -> name));

    /**
     * The name that Customer.io knows, where another is the same but for letter case, blanks, dashes, underscores and dots: as
     * {@code email} for {@code E-Mail}. Empty for a name that it knows itself, and for all others.
     */
    public static Optional<String> nearest(String name) {
        return of(name) == PLAIN ? Optional.ofNullable(PLAIN_NAMES.get(plain(name))) : Optional.empty();
    }

    private static String plain(String name) {
        var plain = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> "-_.".indexOf(c) < 0 && !Blanks.isBlank(c))
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /**
     * The role of the attribute of an object or a relationship with this name (reserved attributes: docs.customer.io, journeys,
     * objects, create; 2026): none of those of people has a meaning there.
     */
    public static Role ofThing(String name) {
        return name.startsWith("cio_") || OF_THINGS.contains(name) || CONTROL.contains(name) ? READ_ONLY : PLAIN;
    }

    /** The role of the attribute of a person with this name. */
    public static Role of(String name) {
        return switch (name) {
            case "id" -> ID;
            case "email" -> EMAIL;
            case "created_at" -> CREATED_AT;
            case "unsubscribed" -> UNSUBSCRIBED;
            case "anonymous_id" -> ANONYMOUS_ID;
            case "phone" -> PHONE;
            case "timezone" -> TIMEZONE;
            case "cio_subscription_preferences", "cio_subscription_preferences.topics" -> SUBSCRIPTIONS;
            default -> {
                if (TOPIC_NAME.matcher(name).matches()) {
                    yield TOPIC;
                }
                yield name.startsWith("cio_") || CONTROL.contains(name) ? READ_ONLY : PLAIN;
            }
        };
    }
}
