package dev.upserter.profile.proposal;

import dev.upserter.operation.text.ConsentName;
import dev.upserter.profile.Column;
import dev.upserter.profile.KnownNames;
import dev.upserter.profile.Look;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Columns in which any entry says that somebody opted out, such as the reason that was given. */
final class OptOutReasons {
    private OptOutReasons() {}

    /** Whether each entry of a column is an opt-out by its name: a reason, or what somebody left. */
    static boolean areIn(Column column) {
        var said = ConsentWords.Said.of(column.texts().words(), Optional.empty());
        long others = column.values() - column.nullWords();
        String name = KnownNames.withoutWrapper(column.name());
        boolean areCodes = numbers(column) == column.values() && ConsentName.namesEntries(name);
        return ConsentName.namesReasons(name)
                && says(column, ConsentName.OPT_OUT)
                && column.values() > 0
                && (others == 0 || areCodes || column.booleans() * 2 < others)
                && column.dates().values() == 0
                && column.count(Look.TEXT) + column.count(Look.LIST) + numbers(column) == column.values()
                && said.in().isEmpty()
                && (areCodes || said.yes().isEmpty());
    }

    /** Whether the name of a column is one of these. */
    static boolean says(Column column, ConsentName... names) {
        return KnownNames.consent(column.name())
                .filter(List.of(names)::contains)
                .isPresent();
    }

    /** How many values are numbers. */
    static long numbers(Column column) {
        return Stream.of(Look.WHOLE_NUMBER, Look.WHOLE_NUMBER_TEXT, Look.NUMBER, Look.NUMBER_TEXT)
                .mapToLong(column::count)
                .sum();
    }
}
