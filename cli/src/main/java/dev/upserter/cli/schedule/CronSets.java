package dev.upserter.cli.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * The fields of a cron expression as the numbers that they stand for. Immutable.
 *
 * @param minutes  0 to 59
 * @param hours    0 to 23
 * @param days     of the month, 1 to 31
 * @param months   1 to 12
 * @param weekdays 0, which is Sunday, to 6
 */
record CronSets(
        SortedSet<Integer> minutes,
        SortedSet<Integer> hours,
        SortedSet<Integer> days,
        SortedSet<Integer> months,
        SortedSet<Integer> weekdays) {
    static final int HOURS = 24;
    static final int MINUTES = 60;
    private static final int DAYS = 31;
    private static final int MONTHS = 12;
    private static final int WEEKDAYS = 7;
    /** From here on, two numbers or more that follow each other are written as a range. */
    private static final int RANGE = 2;

    private static final List<String> MONTH_NAMES =
            List.of("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAY_NAMES = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /**
     * Those of an expression that was read already.
     *
     * @param fields five, with one blank between two
     */
    static CronSets of(String fields) {
        String[] five = fields.toLowerCase(Locale.ROOT).split(" ", -1);
        var weekdays = new TreeSet<Integer>();
        set(five[4], 0, WEEKDAYS, WEEKDAY_NAMES).forEach(day -> weekdays.add(day % WEEKDAYS));
        return new CronSets(
                set(five[0], 0, MINUTES - 1, List.of()),
                set(five[1], 0, HOURS - 1, List.of()),
                set(five[2], 1, DAYS, List.of()),
                set(five[3], 1, MONTHS, MONTH_NAMES),
                weekdays);
    }

    private static SortedSet<Integer> set(String field, int least, int most, List<String> names) {
        var set = new TreeSet<Integer>();
        for (String part : field.split(",", -1)) {
            String[] range = part.split("/", -1);
            int step = range.length == 1 ? 1 : Integer.parseInt(range[1]);
            String[] ends = range[0].split("-", -1);
            boolean isAll = range[0].equals("*");
            int from = isAll ? least : number(ends[0], names);
            int to = isAll ? most : number(ends[ends.length - 1], names);
            for (int number = from; number <= to; number += step) {
                set.add(number);
            }
        }
        return set;
    }

    private static int number(String text, List<String> names) {
        int name = names.indexOf(text);
        return name >= 0 ? name : Integer.parseInt(text);
    }

    boolean isEveryHour() {
        return hours.size() == HOURS;
    }

    boolean isEveryMinute() {
        return minutes.size() == MINUTES;
    }

    boolean isEveryDay() {
        return days.size() == DAYS;
    }

    boolean isEveryMonth() {
        return months.size() == MONTHS;
    }

    boolean isEveryWeekday() {
        return weekdays.size() == WEEKDAYS;
    }

    /** The same days, with other times. */
    CronSets at(SortedSet<Integer> otherMinutes, SortedSet<Integer> otherHours) {
        return new CronSets(otherMinutes, otherHours, days, months, weekdays);
    }

    /** The same, so many days of the week later. */
    CronSets later(int by) {
        var shifted = new TreeSet<Integer>();
        weekdays.forEach(day -> shifted.add(Math.floorMod(day + by, WEEKDAYS)));
        return new CronSets(minutes, hours, days, months, shifted);
    }

    /** As five fields that every cron reads: numbers, no names. */
    String text() {
        IntFunction<String> plain = Integer::toString;
        return String.join(
                " ",
                isEveryMinute() ? "*" : list(minutes, "-", plain),
                isEveryHour() ? "*" : list(hours, "-", plain),
                isEveryDay() ? "*" : list(days, "-", plain),
                isEveryMonth() ? "*" : list(months, "-", plain),
                isEveryWeekday() ? "*" : list(weekdays, "-", plain));
    }

    /** Numbers as a list, of which those that follow each other are ranges. */
    static String list(SortedSet<Integer> numbers, String to, IntFunction<String> word) {
        var parts = new ArrayList<String>();
        List<Integer> all = List.copyOf(numbers);
        int i = 0;
        while (i < all.size()) {
            int end = i;
            while (end + 1 < all.size() && all.get(end + 1) == all.get(end) + 1) {
                end++;
            }
            if (end - i >= RANGE) {
                parts.add(word.apply(all.get(i)) + to + word.apply(all.get(end)));
                i = end + 1;
            } else {
                parts.add(word.apply(all.get(i)));
                i++;
            }
        }
        return String.join(",", parts);
    }
}
