package dev.upserter.profile.proposal;

import dev.upserter.operation.text.ConsentName;
import dev.upserter.problem.Quantities;
import dev.upserter.profile.Apostrophes;
import dev.upserter.profile.Column;
import dev.upserter.profile.DateForm;
import dev.upserter.profile.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Columns with the times at which people opted out, and what a template asks of them, as {@link TimeTests} says it.
 *
 * @param values    the start of a template, which prepares what is asked
 * @param variables what it gives a word to, for each column
 */
record OptOutTimes(String values, List<String> variables) {
    /** 0, before 1970, and the last day of 9999. */
    private static final Pattern NEVER = Pattern.compile("0(\\.0+)?|-.*|2534[0-9]{8}(?:[0-9]{3})?");

    /** The start of each year since 1990. */
    private static final List<String> DECADES = List.of("199", "200", "201", "202", "203", "204");

    /** A zone such as +0200, in which the first decade would be found. */
    private static final Pattern ZONE = Pattern.compile("(?s).*:\\d\\d.*[+-]\\d{4}(\\D.*)?");

    /** Each year of that decade, and the start of the others. */
    private static final List<String> YEARS = Stream.concat(
                    IntStream.rangeClosed(2000, 2009).mapToObj(String::valueOf),
                    DECADES.stream().filter(decade -> !decade.equals("200")))
            .toList();

    OptOutTimes {
        variables = List.copyOf(variables);
    }

    /** Whether a column has the dates at which people wanted no more messages, however some of them are written. */
    static boolean isTime(Column column) {
        return OptOutReasons.says(column, ConsentName.OPT_OUT, ConsentName.OPT_OUT_TIME)
                && Consents.QUOTABLE.matcher(column.name()).matches()
                && (Casts.isAll(column, dates(column)) || isMixed(column) || OptOutReasons.areIn(column));
    }

    /** Whether the name says so, and some values do, or all are words that say whether there is one. */
    private static boolean isMixed(Column column) {
        boolean areWords = !column.texts().words().isEmpty()
                && TimeTests.words().containsAll(column.texts().words().keySet());
        return OptOutReasons.says(column, ConsentName.OPT_OUT_TIME)
                && column.count(Look.OBJECT) + column.count(Look.LIST) == 0
                && (dates(column) + moments(column) > 0 || areWords);
    }

    private static long moments(Column column) {
        return column.seconds()
                + column.milliseconds()
                + column.microseconds()
                + column.nanoseconds()
                + column.serials();
    }

    /** Whether a column has the dates at which people wanted messages, and some rows have none. */
    static boolean isConsent(Column column, long rows) {
        return OptOutReasons.says(column, ConsentName.CONSENT_TIME)
                && Consents.QUOTABLE.matcher(column.name()).matches()
                && (Casts.isAll(column, dates(column)) || isTimeOrWord(column) || isNumber(column))
                && (column.values() < rows
                        || column.dates().unlikely() > 0
                        || dates(column) > 0 && dates(column) < column.values()
                        || hasNever(column));
    }

    /** Rows without the date of a consent. */
    static long withoutConsent(Column column, long rows) {
        DateForm dates = column.dates();
        long moments = moments(column);
        return rows - (dates(column) > 0 ? dates(column) - dates.unlikely() : moments);
    }

    /** How many values are dates: the year alone tells it, so that those with a zone that no pattern reads are some, too. */
    private static long dates(Column column) {
        boolean haveYear = OptOutReasons.numbers(column) == 0
                && column.examples().stream()
                        .allMatch(example -> DECADES.stream().anyMatch(example::contains));
        return column.dates().values() + (haveYear ? column.dates().unread() : 0);
    }

    /** Who has no time of a consent has given none. */
    static Proposal byConsents(Column time) {
        boolean isNumber = TimeTests.isOfNumbers(time);
        return new Proposal(
                Consents.UNSUBSCRIBED,
                (isNumber ? TimeTests.of(time, "t0") : "") + "{% if " + (isNumber ? "t0 == 'yes'" : isDate(time))
                        + " %}false{% else %}true{% endif %}",
                List.of(new Proposal.Key("as", "boolean", "")),
                "who has no time of a consent in " + time.name() + " has given none");
    }

    /** Whether the name says so and the values are moments in seconds or milliseconds, or 0. */
    private static boolean isNumber(Column column) {
        long moments = moments(column);
        return OptOutReasons.numbers(column) == column.values()
                && (Casts.isAll(column, moments) || hasNever(column) && moments > 0);
    }

    /** Whether a column has numbers, and some of them are no moments, such as 0. */
    static boolean hasNone(Column column) {
        return TimeTests.isOfNumbers(column) && moments(column) < column.values();
    }

    private static boolean hasNever(Column column) {
        return column.examples().stream()
                .anyMatch(example -> NEVER.matcher(example).matches());
    }

