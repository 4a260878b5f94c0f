package dev.upserter.profile;

import dev.upserter.guard.value.Emails;
import dev.upserter.json.JsonValue;
import dev.upserter.json.Nested;
import dev.upserter.json.ValueKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The e-mail address inside a list or an object whose field is named for it, as Meteor's {@code emails[0].address}. What
 * is named otherwise, such as the contacts of a person, may be the addresses of others. Stateless.
 */
final class NestedAddress {
    private static final int LONGEST = 20_000;
    private static final Set<String> OTHERS = Set.of("usermail", "useremail", "mailaddress");
    private static final Pattern PATH = Pattern.compile("(.+?)(?:\\[0])?(?:\\.[^.\\[\\]]+)?");
    private static final Pattern PLAIN = Pattern.compile("[^.\\[\\]]+");

    private NestedAddress() {}

    /**
     * An address.
     *
     * @param path from the field's value to it, such as {@code [0].address}
     */
    record Found(String path, JsonValue address) {}

    /** The first address in the value of a field; empty where there is none. */
    static Optional<Found> in(String name, JsonValue value) {
        if (value.length() > LONGEST || !isNamedForIt(name)) {
            return Optional.empty();
        }
        return value.kind() == ValueKind.OBJECT
                ? inObject(value, "")
                : Nested.element(value, 0)
                        .flatMap(first ->
                                isAddress(first) ? Optional.of(new Found("[0]", first)) : inObject(first, "[0]"));
    }

    /** Whether a column is what such a path leads to. */
    static boolean isPath(String column) {
        var path = PATH.matcher(column);
        return path.matches() && path.end(1) < column.length() && isNamedForIt(path.group(1));
    }

    private static Optional<Found> inObject(JsonValue object, String path) {
        List<String> names = object.kind() == ValueKind.OBJECT ? Nested.names(object) : List.of();
        for (String name : names) {
            Optional<JsonValue> address = Nested.find(object, name).filter(NestedAddress::isAddress);
            if (address.isPresent() && PLAIN.matcher(name).matches()) {
                return Optional.of(new Found(path + "." + name, address.get()));
            }
        }
        return Optional.empty();
    }

    private static boolean isAddress(JsonValue value) {
        return value.kind() == ValueKind.TEXT
                && Emails.isValid(Padding.without(value).text());
    }

    private static boolean isNamedForIt(String name) {
        String plain = KnownNames.withoutWrapper(name).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        String one = plain.replaceFirst("mails$", "mail").replaceFirst("addresses$", "address");
        return KnownNames.isEmail(one) || OTHERS.contains(one);
    }
}
