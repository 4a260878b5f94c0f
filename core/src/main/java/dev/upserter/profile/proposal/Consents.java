package dev.upserter.profile.proposal;

import dev.upserter.operation.ConsentName;
import dev.upserter.profile.Apostrophes;
import dev.upserter.profile.Column;
import dev.upserter.profile.KnownNames;
import dev.upserter.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out which columns tell who is unsubscribed. An explicit opt-out takes precedence over a consent. Stateless. */
final class Consents {
    private static final String UNSUBSCRIBED = "unsubscribed";
    private static final String NOT_ASKED = "who has not consented is unsubscribed";
    private static final int HALF = 2;

    /** Words and names that a template can have in quotes. */
    private static final Pattern QUOTABLE = Pattern.compile("[^.'|\\\\{}]+");

    private Consents() {}

    /**
     * A column that tells it.
     *
     * @param isOptOut  whether it says who wants no messages, not only who asked for them
     * @param isPlain   whether {@code as: boolean} knows its words
     * @param odd       how many values say something else
     */
    private record Told(
            Column column, boolean isOptOut, boolean isPlain, List<String> out, List<String> in, long odd) {}

    /** The rule that fills {@code unsubscribed}, by the column before whose rule it stands; empty where no column tells it. */
    static Map<Column, Proposal> of(Profile profile, List<Column> columns) {
        List<Told> all = columns.stream()
                .map(column -> told(column, profile.rows() == 0))
                .flatMap(Optional::stream)
                .toList();
        boolean isTaken = columns.stream().anyMatch(column -> column.name().equals(UNSUBSCRIBED))
                && all.stream().noneMatch(told -> told.column().name().equals(UNSUBSCRIBED));
        if (all.isEmpty() || isTaken) {
            return Map.of();
        }
        List<Told> explicit = all.stream().filter(Told::isOptOut).toList();
        List<Told> together = explicit.stream()
                .filter(told -> QUOTABLE.matcher(told.column().name()).matches())
                .toList();
        Told first = first(all, explicit);
        boolean isOne = together.size() < 2 || !together.contains(first) || profile.rows() == 0;
        List<Told> used = isOne ? List.of(first) : together;
        Proposal rule = isOne ? single(first) : combined(together);
        return Map.of(first.column(), rule.withNote(others(all, used)));
    }

    private static Told first(List<Told> all, List<Told> explicit) {
        List<Told> best = explicit.isEmpty() ? all : explicit;
        return best.stream()
                .filter(told -> told.column().name().equals(UNSUBSCRIBED))
                .findFirst()
                .or(() -> best.stream()
                        .filter(told -> ConsentName.namesMessages(told.column().name()))
                        .filter(told -> explicit.isEmpty())
                        .findFirst())
                .orElse(best.getFirst());
    }

    private static String others(List<Told> all, List<Told> used) {
        String others = all.stream()
                .filter(told -> !used.contains(told))
                .map(told -> told.column().name())
                .collect(Collectors.joining(", "));
        String also = others.isEmpty() ? "" : "not by " + others + ", which may say otherwise";
        return used.size() < 2
                ? also
                : "who has opted out by any of "
                        + used.stream().map(told -> told.column().name()).collect(Collectors.joining(", "))
                        + (also.isEmpty() ? "" : "; " + also);
    }

