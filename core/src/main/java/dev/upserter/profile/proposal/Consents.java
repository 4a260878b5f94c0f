package dev.upserter.profile.proposal;

import dev.upserter.operation.ConsentName;
import dev.upserter.profile.Apostrophes;
import dev.upserter.profile.Column;
import dev.upserter.profile.KnownNames;
import dev.upserter.profile.Look;
import dev.upserter.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds out which columns tell who is unsubscribed: who has opted out by any of them. Stateless. */
final class Consents {
    private static final String UNSUBSCRIBED = "unsubscribed";
    private static final String NOT_ASKED = "who has not consented is unsubscribed";
    private static final int HALF = 2;

    /** Words and names that a template can have in quotes. */
    private static final Pattern QUOTABLE = Pattern.compile("[^'|\\\\{}\\[\\]]+");

    private static final Pattern PAID = Pattern.compile("subscri|suscri|abonn", Pattern.CASE_INSENSITIVE);

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
        List<Column> times = columns.stream().filter(Consents::isTime).toList();
        List<Told> together = all.stream()
                .filter(told -> QUOTABLE.matcher(told.column().name()).matches())
                .toList();
        boolean isOne = together.isEmpty() || together.size() + times.size() < 2;
        Told first = first(isOne ? all : together);
        List<Column> used = isOne
                ? List.of(first.column())
                : Stream.concat(together.stream().map(Told::column), times.stream())
                        .toList();
        Proposal rule = isOne ? single(first) : combined(together, times);
        String others = names(all.stream().map(Told::column).filter(column -> !used.contains(column)));
        String unsure = names(used.stream().filter(column -> used.size() > 1 && maySayPaid(column)));
        return Map.of(first.column(), rule.withNote(note(used, others, unsure)));
    }

    /** Whether a column has the dates at which people wanted no more messages. */
    static boolean isTime(Column column) {
        return KnownNames.consent(column.name())
                        .filter(name -> name != ConsentName.CONSENT)
                        .isPresent()
                && QUOTABLE.matcher(column.name()).matches()
                && !column.name().contains(".")
                && (Casts.isAll(column, column.dates().values()) || isTimeOrWord(column));
    }

    /** Whether the name says so and the rest is words, such as never. */
    private static boolean isTimeOrWord(Column column) {
        return KnownNames.consent(column.name())
                        .filter(name -> name == ConsentName.OPT_OUT_TIME)
                        .isPresent()
                && column.dates().values() > 0
                && column.count(Look.TEXT) + column.count(Look.DATE) == column.values();
    }

    /** A condition that a date fulfils, and no word for no value, such as {@code -}, never and {@code 0000-00-00}. */
    static String isDate(Column time) {
        Stream<String> parts = time.dates().hasShortYears()
                ? IntStream.rangeClosed(1, 9).mapToObj(String::valueOf)
                : Stream.of("19", "20");
        return parts.map(part -> Apostrophes.field(time) + " contains '" + part + "'")
                .collect(Collectors.joining(" or "));
    }

    /** The template of who has the time of an opt-out. */
    static String byTimes(List<Column> times) {
        return "{% if " + times.stream().map(Consents::isDate).collect(Collectors.joining(" or "))
                + " %}true{% else %}false{% endif %}";
    }

    private static Told first(List<Told> all) {
        return Stream.<Predicate<Told>>of(
                        told -> told.column().name().equals(UNSUBSCRIBED),
                        Told::isOptOut,
                        told -> ConsentName.namesMessages(told.column().name()))
                .flatMap(best -> all.stream().filter(best).limit(1))
                .findFirst()
                .orElse(all.getFirst());
    }

    private static String names(Stream<Column> columns) {
        return columns.map(Column::name).collect(Collectors.joining(", "));
    }

    /** Whether a name may be that of a paid subscription. */
    private static boolean maySayPaid(Column column) {
        return PAID.matcher(column.name()).find()
                && !ConsentName.namesMessages(column.name())
                && KnownNames.consent(column.name())
                        .filter(name -> name == ConsentName.CONSENT)
                        .isPresent();
    }

    private static String note(List<Column> used, String others, String unsure) {
        String any = used.size() < 2 ? "" : "who has opted out by any of " + names(used.stream());
        String not = others.isEmpty() ? "" : "not by " + others + ", which may say otherwise";
        String paid = unsure.isEmpty() ? "" : "take out " + unsure + " if it is about a paid subscription";
        return Stream.of(any, not, paid).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    private static Optional<Told> told(Column column, boolean isWithoutRows) {
        Optional<ConsentName> name =
                KnownNames.consent(column.name()).filter(found -> found != ConsentName.OPT_OUT_TIME);
        boolean isOptOut = name.filter(found -> found == ConsentName.OPT_OUT).isPresent();
        if (isWithoutRows) {
            return name.map(found -> plain(column, isOptOut, 0));
        }
        long values = column.values() - column.nullWords();
        Map<String, Long> words = new LinkedHashMap<>(column.texts().words());
        var said = ConsentWords.Said.of(words);
        if (said.isEmpty() || said.isPlain()) {
            boolean isTold = name.isPresent() && column.truths() > 0 && column.truths() * HALF >= values;
            return isTold ? Optional.of(plain(column, isOptOut, column.values() - column.truths())) : Optional.empty();
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

    /** By the words that {@code as: boolean} knows. */
    private static Told plain(Column column, boolean isOptOut, long odd) {
        List<String> yes = ConsentWords.TRUE.stream().sorted().toList();
        List<String> no = ConsentWords.FALSE.stream().sorted().toList();
        return new Told(column, isOptOut, true, isOptOut ? yes : no, isOptOut ? no : yes, odd);
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
    private static Proposal combined(List<Told> columns, List<Column> times) {
        var values = new StringBuilder();
        var isOut = new ArrayList<String>();
        var isIn = new ArrayList<String>();
        var isThere = new ArrayList<String>();
        for (Told told : columns) {
            String field = Apostrophes.field(told.column());
            String value = "v" + isThere.size();
            values.append("{% assign ").append(value).append(" = ").append(field);
            values.append(" | default: '', allow_false: true | strip | downcase | prepend: '|' | append: '|' %}");
            isOut.add("'" + joined(told.out()) + "' contains " + value);
            isIn.add("'|" + joined(told.in()) + "' contains " + value);
            isThere.add(Apostrophes.isSaid(told.column()));
        }
        for (Column time : times) {
            isOut.add(isDate(time));
            isThere.add(isDate(time));
        }
        String cases = "{% if " + String.join(" or ", isOut) + " %}true{% elsif " + String.join(" and ", isIn)
                + " %}false{% else %}neither{% endif %}";
        long odd = columns.stream().mapToLong(Told::odd).max().orElse(0);
        return new Proposal(
                UNSUBSCRIBED,
                values + cases,
                List.of(
                        new Proposal.Key("as", "boolean", Casts.odd(odd)),
                        new Proposal.Key("when", String.join(" or ", isThere), "")),
                "");
    }

    /** Words, each between bars. */
    private static String joined(List<String> words) {
        return words.stream()
                .filter(word -> QUOTABLE.matcher(word).matches())
                .distinct()
                .sorted()
                .map(word -> word + "|")
                .collect(Collectors.joining("", "|", ""));
    }
}