    /** Whether the name says so and the rest is words, such as never. */
    private static boolean isTimeOrWord(Column column) {
        return dates(column) > 0 && column.count(Look.TEXT) + column.count(Look.DATE) == column.values();
    }

    /** What is asked of some columns. */
    static OptOutTimes of(List<Column> times) {
        List<String> variables =
                IntStream.range(0, times.size()).mapToObj(i -> "t" + i).toList();
        return new OptOutTimes(
                IntStream.range(0, times.size())
                        .mapToObj(i -> TimeTests.of(times.get(i), variables.get(i)))
                        .collect(Collectors.joining()),
                variables);
    }

    /** Cases of a template, of which the first is true of who opted out, and the others of who may have. */
    String cases() {
        return variables.isEmpty()
                ? ""
                : "{% elsif " + all("== '" + TimeTests.YES + "'") + " %}true{% elsif "
                        + all("!= '" + TimeTests.NO + "'") + " %}neither";
    }

    private String all(String is) {
        return variables.stream().map(variable -> variable + " " + is).collect(Collectors.joining(" or "));
    }

    /** For each column, a condition that is true of a value that says something; 0 of the only column says nothing. */
    static List<String> areSaid(List<Column> times) {
        boolean isOne = times.size() == 1 && TimeTests.isOfNumbers(times.getFirst());
        return times.stream()
                .map(time -> Apostrophes.isSaid(time)
                        + (isOne
                                ? " and " + Apostrophes.field(time) + " != "
                                        + (time.count(Look.WHOLE_NUMBER) > 0 ? "0" : "'0'")
                                : ""))
                .toList();
    }

    /** A condition on a row that the date of an opt-out meets. */
    static String isDate(Column time) {
        String field = Apostrophes.field(time);
        boolean isZoned = time.examples().stream()
                .anyMatch(example -> ZONE.matcher(example).matches());
        Stream<String> parts = time.dates().hasShortYears()
                ? IntStream.rangeClosed(1, 9).mapToObj(String::valueOf)
                : (isZoned ? YEARS : DECADES).stream();
        return parts.map(part -> field + " contains '" + part + "'").collect(Collectors.joining(" or "));
    }

    /** The rule of who has the time of an opt-out. */
    static Proposal byTimes(List<Column> times) {
        return byTimes(times, List.of());
    }

    /**
     * The rule of who has the time of an opt-out, where some of several files lack such a time, which says nothing of the
     * people in them.
     *
     * @param confirmed times that only people have who are on the list, or were
     */
    static Proposal byTimesOfSomeFiles(List<Column> times, List<Column> confirmed) {
        List<String> said = new ArrayList<>(areSaid(times));
        confirmed.forEach(column -> said.addFirst(Apostrophes.isSaid(column)));
        return byTimes(
                times,
                List.of(new Proposal.Key(
                        "when",
                        String.join(" or ", said),
                        confirmed.isEmpty()
                                ? "a file without such a time says nothing"
                                : "who has no time at all may never have subscribed, and is left alone")));
    }

    private static Proposal byTimes(List<Column> times, List<Proposal.Key> when) {
        OptOutTimes out = of(times);
        String template = out.values() + out.cases().replaceFirst("elsif", "if") + "{% else %}false{% endif %}";
        String remarks = remarks(times);
        return new Proposal(
                Consents.UNSUBSCRIBED,
                template,
                Stream.concat(Stream.of(new Proposal.Key("as", "boolean", "")), when.stream())
                        .toList(),
                who(times) + (remarks.isEmpty() ? "" : "; " + remarks));
    }

    private static String who(List<Column> times) {
        long reasons = times.stream().filter(OptOutReasons::areIn).count();
        return reasons == 0
                ? "who has the time of an opt-out"
                : reasons < times.size()
                        ? "who has the time of an opt-out, or an entry"
                        : "who has any entry, whatever it is about, gets no messages at all";
    }

    /** What is said of values that are no dates of an opt-out; empty if there are none. */
    static String remarks(List<Column> times) {
        long others = times.stream().mapToLong(OptOutTimes::others).sum();
        boolean areUnlikely = times.stream().anyMatch(time -> time.dates().unlikely() > 0);
        return Stream.of(
                        areUnlikely
                                ? "days by which programs say that there is none, such as 1970-01-01, are none"
                                : "",
                        others == 0
                                ? ""
                                : Quantities.say(others)
                                        + (others == 1 ? " value is" : " values are")
                                        + " of another form: with a digit or a word for yes it is an opt-out, with a word"
                                        + " for none it is none, and any other rejects its row")
                .filter(remark -> !remark.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Values that are neither dates of the form of the column nor words for none. */
    private static long others(Column time) {
        long known = Math.max(time.dates().values(), moments(time)) + TimeTests.none(time);
        return OptOutReasons.areIn(time) ? 0 : Math.max(0, time.values() - known);
    }
}