    private static Optional<Told> told(Column column, boolean isWithoutRows) {
        Optional<ConsentName> name =
                KnownNames.consent(column.name()).filter(found -> found != ConsentName.OPT_OUT_TIME);
        boolean isOptOut = name.filter(found -> found == ConsentName.OPT_OUT).isPresent();
        if (isWithoutRows) {
            return name.map(found -> new Told(column, isOptOut, true, List.of(), List.of(), 0));
        }
        long values = column.values() - column.nullWords();
        Map<String, Long> words = new LinkedHashMap<>(column.texts().words());
        var said = ConsentWords.Said.of(words);
        if (said.isEmpty() || said.isPlain()) {
            boolean isTold = name.isPresent() && column.truths() > 0 && column.truths() * HALF >= values;
            return isTold
                    ? Optional.of(new Told(
                            column,
                            isOptOut,
                            true,
                            plain(ConsentWords.TRUE, ConsentWords.FALSE, isOptOut),
                            plain(ConsentWords.FALSE, ConsentWords.TRUE, isOptOut),
                            column.values() - column.truths()))
                    : Optional.empty();
        }
        long odd = said.others();
        boolean isTold = name.isPresent()
                ? (column.values() - odd) * HALF >= values
                : said.isClear() && said.yes().isEmpty() && said.no().isEmpty() && isNearlyAll(column, odd);
        return isTold
                ? Optional.of(new Told(
                        column,
                        isOptOut || said.isState(),
                        false,
                        said.unsubscribed(isOptOut),
                        said.subscribed(isOptOut),
                        odd))
                : Optional.empty();
    }

    /** What says subscribed of some and unsubscribed of others tells it, whatever else it says of the rest. */
    private static boolean isNearlyAll(Column column, long odd) {
        Map<String, Long> words = column.texts().words();
        return Casts.isAll(column, column.values() - odd)
                || words.containsKey("subscribed") && words.containsKey(UNSUBSCRIBED);
    }

    private static List<String> plain(Set<String> optOut, Set<String> consent, boolean isOptOut) {
        return (isOptOut ? optOut : consent).stream().sorted().toList();
    }

    private static Proposal single(Told told) {
        var keys = new ArrayList<Proposal.Key>();
        keys.add(new Proposal.Key("as", "boolean", Casts.odd(told.odd())));
        Optional<KnownWords.Pair> pair = KnownWords.yesNo(told.column());
        boolean isOpposite = !told.isOptOut() && (told.isPlain() || pair.isPresent());
        if (pair.isPresent()) {
            keys.addAll(pair.get().keys());
        } else if (!told.isPlain()) {
            keys.add(Proposal.Key.words("trueWords", told.out()));
            keys.add(Proposal.Key.words("falseWords", told.in()));
        }
        if (isOpposite) {
            keys.add(new Proposal.Key("not", "true", NOT_ASKED));
        }
        return new Proposal(UNSUBSCRIBED, keys);
    }

    /** True where any of the columns says so, false where none does; what says something else rejects its row. */
    private static Proposal combined(List<Told> columns) {
        var text = new StringBuilder();
        text.append("{% assign out = '").append(joined(columns.stream().flatMap(told -> told.out().stream())));
        text.append("' %}{% assign in = '|").append(joined(columns.stream().flatMap(told -> told.in().stream())));
        text.append("' %}");
        var isOut = new ArrayList<String>();
        var isIn = new ArrayList<String>();
        var isThere = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            String field = Apostrophes.field(columns.get(i).column());
            text.append("{% assign v").append(i).append(" = ").append(field);
            text.append(" | default: '', allow_false: true | strip | downcase | prepend: '|' | append: '|' %}");
            isOut.add("out contains v" + i);
            isIn.add("in contains v" + i);
            isThere.add(field + " != nil");
        }
        text.append("{% if ").append(String.join(" or ", isOut)).append(" %}true");
        text.append("{% elsif ").append(String.join(" and ", isIn)).append(" %}false");
        text.append("{% else %}neither{% endif %}");
        long odd = columns.stream().mapToLong(Told::odd).max().orElse(0);
        return new Proposal(
                UNSUBSCRIBED,
                text.toString(),
                List.of(
                        new Proposal.Key("as", "boolean", Casts.odd(odd)),
                        new Proposal.Key("when", String.join(" or ", isThere), "")),
                "");
    }

    private static String joined(Stream<String> words) {
        return words.filter(word -> QUOTABLE.matcher(word).matches())
                .distinct()
                .sorted()
                .collect(Collectors.joining("|", "|", "|"));
    }
}
