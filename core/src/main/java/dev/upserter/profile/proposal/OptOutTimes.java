package dev.upserter.profile.proposal;

import dev.upserter.operation.text.ConsentName;
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
 * Columns with the times at which people opted out, and what a template asks of them. A word for no value, such as {@code -},
 * never and {@code 0000-00-00}, is none, nor is a time that stands for none, such as 0, 1970-01-01 and 0001-01-01: they are
 * all before 1990.
 *
 * @param values     the start of a template, which prepares what is asked
 * @param conditions for each column, conditions of which the time of an opt-out meets one
 */
record OptOutTimes(String values, List<String> conditions) {
    /** 1990, when nobody could opt out of e-mail yet. */
    private static final long FIRST_SECOND = 631_152_000L;

    /** 2100; a time after that stands for none. */
    private static final long LAST_SECOND = 4_102_444_800L;

    private static final long SECONDS_OF_DAY = 86_400;
    private static final long DAYS_UNTIL_1970 = 25_569;

    /** What a list of opt-outs holds for somebody who is on none, each between bars. */
    private static final String NO_ENTRY = "||[]|{}|null|none|nil|n/a|na|-|--|0|0.0|no|false|";

    /** 0, before 1970, and the last day of 9999. */
    private static final Pattern NEVER = Pattern.compile("0(\\.0+)?|-.*|2534[0-9]{8}(?:[0-9]{3})?");

    /** The start of each year since. */
    private static final List<String> DECADES = List.of("199", "200", "201", "202", "203", "204");

    /** A zone such as +0200, in which the first decade would be found. */
    private static final Pattern ZONE = Pattern.compile("(?s).*:\\d\\d.*[+-]\\d{4}(\\D.*)?");

    /** Each year of that decade, and the start of the others. */
    private static final List<String> YEARS = Stream.concat(
                    IntStream.rangeClosed(2000, 2009).mapToObj(String::valueOf),
                    DECADES.stream().filter(decade -> !decade.equals("200")))
            .toList();

    OptOutTimes {
        conditions = List.copyOf(conditions);
    }

    /** Whether a column has the dates at which people wanted no more messages. */
    static boolean isTime(Column column) {
        return OptOutReasons.says(column, ConsentName.OPT_OUT, ConsentName.OPT_OUT_TIME)
                && Consents.QUOTABLE.matcher(column.name()).matches()
                && (Casts.isAll(column, dates(column))
                        || isTimeOrWord(column)
                        || isNumber(column)
                        || OptOutReasons.areIn(column));
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
        long moments = column.seconds() + column.milliseconds() + column.serials();
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
        OptOutTimes in = of(List.of(time));
        return new Proposal(
                Consents.UNSUBSCRIBED,
                in.conditions().stream()
                        .map(condition -> condition + " %}false")
                        .collect(Collectors.joining("{% elsif ", in.values() + "{% if ", "{% else %}true{% endif %}")),
                List.of(new Proposal.Key("as", "boolean", "")),
                "who has no time of a consent in " + time.name() + " has given none");
    }

    /** Whether the name says so and the values are moments in seconds or milliseconds, or 0. */
    private static boolean isNumber(Column column) {
        long moments = column.seconds() + column.milliseconds() + column.serials();
        return OptOutReasons.says(column, ConsentName.OPT_OUT_TIME, ConsentName.CONSENT_TIME)
                && OptOutReasons.numbers(column) == column.values()
                && (Casts.isAll(column, moments) || hasNever(column) && moments > 0);
    }

    private static boolean hasNever(Column column) {
        return column.examples().stream()
                .anyMatch(example -> NEVER.matcher(example).matches());
    }

    /** Whether the name says so and the rest is words, such as never. */
    private static boolean isTimeOrWord(Column column) {
        return OptOutReasons.says(column, ConsentName.OPT_OUT_TIME, ConsentName.CONSENT_TIME)
                && dates(column) > 0
                && column.count(Look.TEXT) + column.count(Look.DATE) == column.values();
    }

