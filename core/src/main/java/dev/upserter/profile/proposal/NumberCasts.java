package dev.upserter.profile.proposal;

import dev.upserter.profile.Column;
import dev.upserter.profile.KnownNames;
import dev.upserter.profile.Look;
import dev.upserter.profile.NumberForms;
import dev.upserter.profile.Profile;
import dev.upserter.profile.TextForms;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Proposes which texts become numbers. What only looks like numbers, such as codes and numbers of documents, stays a text. */
final class NumberCasts {
    private static final Pattern NO_AMOUNT = Pattern.compile(
            "version|zip|plz|post.?(code|al)|phone|mobile|\\bid\\b|_id|\\bno\\b(?! of)|number(?! of)|\\bip\\b",
            Pattern.CASE_INSENSITIVE);

    /** The sign before the fraction of numbers; empty where it is not known. */
    private final String decimal;

    NumberCasts(Profile profile) {
        decimal = decimal(profile);
    }

    /** The keys of the rule; none where the values stay texts. */
    List<Proposal.Key> of(Column column) {
        TextForms texts = column.texts();
        boolean isAmount = isAmount(column);
        if (isCode(column) || areMixed(column)) {
            return List.of();
        }
        List<Proposal.Key> shares = shares(column);
        if (!shares.isEmpty()) {
            return shares;
        }
        boolean plain = Casts.isAll(column, texts.numbers().plain());
        boolean isGrouped = isGrouped(column);
        if (plain && !isGrouped) {
            return isAmount || column.count(Look.NUMBER_TEXT) > 0
                    ? List.of(Casts.key("as", "number", column, texts.numbers().plain(), ""))
                    : List.of();
        }
        String sign = isGrouped ? isAmount ? decimal : "" : sign(column);
        if (sign.isEmpty()) {
            return List.of();
        }
        long some = sign.equals(".") ? texts.numbers().point() : texts.numbers().comma();
        Proposal.Key as = Casts.key("as", "number", column, some, "");
        return List.of(as, new Proposal.Key("decimal", sign, isGrouped ? "as in other columns" : ""));
    }

    /** Whether a column holds amounts in several currencies, and little else. */
    static boolean areMixed(Column column) {
        NumberForms numbers = column.texts().numbers();
        return numbers.areMixed() && Casts.isAll(column, Math.max(numbers.point(), numbers.comma()));
    }

    /** Numbers with a percent sign; a whole one needs no sign before its fraction. */
    private static List<Proposal.Key> shares(Column column) {
        long point = column.texts().numbers().pointShares();
        long comma = column.texts().numbers().commaShares();
        long some = Math.max(point, comma);
        if (!Casts.isAll(column, some)) {
            return List.of();
        }
        var keys = new ArrayList<>(List.of(Casts.key("as", "number", column, some, "5% is 0.05")));
        keys.add(new Proposal.Key("percent", "true", ""));
        if (point != comma) {
            keys.add(new Proposal.Key("decimal", point > comma ? "." : ",", ""));
        }
        return keys;
    }

    /** The sign before the fraction, where only one of the two can be it; empty otherwise. */
    private static String sign(Column column) {
        boolean point = Casts.isAll(column, column.texts().numbers().point());
        boolean comma = Casts.isAll(column, column.texts().numbers().comma());
        return point == comma ? "" : point ? "." : ",";
    }

    private static boolean isAmount(Column column) {
        return AmountNames.isAmount(column.name()) || KnownNames.isTypedNumber(column.name());
    }

    private static boolean isCode(Column column) {
        return NO_AMOUNT.matcher(KnownNames.withoutWrapper(column.name())).find()
                || column.leadingZeros() > 0
                || Casts.namesLists(column);
    }

    /** Whether each point or comma is before three digits: 1.299 may be a little more than one, or more than a thousand. */
    private static boolean isGrouped(Column column) {
        long grouped = column.texts().numbers().grouped();
        return grouped > 0
                && grouped == column.count(Look.NUMBER_TEXT)
                && Casts.isAll(column, column.texts().numbers().point())
                && Casts.isAll(column, column.texts().numbers().comma());
    }

    /** Whether it holds numbers of which no column of amounts shows what their points or commas mean. */
    boolean isUnclear(Column column) {
        return (decimal.isEmpty() || !isAmount(column)) && isGrouped(column) && !isCode(column);
    }

    /** The sign before the fraction in all columns of amounts that show one; empty if there is none, or they differ. */
    private static String decimal(Profile profile) {
        List<String> signs = profile.columns().stream()
                .filter(column -> !isCode(column) && column.dates().values() == 0)
                .filter(column -> isAmount(column)
                        || column.texts().numbers().comma()
                                > column.texts().numbers().plain())
                .map(NumberCasts::sign)
                .filter(sign -> !sign.isEmpty())
                .distinct()
                .toList();
        return signs.size() == 1 ? signs.getFirst() : "";
    }
}
