package dev.upserter.profile.proposal;

import dev.upserter.operation.text.ConsentName;
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
import java.util.stream.Stream;

/** Finds out which columns tell who is unsubscribed: who has opted out by any of them. Stateless. */
final class Consents {
    static final String UNSUBSCRIBED = "unsubscribed";
    private static final String NOT_ASKED = "who has not consented is unsubscribed";
    private static final int HALF = 2;
    private static final int MANY = 4;

    /** Words and names that a template can have in quotes. */
    static final Pattern QUOTABLE = Pattern.compile("[^'|\\\\{}\\[\\]]+");

    private static final Pattern PAID = Pattern.compile("subscri|suscri|abonn", Pattern.CASE_INSENSITIVE);

    private Consents() {}

    /**
     * A column that tells it.
     *
     * @param isOptOut  whether it says who wants no messages, not only who asked for them
     * @param isPlain   whether {@code as: boolean} knows its words
     * @param isTick    whether it has nothing but a word for yes, and blanks, which then say no
     * @param odd       how many values say something else
     */
    private record Told(
            Column column,
            boolean isOptOut,
            boolean isPlain,
            boolean isTick,
            List<String> out,
            List<String> in,
            long odd) {

        /** Whether its name says that it tells it, and not only some of its words. */
        boolean isNamed() {
            return KnownNames.consent(column.name()).isPresent();
        }

        /** Whether it is a consent in which many values are neither yes nor no, as in codes from 1 on. */
        boolean isOfCodes() {
            return !isOptOut && isPlain && odd * MANY >= column.values();
        }

        /** Whether a blank unsubscribes. */
        boolean isOutByBlank() {
            return isTick && !isOptOut;
        }
    }

    /** The rule that fills {@code unsubscribed}, by the column before whose rule it stands; empty where no column tells it. */
    static Map<Column, Proposal> of(Profile profile, List<Column> columns) {
        List<Told> all = all(profile, columns);
        if (all.isEmpty() || isTaken(all, columns)) {
            return Map.of();
        }
        Choice choice = Choice.of(all, columns);
        List<Column> used = choice.used();
        Proposal rule = choice.isOne() ? single(choice.first()) : combined(choice.together(), choice.times());
        String others = names(all.stream().map(Told::column).filter(column -> !used.contains(column)));
        String unsure = names(used.stream().filter(column -> used.size() > 1 && maySayPaid(column)));
        String blank = names(all.stream()
                .filter(told -> told.isTick() && used.contains(told.column()))
                .map(Told::column));
        String silent = names(all.stream()
                .filter(told -> !told.isOptOut() && !told.isTick() && used.size() > 1 && used.contains(told.column()))
                .map(Told::column)
                .filter(column -> column.values() > 0 && column.values() < profile.rows()));
        return Map.of(
                choice.first().column(),
                rule.withNote(note(used, others, unsure, blank, silent, OptOutTimes.remarks(choice.times()))));
    }

    /** Columns whose blanks unsubscribe by the rule, since some rows have a tick there; with the number of blanks. */
    static Map<Column, Long> outByBlank(Profile profile, List<Column> columns) {
        List<Told> all = all(profile, columns);
        var found = new LinkedHashMap<Column, Long>();
        if (!all.isEmpty() && !isTaken(all, columns)) {
            List<Column> used = Choice.of(all, columns).used();
            all.stream()
                    .filter(told -> told.isOutByBlank() && used.contains(told.column()))
                    .forEach(told -> found.put(
                            told.column(), profile.rows() - told.column().values()));
        }
        return found;
    }

    /** Whether a column tells it inside of an object that is a column, too. */
    static boolean isInside(Profile profile, Column column) {
        return column.name().contains(".")
                && KnownNames.consent(column.name()).isPresent()
                && profile.columns().stream()
                        .anyMatch(outer ->
                                outer.count(Look.OBJECT) > 0 && column.name().startsWith(outer.name() + "."));
    }

