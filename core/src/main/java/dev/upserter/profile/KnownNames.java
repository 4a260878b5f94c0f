package dev.upserter.profile;

import dev.upserter.operation.text.ConsentName;
import dev.upserter.operation.text.ConsentPaths;
import dev.upserter.operation.text.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Column names that mean an attribute that Customer.io knows, letter case, blanks and punctuation aside. docs/init.md lists
 * them. Stateless.
 */
public final class KnownNames {
    /** By the attribute. */
    static final Map<String, List<String>> OTHERS = Map.of(
            "email",
            List.of(
                    "email address",
                    "e-mail address",
                    "mail",
                    "email 1",
                    "primary email",
                    "primary email address",
                    "contact email"),
            "phone",
            List.of(
                    "phone number",
                    "primary phone number",
                    "mobile",
                    "mobile phone",
                    "mobile number",
                    "cell",
                    "cell phone",
                    "phone work",
                    "work phone",
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
                    "member since",
                    "user since",
                    "created on",
                    "created time",
                    "account created",
                    "account created at",
                    "date joined",
                    "date added",
                    "added time",
                    "added at",
                    "add time",
                    "person created",
                    "user registered",
                    "registered",
                    "registered on",
                    "sign up date",
                    "date of registration",
                    "kunde seit",
                    "mitglied seit",
                    "registriert am",
                    "registrierungsdatum",
                    "date d'inscription",
                    "inscrit le",
                    "fecha de alta",
                    "fecha de registro",
                    "data de cadastro",
                    "data di registrazione",
                    "erstellt",
                    "erstellt am",
                    "angelegt am"),
            "timezone",
            List.of("tz", "iana time zone"));

    /** Fields that hold what is known of people. */
    static final Set<String> WRAPPERS = Set.of(
            "traits",
            "properties",
            "attributes",
            "fields",
            "profile",
            "node",
            "_source",
            "Item",
            "custom_attributes",
            "customAttributes",
            "custom_fields",
            "customFields",
            "user_fields",
            "user_metadata",
            "user_properties",
            "userProperties");

    /** What Firestore and DynamoDB name the type of a value by, in an object of this one field. */
    private static final Set<String> TYPES = Set.of(
            "stringValue",
            "integerValue",
            "doubleValue",
            "booleanValue",
            "timestampValue",
            "nullValue",
            "S",
            "N",
            "BOOL",
            "NULL");

    private static final Pattern TYPE = Pattern.compile("(\\.\\$[A-Za-z]+)+$|\\.(?:" + String.join("|", TYPES) + ")$");

    /** What tells a column from another of the same name. */
    private static final Pattern TWIN = Pattern.compile(" [2-9]$");

    /** What says how a number is to be written, or that it need not be. */
    private static final Pattern IN_FORM = Pattern.compile(
            "\\s*\\([^()]*\\b(?:country|code|international|e\\.?164|optional|required|mobile|cell)\\b[^()]*\\)$",
            Pattern.CASE_INSENSITIVE);

    /** What Mixpanel and Amplitude write before the names of a person's own columns. */
    private static final Pattern OWNER = Pattern.compile("^(?:\\$|[gu]p:)(?=.)");

    private static final Pattern WRAPPER =
            Pattern.compile("^(?:\\$properties\\.\\$?|(?:" + String.join("|", WRAPPERS) + ")\\.)(?=.)");

    private KnownNames() {}

    /** The attribute that a column of this name probably is; empty for a name that says nothing. */
    public static Optional<String> attribute(String column) {
        String unwrapped = withoutWrapper(column);
        String own = OWNER.matcher(unwrapped).replaceFirst("");
        if (!own.equals(unwrapped) && OTHERS.containsKey(own)) {
            return Optional.of(own);
        }
        String bare = IN_FORM.matcher(NamedZone.without(own)).replaceFirst("");
        String plain = plain(bare);
        return isNestedAddress(column)
                ? Optional.of("email")
                : Role.nearest(bare)
                        .or(() -> OTHERS.entrySet().stream()
                                .filter(entry -> isAmong(entry.getValue(), plain))
                                .map(Map.Entry::getKey)
                                .findFirst());
    }

    /** What a column says of the consent to messages; empty for nothing. */
    public static Optional<ConsentName> consent(String column) {
        return ConsentPaths.of(TWIN.matcher(withoutWrapper(column)).replaceFirst(""));
    }

    /** A path without what MongoDB, Firestore and DynamoDB wrap around values, such as {@code .$date}, and without what holds it, such as Segment's {@code traits}. */
    public static String withoutWrapper(String column) {
        return TYPE.matcher(WRAPPER.matcher(column).replaceFirst("")).replaceFirst("");
    }

    /** Whether a field holds what is known of people; Mixpanel's has a sign before its name. */
    static boolean isWrapper(String field) {
        return WRAPPERS.contains(field) || field.equals("$properties");
    }

    /** Whether an object that has one field of this name says the type of its value by it. */
    static boolean isType(String field) {
        return field.startsWith("$") || TYPES.contains(field);
    }

    /** Whether a field says that its value is null, by its type. */
    static boolean isNullType(String field) {
        return field.equals("nullValue") || field.equals("NULL");
    }

    /** Whether a column's values are texts of numbers by the type that is beside them. */
    public static boolean isTypedNumber(String column) {
        return column.contains(".$number") || column.endsWith(".N") || column.endsWith(".integerValue");
    }

    /** Whether a plain name, small letters alone, is one of an e-mail address. */
    static boolean isEmail(String plain) {
        return plain.equals("email") || isAmong(OTHERS.getOrDefault("email", List.of()), plain);
    }

    /** Whether a column is an address inside a list or an object that is named for it. */
    public static boolean isNestedAddress(String column) {
        return NestedAddress.isPath(column);
    }

    private static boolean isAmong(List<String> names, String plain) {
        return names.stream().anyMatch(name -> plain(name).equals(plain));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
