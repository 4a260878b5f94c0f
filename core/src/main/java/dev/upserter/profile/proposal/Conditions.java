package dev.upserter.profile.proposal;

import dev.upserter.profile.Apostrophes;
import dev.upserter.profile.Column;
import dev.upserter.profile.Look;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Adds to a rule the condition under which it holds, so that what says nothing rejects no row. Stateless. */
final class Conditions {
    /** Names that a condition can have in quotes. */
    private static final Pattern IN_ROW = Pattern.compile("[^.'\\\\{}]+");

    private Conditions() {}

    /** An empty text, as JSON has it, can be made nothing. */
    static Proposal withoutEmpty(Column column, Proposal proposal) {
        boolean hasCondition = proposal.keys().stream()
                        .anyMatch(key -> Set.of("when", "default").contains(key.name()))
                || proposal.template().contains("| default:");
        boolean isOpen = !proposal.keys().isEmpty()
                && !hasCondition
                && IN_ROW.matcher(column.name()).matches();
        if (isOpen
                && OptOutTimes.isTime(column)
                && column.dates().values() > 0
                && (column.values() > column.dates().values() || column.dates().unlikely() > 0)) {
            return dates(column, proposal);
        }
        if (isOpen && OptOutTimes.isTime(column) && OptOutTimes.hasNone(column)) {
            return with(
                    proposal,
                    proposal.keys().stream(),
                    OptOutTimes.areSaid(List.of(column)).getFirst());
        }
        if (isOpen
                && !column.dates().none().isEmpty()
                && Casts.isAll(column, column.dates().values())) {
            return NoDate.without(column, proposal);
        }
        return isOpen && column.count(Look.EMPTY) > 0
                ? with(proposal, proposal.keys().stream(), Apostrophes.isSaid(column))
                : proposal;
    }

    /** Words for no value in a column of opt-outs are no reason to reject their rows. */
    private static Proposal dates(Column column, Proposal proposal) {
        Stream<Proposal.Key> keys = proposal.keys().stream()
                .map(key -> key.name().equals("as")
                        ? new Proposal.Key(key.name(), key.value(), "where it is a date")
                        : key);
        return with(proposal, keys, OptOutTimes.isDate(column));
    }

    static Proposal with(Proposal proposal, Stream<Proposal.Key> keys, String condition) {
        return new Proposal(
                proposal.to(),
                proposal.template(),
                Stream.concat(keys, Stream.of(new Proposal.Key("when", condition, "")))
                        .toList(),
                proposal.note());
    }
}
