package dev.upserter.profile.proposal;

import dev.upserter.profile.Column;
import dev.upserter.profile.KnownNames;
import dev.upserter.profile.Look;
import dev.upserter.profile.Profile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which addresses become {@code email} that a column's name does not call so. Stateless. */
final class Addresses {
    static final String FIRST = "the first of the list";

    static final String ONLY = "the only addresses that differ in all rows. Take it out if they are those of others";

    /** Of so many rows, one may have no address. */
    private static final int NEARLY = 10;

    private static final Pattern OF_USER =
            Pattern.compile("user[ _.-]?e?-?mail(?:[ _-]?address)?", Pattern.CASE_INSENSITIVE);

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
        boolean isClear = identifier.mostly() != Look.EMAIL
                && all.stream().noneMatch(column -> isNamedEmail(column) || KnownNames.isNestedAddress(column.name()));
        return isClear ? best(differing(profile).toList(), profile.rows()) : Optional.empty();
    }

    /** The only one; among several that of the user, or the one that nearly all rows have and none of the others. */
    private static Optional<Column> best(List<Column> differing, long rows) {
        List<Column> own = differing.stream()
                .filter(column -> !OF_OTHERS.matcher(column.name()).find())
                .toList();
        if (differing.size() == 1) {
            return own.stream().findFirst();
        }
        List<Column> filled = own.stream()
                .filter(column -> column.values() * NEARLY >= rows * (NEARLY - 1))
                .toList();
        boolean isAlone = filled.size() == 1
                && differing.stream().allMatch(column -> filled.contains(column) || column.values() * 2 < rows);
        return own.stream()
                .filter(column -> OF_USER.matcher(column.name()).matches() && column.values() == rows)
                .findFirst()
                .or(() -> filled.stream().filter(column -> isAlone).findFirst());
    }

    /** What is said of the address that becomes {@code email}: which other columns have some. */
    static String note(Profile profile, Column chosen) {
        String others = differing(profile)
                .filter(column -> !column.equals(chosen))
                .map(Column::name)
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? ONLY : "other addresses are in " + others + ". Take the one that messages go to";
    }

    /** The columns of addresses that no row repeats. */
    private static Stream<Column> differing(Profile profile) {
        return profile.columns().stream()
                .filter(column -> column.mostly() == Look.EMAIL)
                .filter(column -> column.distinctIsExact() && column.repeated() == 0);
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
