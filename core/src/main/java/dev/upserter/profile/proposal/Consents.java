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

    /** 1990, when nobody could opt out of e-mail yet. */
    private static final long FIRST_SECOND = 631_152_000L;

    /** The start of each year since. */
    private static final List<String> DECADES = List.of("199", "200", "201", "202", "203", "204");

    /** Words and names that a template can have in quotes. */
    private static final Pattern QUOTABLE = Pattern.compile("[^'|\\\\{}\\[\\]]+");

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

        /** Whether a blank unsubscribes. */
        boolean isOutByBlank() {
            return isTick && !isOptOut;
        }
    }

    /** The rule that fills {@code unsubscribed}, by the column before whose rule it stands; empty where no column tells it. */
    static Map<Column, Proposal> of(Profile profile, List<Column> columns) {
        List<Told> all = columns.stream()
                .map(column -> told(column, profile.rows()))
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
        String blank = names(all.stream()
                .filter(told -> told.isTick() && used.contains(told.column()))
                .map(Told::column));
        return Map.of(first.column(), rule.withNote(note(used, others, unsure, blank, placeholders(times))));
    }

    /** Whether a column has the dates at which people wanted no more messages. */
    static boolean isTime(Column column) {
        return KnownNames.consent(column.name())
                        .filter(name -> name != ConsentName.CONSENT)
                        .isPresent()
                && QUOTABLE.matcher(column.name()).matches()
                && !column.name().contains(".")
                && (Casts.isAll(column, column.dates().values())
                        || isTimeOrWord(column)
                        || isNumber(column)
                        || isReason(column));
    }

    /** Whether the name is one of a list of opt-outs, and the values are reasons. */
    private static boolean isReason(Column column) {
        return ConsentName.namesReasons(column.name())
                && column.values() > 0
                && column.truths() == 0
                && column.nullWords() == 0
                && column.dates().values() == 0
                && column.count(Look.TEXT) == column.values()
                && ConsentWords.Said.of(column.texts().words()).isEmpty();
    }

    /** Whether the name says so and the values are moments in seconds or milliseconds, or 0. */
    private static boolean isNumber(Column column) {
        long whole = column.count(Look.WHOLE_NUMBER) + column.count(Look.WHOLE_NUMBER_TEXT);
        return KnownNames.consent(column.name())
                        .filter(name -> name == ConsentName.OPT_OUT_TIME)
                        .isPresent()
                && whole == column.values()
                && (Casts.isAll(column, column.seconds() + column.milliseconds())
                        || column.examples().contains("0") && column.seconds() + column.milliseconds() > 0);
    }

    /** Whether the name says so and the rest is words, such as never. */
    private static boolean isTimeOrWord(Column column) {
        return KnownNames.consent(column.name())
                        .filter(name -> name == ConsentName.OPT_OUT_TIME)
                        .isPresent()
                && column.dates().values() > 0
                && column.count(Look.TEXT) + column.count(Look.DATE) == column.values();
    }

    /**
     * A condition that the date of an opt-out fulfils, and no word for no value, such as {@code -}, never and {@code
     * 0000-00-00}, nor a date that stands for none, such as 1970-01-01 and 0001-01-01: they are all before 1990.
     */
    static String isDate(Column time) {
        String field = Apostrophes.field(time);
        if (isReason(time)) {
            return Apostrophes.isSaid(time) + " and " + field + " != '[]'";
        }
        if (time.dates().values() == 0 && time.count(Look.WHOLE_NUMBER) > 0) {
            return field + " > " + (time.milliseconds() > time.seconds() ? FIRST_SECOND * 1000 : FIRST_SECOND);
        }
        if (time.dates().values() == 0 && time.count(Look.WHOLE_NUMBER_TEXT) > 0) {
            return field + " != blank and " + field + " != '0'";
        }
        Stream<String> parts =
                time.dates().hasShortYears() ? IntStream.rangeClosed(1, 9).mapToObj(String::valueOf) : DECADES.stream();
        return parts.map(part -> field + " contains '" + part + "'").collect(Collectors.joining(" or "));
    }

    /** The rule of who has the time of an opt-out. */
    static Proposal byTimes(List<Column> times) {
        String template = times.stream()
                .map(time -> isDate(time) + " %}true")
                .collect(Collectors.joining("{% elsif ", "{% if ", "{% else %}false{% endif %}"));
        String placeholders = placeholders(times);
        return new Proposal(
                UNSUBSCRIBED,
                template,
                List.of(new Proposal.Key("as", "boolean", "")),
                (times.stream().anyMatch(Consents::isReason) ? "who has an entry" : "who has the time of an opt-out")
                        + (placeholders.isEmpty() ? "" : "; " + placeholders));
    }

    /** What is said of times that stand for none; empty if there are none. */
    static String placeholders(List<Column> times) {
        long count = times.stream().mapToLong(time -> time.dates().unlikely()).sum();
        return count == 0
                ? ""
                : (count == 1 ? "1 time" : count + " times") + " before 1990 or after 2099, such as 1970-01-01, "
                        + (count == 1 ? "stands" : "stand") + " for none";
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

    private static String note(List<Column> used, String others, String unsure, String blank, String placeholders) {
        String any = used.size() < 2 ? "" : "who has opted out by any of " + names(used.stream());
        String not = others.isEmpty() ? "" : "not by " + others + ", which may say otherwise";
        String paid = unsure.isEmpty() ? "" : "take out " + unsure + " if it is about a paid subscription";
        String tick = blank.isEmpty() ? "" : "blank is no in " + blank;
        return Stream.of(any, not, paid, tick, used.size() < 2 ? "" : placeholders)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static Optional<Told> told(Column column, long rows) {
        Optional<ConsentName> name =
                KnownNames.consent(column.name()).filter(found -> found != ConsentName.OPT_OUT_TIME);
        boolean isOptOut = name.filter(found -> found == ConsentName.OPT_OUT).isPresent();
        if (rows == 0) {
            return name.map(found -> plain(column, isOptOut, false, 0));
        }
        boolean isTick = name.isPresent() && ConsentWords.isTick(column, rows);
        long values = column.values() - column.nullWords();
        Map<String, Long> words = new LinkedHashMap<>(column.texts().words());
        var said = ConsentWords.Said.of(words);
        if (said.isEmpty() || said.isPlain()) {
            boolean isTold = name.isPresent() && column.truths() > 0 && column.truths() * HALF >= values;
            return isTold
                    ? Optional.of(plain(column, isOptOut, isTick, column.values() - column.truths()))
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
        return isNoOther && (isFirm || said.isClear() && Casts.isAll(column, column.values() - said.others()));
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
            boolean isOutByBlank = told.isOutByBlank();
            isOut.add("'" + (isOutByBlank ? "|" : "") + joined(told.out()) + "' contains " + value);
            isIn.add("'" + (isOutByBlank ? "" : "|") + joined(told.in()) + "' contains " + value);
            isThere.add(Apostrophes.isSaid(told.column()));
        }
        for (Column time : times) {
            isThere.add(Apostrophes.isSaid(time));
        }
        String cases = "{% if " + String.join(" or ", isOut) + " %}true"
                + times.stream()
                        .map(time -> "{% elsif " + isDate(time) + " %}true")
                        .collect(Collectors.joining())
                + "{% elsif " + String.join(" and ", isIn) + " %}false{% else %}neither{% endif %}";
        boolean isAlways = columns.stream().anyMatch(Told::isTick);
        long odd = columns.stream().mapToLong(Told::odd).max().orElse(0);
        return new Proposal(
                UNSUBSCRIBED,
                values + cases,
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
