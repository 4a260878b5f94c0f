package dev.upserter.profile.proposal;

import dev.upserter.profile.Column;
import dev.upserter.profile.KnownNames;
import dev.upserter.profile.Look;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Columns whose values only some rows wrap, as {@code {"$numberLong": …}} wraps large numbers alone. Two rules fill one
 * attribute then. Stateless.
 */
final class Wrapped {
    /** Paths that a condition can have in quotes. */
    private static final Pattern IN_PATH = Pattern.compile("[^'\\\\{}]+");

    private Wrapped() {}

    /** Whether a condition can name a column. */
    static boolean canBeQuoted(Column column) {
        return IN_PATH.matcher(column.name()).matches();
    }

    /** Such columns, each with all that is wrapped in it. The innermost is the first, since a value may be wrapped twice. */
    static Map<Column, List<Column>> of(List<Column> columns) {
        var wrapped = new LinkedHashMap<Column, List<Column>>();
        columns.stream()
                .filter(Wrapped::canBeQuoted)
                .sorted(Comparator.comparingInt(column -> -column.name().length()))
                .forEach(column -> {
                    List<Column> inner = columns.stream()
                            .filter(other -> other.name().startsWith(column.name() + ".$"))
                            .toList();
                    List<Column> types = inner.stream()
                            .filter(other -> KnownNames.withoutWrapper(other.name())
                                    .equals(KnownNames.withoutWrapper(column.name())))
                            .toList();
                    if (!inner.isEmpty()) {
                        wrapped.put(column, types.isEmpty() ? inner.subList(0, 1) : types);
                    }
                });
        return wrapped;
    }

    /**
     * Adds the rule for what is not wrapped. Those for what is wrapped come before it, and hold from now on only where it is
     * wrapped.
     */
    static void add(Map<Column, Proposal> proposals, Column column, List<Column> inner, Casts casts) {
        Proposal first = Objects.requireNonNull(proposals.get(inner.getFirst()), "each other column has a proposal");
        if (first.to().equals(Consents.UNSUBSCRIBED)) {
            proposals.put(column, new Proposal(column.name(), casts.of(column)));
            return;
        }
        for (Column one : inner) {
            Proposal proposal = Objects.requireNonNull(proposals.get(one), "each other column has a proposal");
            proposals.put(
                    one, proposal.to().equals(Consents.UNSUBSCRIBED) ? proposal : where(one, proposal, first.to()));
        }
        proposals.put(column, new Proposal(first.to(), casts.of(column)));
    }

    /** What is compared may be a text that says false, such as 0. */
    private static Proposal where(Column inner, Proposal proposal, String to) {
        var same = new Proposal(to, proposal.template(), proposal.keys(), proposal.note());
        if (isConditional(proposal)) {
            return same;
        }
        String field = "row['" + inner.name().replace(".", "']['") + "']";
        return Conditions.with(
                same,
                same.keys().stream(),
                field + " != blank" + (inner.count(Look.BOOLEAN) > 0 ? " or " + field + " == false" : ""));
    }

    /** Gives rules other names than that of an earlier one that always holds. */
    static void rename(Map<Column, Proposal> proposals) {
        var closed = new HashSet<String>();
        proposals.replaceAll((column, proposal) -> {
            String to = proposal.to();
            for (int twin = 1; closed.contains(to); twin++) {
                to = column.name() + (twin == 1 ? "" : " " + twin);
            }
            if (!isConditional(proposal)) {
                closed.add(to);
            }
            return new Proposal(to, proposal.template(), proposal.keys(), proposal.note());
        });
    }

    private static boolean isConditional(Proposal proposal) {
        return proposal.keys().stream().anyMatch(key -> key.name().equals("when"));
    }
}
