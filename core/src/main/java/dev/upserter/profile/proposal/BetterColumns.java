package dev.upserter.profile.proposal;

import dev.upserter.profile.Column;
import dev.upserter.profile.KnownNames;
import dev.upserter.profile.Profile;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds columns that say the same as another, and better. Stateless. */
final class BetterColumns {
    private static final Pattern WORK = Pattern.compile("work", Pattern.CASE_INSENSITIVE);
    private static final Pattern REGION = Pattern.compile("UTC|[A-Z][A-Za-z]+/[A-Za-z_/+-]+\\d*");

    private BetterColumns() {}

    /**
     * Whether another column is the better one for an attribute: it is a region, as Zendesk's iana_time_zone, a phone that is not
     * that of the work, or the same time with its zone, as WooCommerce's date_created_gmt.
     */
    static boolean isThere(String attribute, Column column, Profile profile) {
        return switch (attribute) {
            case "timezone" -> !isRegion(column) && isAny(attribute, column, profile, BetterColumns::isRegion);
            case "phone" -> isOfWork(column) && isAny(attribute, column, profile, other -> !isOfWork(other));
            default ->
                profile.columns().stream()
                        .anyMatch(other -> other.name().equalsIgnoreCase(column.name() + "_gmt")
                                || other.name().equalsIgnoreCase(column.name() + "_utc"));
        };
    }

    private static boolean isAny(String attribute, Column column, Profile profile, Predicate<Column> isBetter) {
        return profile.columns().stream()
                .filter(other -> !other.equals(column) && isBetter.test(other))
                .anyMatch(other -> KnownNames.attribute(other.name())
                        .filter(attribute::equals)
                        .isPresent());
    }

    private static boolean isOfWork(Column column) {
        return WORK.matcher(column.name()).find();
    }

    private static boolean isRegion(Column column) {
        return !column.examples().isEmpty() && column.examples().stream().allMatch(REGION.asMatchPredicate());
    }
}
