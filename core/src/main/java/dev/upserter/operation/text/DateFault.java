package dev.upserter.operation.text;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says why a text that is written as a date is none. Stateless; thread-safe. */
public final class DateFault {
    private static final int LONGEST = 80;
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d).*");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})(?!\\d).*");
    private static final Pattern NAMED =
            Pattern.compile("(?:([A-Za-z]{3})[a-z]*,? )?(\\d{1,2})[ -]([A-Za-z]{3})[a-z]*\\.?,?[ -](\\d{4})(?!\\d).*");
    private static final Pattern MONTH_FIRST = Pattern.compile(
            "(?:([A-Za-z]{3})[a-z]*,? )?([A-Za-z]{3})[a-z]*\\.? +(\\d{1,2}),?(?: [\\d:.]+(?: \\S+)?)? (\\d{4})(?!\\d).*");
    /** Any order of three numbers, or a name between two, perhaps with a time. */
    private static final Pattern FORM = Pattern.compile(
            "(?:[A-Za-z]{3,9},? )?(?:\\d{1,4}([-/.])(?:\\d{1,2}|\\p{L}{3,9})\\1\\d{1,4}|\\d{1,2}\\.? (?:de )?\\p{L}{3,12}\\.?,?(?: de)?"
                    + " \\d{2,4}|\\p{L}{3,9}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})(?![\\d/-]).*");

    private static final Pattern TIME = Pattern.compile("(?<!\\d)(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?!\\d)");
    private static final Pattern ZONE = Pattern.compile(".*\\d ?([A-Z]{2,5})(?: \\d{4})?");
    private static final List<String> NO_ABBREVIATIONS = List.of("UTC", "GMT", "UT", "AM", "PM");

    private DateFault() {}

    /** The cause, in words that follow a colon and hold nothing of the text; empty if it is another. */
    public static Optional<String> of(String text) {
        String date = text.strip();
        if (date.length() > LONGEST || date.indexOf('\n') >= 0) {
            return Optional.empty();
        }
        return ofDay(date).or(() -> ofTime(date)).or(() -> ofZone(date));
    }

    /**
     * What to do about a text that is a date in another form.
     *
     * @param hasPattern whether the configuration says how dates are spelled
     */
    public static Optional<String> ofForm(String text, boolean hasPattern) {
        String date = text.strip();
        if (date.length() > LONGEST || !FORM.matcher(date).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                hasPattern
                        ? "it is written like a date, but not as pattern says"
                        : "it is written like a date, in a form that needs a pattern, such as pattern: dd.MM.yyyy");
    }

    private static Optional<String> ofDay(String date) {
        Matcher yearFirst = YEAR_FIRST.matcher(date);
        if (yearFirst.matches()) {
            int month = number(yearFirst.group(3));
            return month < 1 || month > 12
                    ? Optional.of("there is no such month")
                    : ofDay(isDay(number(yearFirst.group(1)), month, number(yearFirst.group(4))));
        }
        Matcher yearLast = YEAR_LAST.matcher(date);
        if (yearLast.matches()) {
            int year = number(yearLast.group(4));
            int one = number(yearLast.group(1));
            int other = number(yearLast.group(3));
            return ofDay(isDay(year, one, other) || isDay(year, other, one));
        }
        Matcher named = NAMED.matcher(date);
        if (named.matches()) {
            return ofNamed(named.group(1), named.group(2), named.group(3), named.group(4));
        }
        Matcher monthFirst = MONTH_FIRST.matcher(date);
        return monthFirst.matches()
                ? ofNamed(monthFirst.group(1), monthFirst.group(3), monthFirst.group(2), monthFirst.group(4))
                : Optional.empty();
    }

    private static Optional<String> ofNamed(String weekday, String digits, String letters, String itsYear) {
        int month = month(letters);
        if (month == 0) {
            return Optional.empty();
        }
        int year = number(itsYear);
        int day = number(digits);
        return ofDay(isDay(year, month, day))
                .or(() -> isOnDay(weekday, year, month, day)
                        ? Optional.empty()
                        : Optional.of("that day is another day of the week"));
    }

    /** The month of which these are the first three letters; 0 if there is none. */
    private static int month(String letters) {
        return Stream.of(Month.values())
                .filter(month -> month.name().substring(0, letters.length()).equalsIgnoreCase(letters))
                .findFirst()
                .map(Month::getValue)
                .orElse(0);
    }

    private static Optional<String> ofDay(boolean isDay) {
        return isDay ? Optional.empty() : Optional.of("there is no such day in that month");
    }

    private static boolean isDay(int year, int month, int day) {
        try {
            LocalDate.of(year, month, day);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static boolean isOnDay(String weekday, int year, int month, int day) {
        int at = weekday == null ? -1 : DAYS.indexOf(weekday.toLowerCase(Locale.ROOT));
        return at < 0 || LocalDate.of(year, month, day).getDayOfWeek() == DayOfWeek.of(at + 1);
    }

    private static Optional<String> ofTime(String date) {
        Matcher time = TIME.matcher(date);
        if (!time.find()) {
            return Optional.empty();
        }
        int hour = number(time.group(1));
        int second = time.group(3) == null ? 0 : number(time.group(3));
        if (hour == 24) {
            return Optional.of("its hour is 24, which is hour 00 of the next day");
        }
        if (hour > 24 || number(time.group(2)) > 59) {
            return Optional.of("there is no such time");
        }
        return second < 60
                ? Optional.empty()
                : Optional.of(
                        second > 60
                                ? "there is no such time"
                                : "its second is 60, a leap second, which Unix time has not");
    }

    private static Optional<String> ofZone(String date) {
        Matcher zone = ZONE.matcher(date);
        boolean isAbbreviation =
                TIME.matcher(date).find() && zone.matches() && !NO_ABBREVIATIONS.contains(zone.group(1));
        return isAbbreviation
                ? Optional.of("it names its zone by an abbreviation, which several zones may have: write it into a"
                        + " pattern, such as \"d MMM uuuu HH:mm 'BST'\", and give zone, such as Europe/London")
                : Optional.empty();
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