    /** What is asked of some columns. */
    static OptOutTimes of(List<Column> times) {
        var values = new StringBuilder();
        var conditions = new ArrayList<String>();
        for (Column time : times) {
            String value = "t" + conditions.size();
            if (OptOutReasons.areIn(time)) {
                if (time.count(Look.LIST) == time.values()) {
                    conditions.add(Apostrophes.field(time) + " != blank");
                } else {
                    values.append(entry(time, value));
                    conditions.add(value + " != blank");
                }
            } else if (isOfNumbers(time)) {
                values.append("{% assign ").append(value).append(" = ").append(Apostrophes.field(time));
                values.append(" | default: '' | strip | default: 0 | plus: 0 %}");
                conditions.addAll(ranges(time, value));
            } else if (time.count(Look.WHOLE_NUMBER) > 0) {
                values.append("{% assign ").append(value).append(" = ").append(Apostrophes.field(time));
                values.append(" | default: '' | append: '' %}");
                conditions.add(isDate(time, value));
            } else {
                conditions.add(isDate(time));
            }
        }
        return new OptOutTimes(values.toString(), conditions);
    }

    /** What a column's field holds, as a text; empty for a word that says that there is none. */
    private static String entry(Column column, String value) {
        return "{% assign " + value + " = " + Apostrophes.field(column)
                + " | default: ''" + (column.count(Look.LIST) > 0 ? " | join: ','" : "")
                + " | strip | downcase | prepend: '|' | append: '|' %}"
                + "{% if '" + NO_ENTRY + "' contains " + value + " %}{% assign " + value + " = '' %}{% endif %}";
    }

    /** For each column, a condition that is true of a value that says something; 0 of the only column says nothing. */
    static List<String> areSaid(List<Column> times) {
        boolean isOne = times.size() == 1 && isOfNumbers(times.getFirst());
        return times.stream()
                .map(time -> Apostrophes.isSaid(time)
                        + (isOne
                                ? " and " + Apostrophes.field(time) + " != "
                                        + (time.count(Look.WHOLE_NUMBER) > 0 ? "0" : "'0'")
                                : ""))
                .toList();
    }

    private static boolean isOfNumbers(Column time) {
        return time.dates().values() == 0 && OptOutReasons.numbers(time) > 0;
    }

    /** Conditions that a moment meets, one for each unit in which some numbers of the column count: these do not overlap. */
    private static List<String> ranges(Column time, String value) {
        var ranges = new ArrayList<String>();
        if (time.serials() > 0) {
            ranges.add(range(value, dayOf(FIRST_SECOND), dayOf(LAST_SECOND)));
        }
        if (time.milliseconds() > 0) {
            ranges.add(range(value, FIRST_SECOND * 1000, LAST_SECOND * 1000));
        }
        if (time.seconds() > 0 || ranges.isEmpty()) {
            ranges.add(range(value, FIRST_SECOND, LAST_SECOND));
        }
        return ranges;
    }

    private static String range(String value, long first, long last) {
        return value + " > " + first + " and " + value + " < " + last;
    }

    private static long dayOf(long second) {
        return second / SECONDS_OF_DAY + DAYS_UNTIL_1970;
    }

    /** A condition on a row that the date of an opt-out meets. */
    static String isDate(Column time) {
        return isDate(time, Apostrophes.field(time));
    }

    private static String isDate(Column time, String field) {
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
        String template = out.conditions().stream()
                .map(condition -> condition + " %}true")
                .collect(Collectors.joining("{% elsif ", out.values() + "{% if ", "{% else %}false{% endif %}"));
        String placeholders = placeholders(times);
        return new Proposal(
                Consents.UNSUBSCRIBED,
                template,
                Stream.concat(Stream.of(new Proposal.Key("as", "boolean", "")), when.stream())
                        .toList(),
                who(times) + (placeholders.isEmpty() ? "" : "; " + placeholders));
    }

    private static String who(List<Column> times) {
        long reasons = times.stream().filter(OptOutReasons::areIn).count();
        return reasons == 0
                ? "who has the time of an opt-out"
                : reasons < times.size()
                        ? "who has the time of an opt-out, or an entry"
                        : "who has any entry, whatever it is about, gets no messages at all";
    }

    /** What is said of times that stand for none; empty if there are none. */
    static String placeholders(List<Column> times) {
        long count = times.stream().mapToLong(time -> time.dates().unlikely()).sum();
        return count == 0
                ? ""
                : (count == 1 ? "1 time" : count + " times") + " before 1990 or after 2099, such as 1970-01-01, "
                        + (count == 1 ? "stands" : "stand") + " for none";
    }
}
