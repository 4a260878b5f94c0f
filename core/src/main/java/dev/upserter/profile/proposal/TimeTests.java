package dev.upserter.profile.proposal;

import dev.upserter.guard.value.NullWords;
import dev.upserter.profile.Apostrophes;
import dev.upserter.profile.Column;
import dev.upserter.profile.Look;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asks in a template whether the value of a column is the time of an opt-out, however it is written. A word for no value and
 * a date by which programs say that there is none are none. Any other value with a digit is one, and so is a word for yes.
 * What is left is neither, so that its row is rejected. Stateless.
 */
final class TimeTests {
    /** The time of an opt-out. */
    static final String YES = "yes";

    static final String NO = "no";

    /** Words for no opt-out, in small letters. */
    private static final List<String> NONE = Stream.of(
                    List.of("", "\u00a0", "\u2013", "\u2014", "\u2212"),
                    NullWords.SIGNS,
                    NullWords.WORDS,
                    List.of(
                            "blank",
                            "0",
                            "0.0",
                            "-1",
                            "-62135596800",
                            "-62135596800000",
                            "00000000",
                            "00.00.0000",
                            "00/00/0000",
                            "00-00-0000",
                            "0000/00/00",
                            "no",
                            "n",
                            "f",
                            "false",
                            "off",
                            "never",
                            "not yet",
                            "nein",
                            "nie",
                            "non",
                            "jamais",
                            "nunca",
                            "nee",
                            "nooit",
                            "subscribed",
                            "opted in",
                            "opted-in",
                            "opt in",
                            "opt-in",
                            "active"))
            .flatMap(List::stream)
            .toList();

    /** Words that say that there is one, in small letters. */
    private static final List<String> SAID = List.of(
            "x",
            "\u2713",
            "\u2714",
            "\u2611",
            "\u2705",
            "*",
            "yes",
            "y",
            "true",
            "t",
            "on",
            "ja",
            "j",
            "oui",
            "si",
            "s\u00ed",
            "sim",
            "unsubscribed",
            "unsubscribe",
            "opted out",
            "opted-out",
            "opt out",
            "opt-out",
            "optout",
            "do not email",
            "do not contact",
            "do not mail",
            "suppressed",
            "abgemeldet",
            "abbestellt",
            "d\u00e9sabonn\u00e9",
            "d\u00e9sinscrit",
            "baja",
            "uitgeschreven");

    /** They are in each template; of the others, those of the column. */
    private static final Set<String> COMMON = Set.of(
            "",
            "-",
            "--",
            "0",
            "0.0",
            "null",
            "none",
            "nil",
            "n/a",
            "na",
            "nan",
            "nat",
            "not set",
            "unknown",
            "no",
            "n",
            "false",
            "never",
            "x",
            "\u2713",
            "yes",
            "y",
            "true",
            "on",
            "unsubscribed",
            "opted out");

    /** The days by which programs say that there is none. */
    private static final List<LocalDate> PLACEHOLDERS = Stream.of(
                    "0001-01-01",
                    "1601-01-01",
                    "1753-01-01",
                    "1899-12-30",
                    "1899-12-31",
                    "1900-01-01",
                    "1969-12-31",
                    "1970-01-01",
                    "1800-01-01",
                    "1901-01-01",
                    "1980-01-01",
                    "2079-06-06",
                    "2099-12-31",
                    "2100-01-01",
                    "2999-12-31",
                    "4712-12-31",
                    "3000-01-01",
                    "9999-01-01",
                    "9999-12-31")
            .map(LocalDate::parse)
            .toList();

    /** Without a time, and zeros. */
    private static final int LENGTH_OF_DAY = 11;

    private static final String NO_DAY = "0000-00-00";

    /** What a list of opt-outs holds for somebody who is on none, each between bars. */
    private static final String NO_ENTRY = "||[]|{}|null|none|nil|n/a|na|-|--|0|0.0|no|false|";

    /** From the first letter of a time of day on, and what is before it. */
    private static final Pattern TIME_OF_DAY = Pattern.compile("[ ,Tp]*[HhmsaXxzO'].*");

    private static final Pattern BEFORE_YEAR = Pattern.compile("([^A-Za-z])y");

    private static final int YEAR = 4;
    private static final int SECONDS_OF_HOUR = 3600;

    private TimeTests() {}