    /** Whether a column tells by its name, beside another, that it is about post. */
    static boolean isOfPost(Column column, Profile profile) {
        return ConsentName.isOfPost(
                column.name(), profile.columns().stream().map(Column::name).toList());
    }

    private static List<Told> all(Profile profile, List<Column> columns) {
        return columns.stream()
                .filter(column -> !isOfPost(column, profile))
                .map(column -> told(column, profile.rows()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether a column that says something else has the name of the attribute. */
    private static boolean isTaken(List<Told> all, List<Column> columns) {
        return columns.stream().anyMatch(column -> column.name().equals(UNSUBSCRIBED))
                && all.stream().noneMatch(told -> told.column().name().equals(UNSUBSCRIBED));
    }

    /**
     * The columns that the rule asks.
     *
     * @param isOne    whether it asks only one, the first
     * @param together those that it asks otherwise, beside the times
     */
    private record Choice(boolean isOne, Told first, List<Told> together, List<Column> times) {
        static Choice of(List<Told> all, List<Column> columns) {
            List<Column> times = columns.stream().filter(OptOutTimes::isTime).toList();
            List<Told> quotable = all.stream()
                    .filter(told -> QUOTABLE.matcher(told.column().name()).matches())
                    .toList();
            List<Told> clear =
                    quotable.stream().filter(told -> !told.isOfCodes()).toList();
            List<Told> together = clear.isEmpty() ? quotable : clear;
            boolean isOne = together.isEmpty() || together.size() + times.size() < 2;
            return new Choice(isOne, Consents.first(isOne ? all : together), together, times);
        }

        List<Column> used() {
            return isOne
                    ? List.of(first.column())
                    : Stream.concat(together.stream().map(Told::column), times.stream())
                            .toList();
        }
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

    private static String note(
            List<Column> used, String others, String unsure, String blank, String silent, String remarks) {
        String any = used.size() < 2 ? "" : "who has opted out by any of " + names(used.stream());
        String not = others.isEmpty() ? "" : "not by " + others + ", which may say otherwise";
        String paid = unsure.isEmpty() ? "" : "take out " + unsure + " if it is about a paid subscription";
        String tick = blank.isEmpty() ? "" : "blank is no in " + blank;
        String nothing = silent.isEmpty()
                ? ""
                : "blank says nothing in " + silent + ": who is blank there is unsubscribed only by the others";
        return Stream.of(any, not, paid, tick, nothing, used.size() < 2 ? "" : remarks)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static Optional<Told> told(Column column, long rows) {
        if (OptOutReasons.areIn(column)) {
            return Optional.empty();
        }
        Optional<ConsentName> name = KnownNames.consent(column.name()).filter(found -> !found.isTime());
        boolean isOptOut = name.filter(found -> found == ConsentName.OPT_OUT).isPresent();
        if (rows == 0) {
            return name.map(found -> plain(column, isOptOut, false, 0));
        }
        boolean isAsked = name.filter(found -> found == ConsentName.CONSENT).isPresent();
        boolean isTick = name.isPresent() && ConsentWords.isTick(column, rows, isAsked);
        long values = column.values() - column.nullWords();
        Map<String, Long> words = new LinkedHashMap<>(column.texts().words());
        var said = ConsentWords.Said.of(words, name);
        if (said.isEmpty() || said.isPlain()) {
            boolean isTold = name.isPresent() && column.booleans() > 0 && column.booleans() * HALF >= values;
            return isTold
                    ? Optional.of(plain(column, isOptOut, isTick, column.values() - column.booleans()))
                    : Optional.empty();
        }
        long odd = said.others();
        boolean isHalf = (column.values() - odd) * HALF >= values;
        return (name.isPresent() ? isHalf || said.isFirm() : isState(column, said, isHalf))
                ? Optional.of(new Told(
                        column,
                        isOptOut || said.isState(),
                        false,
                        isTick,
                        said.unsubscribed(isOptOut),
                        said.subscribed(isOptOut),
                        odd))
                : Optional.empty();
    }

    /** What says that some have opted out tells it, whatever else it says of the rest. */
    private static boolean isState(Column column, ConsentWords.Said said, boolean isHalf) {
        boolean isNoOther = said.yes().isEmpty() && said.no().isEmpty() && !ConsentWords.isOfAnotherChannel(column);
        boolean isFirm = said.isFirm()
                && (isHalf
                        || ConsentWords.isNamedState(column)
                        || column.texts().words().containsKey("subscribed"));
        boolean isOfMessages = ConsentWords.mayHaveOptOut(column)
                && (ConsentName.namesMessages(column.name())
                        || column.texts().words().containsKey("transactional"));
        return isNoOther
                && (isFirm || (said.isClear() || isOfMessages) && Casts.isAll(column, column.values() - said.others()));
    }

    /** By the words that {@code as: boolean} knows. */
    private static Told plain(Column column, boolean isOptOut, boolean isTick, long odd) {
        List<String> yes = ConsentWords.TRUE.stream().sorted().toList();
        List<String> no = ConsentWords.FALSE.stream().sorted().toList();
        return new Told(column, isOptOut, true, isTick, isOptOut ? yes : no, isOptOut ? no : yes, odd);
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
        if (told.isTick() && told.column().count(Look.EMPTY) > 0) {
            return new Proposal(
                    UNSUBSCRIBED, "{{ " + Apostrophes.field(told.column()) + " | default: 'no' }}", keys, "");
        }
        if (told.isTick()) {
            keys.add(new Proposal.Key("default", String.valueOf(!told.isOptOut()), "where it is blank"));
        }
        return new Proposal(UNSUBSCRIBED, keys);
    }

    /**
     * True where any of the columns says so, false where none does; what says something else rejects its row, but for words of
     * a column that is not named for it, beside one that is.
     */
    private static Proposal combined(List<Told> columns, List<Column> times) {
        boolean isAnyNamed = columns.stream().anyMatch(Told::isNamed);
        var values = new StringBuilder();
        var isOut = new ArrayList<String>();
        var isIn = new ArrayList<String>();
        var isThere = new ArrayList<String>();
        for (Told told : columns) {
            String field = Apostrophes.field(told.column());
            String value = "v" + isThere.size();
            values.append("{% assign ").append(value).append(" = ").append(field);
            values.append(" | default: '', allow_false: true | strip | downcase | prepend: '|' | append: '|' %}");
            boolean isOutByBlank = told.isOutByBlank();
            isOut.add("'" + (isOutByBlank ? "|" : "") + joined(told.out()) + "' contains " + value);
            if (told.isNamed() || !isAnyNamed) {
                isIn.add("'" + (isOutByBlank ? "" : "|") + joined(told.in()) + "' contains " + value);
            }
            isThere.add(Apostrophes.isSaid(told.column()));
        }
        OptOutTimes out = OptOutTimes.of(times);
        isThere.addAll(OptOutTimes.areSaid(times));
        String cases = "{% if " + String.join(" or ", isOut) + " %}true"
                + out.cases()
                + "{% elsif " + String.join(" and ", isIn) + " %}false{% else %}neither{% endif %}";
        boolean isAlways = columns.stream().anyMatch(Told::isTick);
        long odd = columns.stream()
                .filter(told -> told.isNamed() || !isAnyNamed)
                .mapToLong(Told::odd)
                .max()
                .orElse(0);
        return new Proposal(
                UNSUBSCRIBED,
                values + out.values() + cases,
                Stream.of(
                                new Proposal.Key("as", "boolean", Casts.odd(odd)),
                                new Proposal.Key("when", String.join(" or ", isThere), ""))
                        .limit(isAlways ? 1 : 2)
                        .toList(),
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
