package dev.upserter.profile.proposal;

import java.util.regex.Pattern;

/** Names of columns that hold amounts. Stateless. */
final class AmountNames {
    private static final Pattern AMOUNT = Pattern.compile(
            "total|count|orders|amount|spen[dt]|revenue|umsatz|betrag|preis|volume|balance|price|sum\\b|\\bltv\\b|lifetime|score|sessions|visits"
                    + "|points|quantity|\\b(?:number|no) of\\b|\\bnum_",
            Pattern.CASE_INSENSITIVE);

    private AmountNames() {}

    /** Whether a name is one of an amount. */
    static boolean isAmount(String name) {
        return AMOUNT.matcher(name).find();
    }
}
