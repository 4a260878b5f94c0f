package dev.upserter.profile.proposal;

import dev.upserter.operation.AttributeName;
import dev.upserter.profile.Column;
import dev.upserter.profile.DateNames;
import dev.upserter.profile.NamedZone;
import java.util.List;
import java.util.regex.Pattern;

/** Proposes what becomes of days that a spreadsheet has written as the numbers by which it counts them. Stateless. */
final class SerialCasts {
    private static final String NOTE = "days as spreadsheets count them";

    /** Of numbers of days, which are not days themselves. */
    private static final Pattern COUNTED =
            Pattern.compile("days|weeks|months|hours|minutes|seconds|\\bnum", Pattern.CASE_INSENSITIVE);

    private SerialCasts() {}

    /** Whether the values of a column are such days, by its name, too. */
    static boolean areDays(Column column) {
        return Casts.isAll(column, column.serials())
                && !AmountNames.isAmount(column.name())
                && !COUNTED.matcher(column.name()).find()
                && (Casts.namesMoment(column)
                        || AttributeName.namesBirth(column.name())
                        || DateNames.namesDay(column.name()));
    }

    static List<Proposal.Key> of(Column column) {
        var unit = new Proposal.Key("unit", "excel", NOTE);
        if (Casts.isDay(column)) {
            return List.of(Casts.key("as", "date", column, column.serials(), Casts.DAY_NOTE), unit);
        }
        NamedZone zone = NamedZone.of(column.name());
        return List.of(
                Casts.key("as", "unix", column, column.serials(), ""),
                unit,
                new Proposal.Key("zone", zone.zone(), zone.note()));
    }
}
