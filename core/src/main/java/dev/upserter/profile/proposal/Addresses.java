package dev.upserter.profile.proposal;

import dev.upserter.profile.Column;
import dev.upserter.profile.KnownNames;
import dev.upserter.profile.Look;
import dev.upserter.profile.Profile;
import java.util.List;
import java.util.Optional;

/** Decides whether an address inside a list or an object becomes {@code email}. Stateless. */
final class Addresses {
    static final String FIRST = "the first of the list";

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