    /** The words that are no opt-out or one. */
    static Set<String> words() {
        return Stream.concat(NONE.stream(), SAID.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** How many values are words for none, as far as is known. */
    static long none(Column column) {
        Map<String, Long> words = column.texts().words();
        return words.isEmpty()
                ? column.nullWords()
                : words.entrySet().stream()
                        .filter(word -> NONE.contains(word.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    /** The start of a template that gives a variable the word yes, no, or another. */
    static String of(Column time, String variable) {
        if (OptOutReasons.areIn(time)) {
            return entry(time, variable);
        }
        return text(time, variable);
    }

    /** Whether a column has numbers alone. */
    static boolean isOfNumbers(Column time) {
        return time.dates().values() == 0 && time.values() > 0 && OptOutReasons.numbers(time) == time.values();
    }

    private static String text(Column time, String variable) {
        String days = variable + "d";
        List<String> none = new ArrayList<>();
        none.add("'" + between(some(NONE, time)) + "' contains " + variable);
        none.add("'"
                + between(Stream.concat(Stream.of(NO_DAY), PLACEHOLDERS.stream().map(LocalDate::toString))
                        .toList())
                + "' contains " + days);
        Stream.concat(placeholders(time.dates().pattern()).stream(), numbers(time))
                .forEach(part -> none.add(variable + " contains '" + part + "'"));
        String digits = IntStream.rangeClosed(0, 9)
                .mapToObj(digit -> variable + " contains '" + digit + "'")
                .collect(Collectors.joining(" or "));
        return assign(variable, Apostrophes.field(time))
                + " | default: '' | strip | downcase | prepend: '|' | append: '|' %}"
                + assign(days, variable) + " | slice: 0, " + LENGTH_OF_DAY + " | append: '|' %}"
                + "{% if " + String.join(" or ", none) + " %}" + is(variable, NO)
                + "{% elsif " + digits + " or '" + between(some(SAID, time)) + "' contains " + variable + " %}"
                + is(variable, YES) + "{% endif %}";
    }

    /** The words that may be in a column: all where it is not known which it has. */
    private static List<String> some(List<String> words, Column column) {
        Set<String> seen = column.texts().words().keySet();
        boolean isKnown = !seen.isEmpty() || column.count(Look.DATE) == column.values();
        return words.stream()
                .filter(word -> !isKnown || COMMON.contains(word) || seen.contains(word))
                .toList();
    }

    /** Before 1970, the last day of 9999, and midnight of the first day of 1970 in a zone and as spreadsheets count it. */
    private static Stream<String> numbers(Column time) {
        return isOfNumbers(time)
                ? Stream.of(
                                IntStream.rangeClosed(1, 9).mapToObj(digit -> "|-" + digit),
                                Stream.of("|2534", "|25569|", "|25569.0|", "|0.0"),
                                IntStream.rangeClosed(1, 9).mapToObj(hour -> "|" + hour * SECONDS_OF_HOUR + "|"))
                        .flatMap(part -> part)
                : Stream.of();
    }

    /** The dates that stand for none as a pattern writes them, or their years where it writes months in letters. */
    private static List<String> placeholders(String pattern) {
        if (!pattern.contains("yyyy")) {
            return List.of();
        }
        if (pattern.contains("MMM")) {
            Matcher before = BEFORE_YEAR.matcher(pattern);
            String separator = before.find() ? before.group(1) : "";
            return PLACEHOLDERS.stream()
                    .map(day -> separator + day.toString().substring(0, YEAR))
                    .distinct()
                    .toList();
        }
        var days = DateTimeFormatter.ofPattern(TIME_OF_DAY.matcher(pattern).replaceFirst(""), Locale.ROOT);
        return PLACEHOLDERS.stream()
                .map(days::format)
                .map(day -> "|" + day)
                .distinct()
                .toList();
    }

    /** What a column's field holds; a word that says that there is none is none. */
    private static String entry(Column column, String variable) {
        String field = Apostrophes.field(column);
        if (column.count(Look.LIST) == column.values()) {
            return assign(variable, "'" + NO + "'") + " %}{% if " + field + " != blank %}" + is(variable, YES)
                    + "{% endif %}";
        }
        return assign(variable, field) + " | default: ''" + (column.count(Look.LIST) > 0 ? " | join: ','" : "")
                + " | strip | downcase | prepend: '|' | append: '|' %}"
                + "{% if '" + NO_ENTRY + "' contains " + variable + " %}" + is(variable, NO) + "{% else %}"
                + is(variable, YES) + "{% endif %}";
    }

    private static String assign(String variable, String value) {
        return "{% assign " + variable + " = " + value;
    }

    private static String is(String variable, String word) {
        return assign(variable, "'" + word + "'") + " %}";
    }

    private static String between(List<String> words) {
        return words.stream().collect(Collectors.joining("|", "|", "|"));
    }
}
