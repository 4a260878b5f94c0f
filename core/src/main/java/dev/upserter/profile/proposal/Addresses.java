package dev.upserter.profile.proposal;

import dev.upserter.profile.Column;
import dev.upserter.profile.KnownNames;
import dev.upserter.profile.Look;
import dev.upserter.profile.Profile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides which addresses become {@code email} that a column's name does not call so. Stateless. */
final class Addresses {
    static final String FIRST = "the first of the list";

    static final String ONLY = "the only addresses that differ in all rows; take it out if they are those of others";

    private static final Pattern OF_OTHERS = Pattern.compile(
            "manager|owner|refer|agent|host|seller|parent|emergency|assistant|supervis|boss|created|updated|modified|(?:^|[^a-z])(?:by|rep|from|reply|cc)(?:[^a-z]|$)",
            Pattern.CASE_INSENSITIVE);

    private Addresses() {}

    /** The columns without nested addresses that are not needed, and without what is wrapped around the one that is. */
    static List<Column> chosen(Profile profile, List<Column> columns) {
        Optional<Column> nested = profile.columns().stream().anyMatch(Addresses::isPlain)
                ? Optional.empty()
                : columns.stream()
                        .filter(column -> KnownNames.isNestedAddress(column.name()))
                        .filter(column -> column.mostly() == Look.EMAIL)
                        .findFirst();
        return columns.stream()
                .filter(column -> !KnownNames.isNestedAddress(column.name())
                        || nested.filter(column::equals).isPresent())
                .filter(column -> nested.isEmpty() || !isAround(column))
                .toList();
    }

    /** The column of addresses that no row repeats, if there is one such, and none is called an address of the person. */
    static Optional<Column> only(Profile profile, Column identifier) {
        List<Column> all = profile.columns().stream()
                .filter(column -> column.mostly() == Look.EMAIL)
                .toList();
        List<Column> differing = all.stream()
                .filter(column -> column.distinctIsExact() && column.repeated() == 0)
                .toList();
        boolean isClear = identifier.mostly() != Look.EMAIL
                && differing.size() == 1
                && all.stream().noneMatch(column -> isNamedEmail(column) || KnownNames.isNestedAddress(column.name()));
        return differing.stream()
                .filter(column -> isClear && !OF_OTHERS.matcher(column.name()).find())
                .findFirst();
    }

    private static boolean isPlain(Column column) {
        return column.mostly() == Look.EMAIL && !KnownNames.isNestedAddress(column.name()) && isNamedEmail(column);
    }

    private static boolean isAround(Column column) {
        return (column.mostly() == Look.LIST || column.mostly() == Look.OBJECT) && isNamedEmail(column);
    }

    private static boolean isNamedEmail(Column column) {
        return KnownNames.withoutWrapper(column.name()).equals("email")
                || KnownNames.attribute(column.name()).filter("email"::equals).isPresent();
    }
}
