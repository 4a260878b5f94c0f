package dev.upserter.operation.text;

import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the fields inside of objects that tell of the consent to messages, such as {@code prefs.newsletter}. docs/init.md
 * lists examples. Remembers what the paths say; for one thread.
 */
public final class ConsentPaths {
    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 6;

    /** Objects whose names are data, such as identifiers, have more paths than are worth a look. */
    private static final int MOST_PATHS = 2000;

    private static final Pattern PLAIN = Pattern.compile("[^.\\[\\]]+");
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

    /** What Firestore and DynamoDB name the type of a value by, which says nothing of the value. */
    private static final Set<String> TYPES =
            Set.of("booleanValue", "stringValue", "integerValue", "timestampValue", "BOOL", "S", "N");

    /** Of messages that are no e-mails. */
    private static final Set<String> OTHER_CHANNELS = Set.of("sms", "mms", "push", "whatsapp", "rcs", "phone", "voice");

    /** What is in them is no consent of the person. */
    private static final Set<String> OF_OTHERS = Set.of(
            "stats",
            "statistics",
            "metrics",
            "counts",
            "totals",
            "links",
            "actions",
            "permissions",
            "history",
            "company",
            "organization",
            "organisation",
            "manager",
            "owner",
            "parent",
            "agent",
            "assistant");

    /** They hold a choice of messages, one field each. */
    private static final Set<String> CHOICES = Set.of(
            "preferences",
            "preference",
            "prefs",
            "settings",
            "subscriptions",
            "subscription",
            "communication",
            "communications",
            "notifications",
            "consents",
            "consent",
            "optins",
            "emails",
            "privacy",
            "gdpr");

    private static final Set<String> CHOSEN = Set.of(
            "marketing",
            "promotions",
            "promotional",
            "promo",
            "advertising",
            "advertisement",
            "newsletter",
            "newsletters",
            "mailing",
            "mailings",
            "werbung");

    private static final Set<String> BESIDE_CHOSEN = Set.of("email", "emails", "mail", "mails", "messages", "enabled");

    private final Map<String, Optional<ConsentName>> known = new HashMap<>();

    public ConsentPaths() {}

    /**
     * A field inside of an object.
     *
     * @param path to it, from the row
     */
    public record Found(String path, JsonValue value) {}

    /** The fields in the value of a field that tell it; none where that is no object. */
    public List<Found> in(String name, JsonValue value) {
        if (value.kind() != ValueKind.OBJECT
                || value.length() > LONGEST
                || !PLAIN.matcher(DOT.matcher(name).replaceAll("")).matches()) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        collect(name, value, 1, found);
        return found;
    }

    private void collect(String path, JsonValue object, int depth, List<Found> found) {
        for (String name : Nested.names(object)) {
            String inner = path + "." + name;
            Optional<JsonValue> value =
                    PLAIN.matcher(name).matches() ? Nested.find(object, name) : Optional.<JsonValue>empty();
            if (value.isEmpty() || value.get().kind() == ValueKind.ARRAY) {
                continue;
            }
            if (value.get().kind() != ValueKind.OBJECT) {
                if (says(TYPES.contains(name) ? path : inner)) {
                    found.add(new Found(inner, value.get()));
                }
            } else if (depth < DEEPEST) {
                collect(inner, value.get(), depth + 1, found);
            }
        }
    }

    private boolean says(String path) {
        Optional<ConsentName> said = known.get(path);
        if (said == null && known.size() < MOST_PATHS) {
            said = of(path);
            known.put(path, said);
        }
        return said != null && said.isPresent();
    }

    /**
     * What a path says by its last parts, as many as say something: {@code email.marketing.consent} in
     * {@code subscriptions.email.marketing.consent}. Empty where it is one of other messages than e-mails.
     */
    public static Optional<ConsentName> of(String path) {
        List<String> parts = List.of(DOT.split(path, -1));
        List<String> words = parts.stream().flatMap(ConsentPaths::words).toList();
        boolean isOther = words.stream().anyMatch(OTHER_CHANNELS::contains)
                && words.stream().noneMatch(word -> word.contains("mail"));
        if (isOther || parts.size() < 2 || words.stream().anyMatch(OF_OTHERS::contains)) {
            return parts.size() < 2 ? ConsentName.of(path) : Optional.empty();
        }
        for (int from = 0; from < parts.size(); from++) {
            String rest = String.join(" ", parts.subList(from, parts.size()));
            boolean isBare = from > 0 && ConsentName.isBareConsent(rest);
            Optional<ConsentName> said = ConsentName.of(rest)
                    .filter(name -> name != ConsentName.CONSENT_TIME && !(isBare && name == ConsentName.CONSENT));
            if (said.isPresent()) {
                return said;
            }
        }
        return isChoice(parts) ? Optional.of(ConsentName.CONSENT) : Optional.empty();
    }

    /** Whether it chooses messages that promote something, among others. */
    private static boolean isChoice(List<String> parts) {
        List<String> last = words(parts.getLast()).toList();
        return last.stream().anyMatch(CHOSEN::contains)
                && last.stream().allMatch(word -> CHOSEN.contains(word) || BESIDE_CHOSEN.contains(word))
                && parts.subList(0, parts.size() - 1).stream()
                        .flatMap(ConsentPaths::words)
                        .anyMatch(CHOICES::contains);
    }

    private static Stream<String> words(String part) {
        return Stream.of(
                CAMEL.matcher(part).replaceAll(" ").toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
    }
}
