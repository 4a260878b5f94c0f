package dev.upserter.guard.value;

import java.nio.charset.StandardCharsets;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recognises dates that people and spreadsheets write, beside those of ISO 8601 and RFC 2822: {@code 05/01/2026},
 * {@code 5.1.2026 10:30}, {@code 5 Jan 2026}, {@code January 5, 2026}, {@code 20260105}. Years from 1900 to 2100 only, since
 * other digits are rarely dates.
 */
public final class WrittenDates {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2100;
    private static final int SHORTEST = 8;
    private static final int LONGEST = 80;

    /** How English names of months and of days of the week begin; texts that begin otherwise are never tried as dates. */
    private static final int[] BEGINNINGS =
            beginnings("jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun");

    private WrittenDates() {}

    /** What a text is as a date. */
    public enum Form {
        /** None of these. */
        NONE,
        /** A date. */
        DATE,
        /** A date whose day and month could be exchanged. */
        DAY_OR_MONTH,
        /** Eight digits, or fourteen, that are a date, perhaps with a time. */
        DIGITS,
        /** Written as a date, but there is no such day. */
        IMPOSSIBLE
    }

    /** What the text between these indexes is, which holds no escape. */
    public static Form of(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length < SHORTEST || length > LONGEST || !maybe(bytes, start, end)) {
            return Form.NONE;
        }
        return of(new String(bytes, start, length, StandardCharsets.UTF_8));
    }

    /** A cheap look at the first characters: most texts go no further. */
    static boolean maybe(byte[] bytes, int start, int end) {
        byte first = bytes[start];
        if (isDigit(first)) {
            return end - start == 8
                    || end - start == 14
                    || isBetween(bytes[start + 1])
                    || isBetween(bytes[start + 2])
                    || isBetween(bytes[start + 4])
                    || end - start > 8 && bytes[start + 8] == 'T'
                    || bytes[start + 2] == 't'
                    || bytes[start + 3] == 't';
        }
        return namesMonthOrDay(bytes, start) && hasFourDigits(bytes, start, end);
    }

    private static int[] beginnings(String names) {
        byte[] bytes = names.getBytes(StandardCharsets.US_ASCII);
        int[] beginnings = new int[(bytes.length + 1) / 4];
        for (int i = 0; i < beginnings.length; i++) {
            beginnings[i] = beginning(bytes, i * 4);
        }
        Arrays.sort(beginnings);
        return beginnings;
    }

    private static boolean namesMonthOrDay(byte[] bytes, int start) {
        return Arrays.binarySearch(BEGINNINGS, beginning(bytes, start)) >= 0;
    }

    /** Three bytes as one number, letters as small ones. */
    private static int beginning(byte[] bytes, int start) {
        return (bytes[start] & 0xFF | 0x20) << 16
                | (bytes[start + 1] & 0xFF | 0x20) << 8
                | bytes[start + 2] & 0xFF
                | 0x20;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isBetween(byte b) {
        return b == '/' || b == '.' || b == '-' || b == ' ' || b == 's' || b == 'n' || b == 'r' || b == 't';
    }

    private static boolean hasFourDigits(byte[] bytes, int start, int end) {
        int run = 0;
        for (int i = start; i < end && run < 4; i++) {
            run = isDigit(bytes[i]) ? run + 1 : 0;
        }
        return run == 4;
    }

    private static Form of(String text) {
        Matcher compact = Patterns.COMPACT.matcher(text);
        if (compact.matches()) {
            boolean isDay = isYear(compact.group(1))
                    && isDay(number(compact.group(1)), number(compact.group(2)), number(compact.group(3)));
            return isDay ? Form.DIGITS : Form.NONE;
        }
        Matcher last = Patterns.YEAR_LAST.matcher(text);
        if (last.matches()) {
            return isYear(last.group(4))
                    ? eitherOrder(number(last.group(4)), number(last.group(1)), number(last.group(3)))
                    : Form.NONE;
        }
        Matcher first = Patterns.YEAR_FIRST.matcher(text);
        if (first.matches()) {
            return isYear(first.group(1))
                    ? day(number(first.group(1)), number(first.group(3)), number(first.group(4)))
                    : Form.NONE;
        }
        return named(text);
    }

    /** A date with the month's name: of the longest month at most. */
    private static Form named(String text) {
        Matcher dayFirst = Patterns.DAY_MONTH.matcher(text);
        Matcher matcher = dayFirst.matches() ? dayFirst : Patterns.MONTH_DAY.matcher(text);
        if (!matcher.matches()) {
            return other(text);
        }
        if (!isYear(matcher.group(2))) {
            return Form.NONE;
        }
        return day(number(matcher.group(2)), 1, number(matcher.group(1)));
    }

    private static Form other(String text) {
        Matcher month = Patterns.OTHER_MONTH.matcher(text);
        boolean isDate = month.matches()
                ? isYear(month.group(3))
                        && OtherMonths.NAMES.contains(month.group(2).toLowerCase(Locale.ROOT))
                : Patterns.PRINTED.matcher(text).matches();
        return isDate ? Form.DATE : Form.NONE;
    }

    /** Whether the text between these indexes is a date whose year has two digits; numbers in three parts may be like that, too. */
    public static boolean isShort(byte[] bytes, int start, int end) {
        Matcher date = Patterns.SHORT.matcher(new String(bytes, start, end - start, StandardCharsets.UTF_8));
        if (!date.matches()) {
            return false;
        }
        int one = number(date.group(1));
        int other = number(date.group(3));
        return isDay(2000, other, one) || isDay(2000, one, other);
    }

    private static Form eitherOrder(int year, int one, int other) {
        boolean dayFirst = isDay(year, other, one);
        boolean monthFirst = isDay(year, one, other);
        if (dayFirst && monthFirst && one != other) {
            return Form.DAY_OR_MONTH;
        }
        return dayFirst || monthFirst ? Form.DATE : Form.IMPOSSIBLE;
    }

    private static Form day(int year, int month, int day) {
        return isDay(year, month, day) ? Form.DATE : Form.IMPOSSIBLE;
    }

    private static boolean isYear(String digits) {
        int year = number(digits);
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** Whether there is such a day. */
    static boolean isDay(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    /** The forms; compiled once a text looks like a date, which those of most runs do not. */
    private static final class Patterns {
        private static final String MONTH =
                "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
                        + "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";
        private static final String TIME =
                "(?:(?:,? |T)\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?: ?[AP]\\.?M\\.?)?"
                        + "(?: ?(?-i:Z|[A-Z]{2,5}|[+-]\\d{2}:?\\d{2}))?(?:\\[[\\w/+-]+])?)?";
        private static final String WEEKDAY = "(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?";
        static final Pattern YEAR_LAST = pattern("(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4})" + TIME);
        static final Pattern YEAR_FIRST = pattern("(\\d{4})([/.-])(\\d{1,2})\\2(\\d{1,2})" + TIME);
        static final Pattern DAY_MONTH =
                pattern(WEEKDAY + "(\\d{1,2})(?:st|nd|rd|th)?[ -]" + MONTH + ",?[ -](\\d{4})" + TIME);
        static final Pattern MONTH_DAY = pattern(WEEKDAY + MONTH + " (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})" + TIME);
        static final Pattern OTHER_MONTH = pattern("(\\d{1,2})\\.? (?:de )?(\\p{L}{3,12})\\.?(?: de)? (\\d{4})" + TIME);
        /** As programs print them: JavaScript's, that of C, and ISO 8601 without separators. */
        static final Pattern PRINTED = pattern("(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) " + MONTH
                + " [ \\d]\\d (?:\\d{4} \\d\\d:\\d\\d:\\d\\d GMT[+-]\\d{4}(?: \\(.*\\))?|\\d\\d:\\d\\d:\\d\\d"
                + " (?:[A-Z]{3,5} )?\\d{4})"
                + "|(?:19|20)\\d{2}(?:0\\d|1[0-2])[0-3]\\dT[0-2]\\d[0-5]\\d(?:[0-5]\\d)?(?:Z|[+-]\\d{4})?");

        static final Pattern SHORT = pattern("(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{2})" + TIME);

        static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:[0-2]\\d[0-5]\\d[0-5]\\d)?");

        private static Pattern pattern(String regex) {
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        }
    }

    /** Names of months in other languages, without a dot and in small letters: looked up once a text seems to hold one. */
    private static final class OtherMonths {
        static final Set<String> NAMES = Stream.of("de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "pl")
                .map(Locale::forLanguageTag)
                .flatMap(language -> Arrays.stream(Month.values())
                        .flatMap(month -> Stream.of(TextStyle.FULL, TextStyle.SHORT)
                                .map(style -> month.getDisplayName(style, language)
                                        .replace(".", "")
                                        .toLowerCase(Locale.ROOT))))
                .collect(Collectors.toUnmodifiableSet());
    }
}
