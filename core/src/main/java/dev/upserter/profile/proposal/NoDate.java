package dev.upserter.profile.proposal;

import dev.upserter.profile.Apostrophes;
import dev.upserter.profile.Column;
import dev.upserter.profile.Look;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Leaves out dates that stand for none, such as 1900-01-01. Stateless. */
final class NoDate {
    private NoDate() {}

    /** The proposal with a condition on the values of a column; false is no date, so that "and" is all it takes. */
    static Proposal without(Column column, Proposal proposal) {
        List<String> none = column.dates().none();
        String field = Apostrophes.field(column);
        Stream<String> said = column.count(Look.EMPTY) > 0 ? Stream.of(field + " != blank") : Stream.of();
        String condition = Stream.concat(said, none.stream().map(date -> field + " != '" + date + "'"))
                .collect(Collectors.joining(" and "));
        return Conditions.with(proposal, proposal.keys().stream(), condition)
                .withNote(String.join(", ", none) + (none.size() == 1 ? " stands" : " stand") + " for no date");
    }
}
