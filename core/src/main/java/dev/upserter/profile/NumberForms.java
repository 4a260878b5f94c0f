package dev.upserter.profile;

import java.util.Set;

/**
 * How numbers in the texts of one column are written: how many values have which form.
 *
 * @param plain       numbers as JSON spells them
 * @param point       numbers as people write them, with a point before the fraction
 * @param comma       such numbers with a comma before the fraction
 * @param pointShares such numbers with a point before the fraction, and a percent sign
 * @param commaShares such numbers with a comma before the fraction, and a percent sign
 * @param grouped     numbers with three digits after a point or a comma, which may be thousands
 * @param currencies  the names of the currencies that some of them have
 */
public record NumberForms(
        long plain, long point, long comma, long pointShares, long commaShares, long grouped, Set<String> currencies) {
    public NumberForms {
        currencies = Set.copyOf(currencies);
    }

    /** Whether the numbers are amounts in several currencies, which cannot be compared. */
    public boolean areMixed() {
        return currencies.size() > 1;
    }
}
