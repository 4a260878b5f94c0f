package dev.upserter.profile;

/** Counts dates of numbers that are alike but for the order of day and month. For one thread. */
final class NumberDates {
    private static final int MONTHS = 12;
    private static final int DAYS = 31;

    private long count;
    private long dayFirst;
    private long monthFirst;
    private long both;
    private long early;
    private long unlikely;
    private long wide;

    /** Takes note of one; where the year is the first, the second number is the month. What stands for none is not early. */
    void add(String first, String second, String year, boolean wideHour, boolean isNone) {
        int a = Integer.parseInt(first);
        int b = Integer.parseInt(second);
        boolean mayBeDayFirst = isMonth(b) && isDay(a);
        boolean mayBeMonthFirst = isMonth(a) && isDay(b);
        count++;
        dayFirst += mayBeDayFirst ? 1 : 0;
        monthFirst += mayBeMonthFirst ? 1 : 0;
        both += mayBeDayFirst && mayBeMonthFirst ? 1 : 0;
        unlikely += year.length() == 4 && DateForm.isUnlikely(Integer.parseInt(year)) ? 1 : 0;
        early += year.length() == 4 && Integer.parseInt(year) < 1970 && !isNone ? 1 : 0;
        wide += first.length() == 2 && second.length() == 2 && wideHour ? 1 : 0;
    }

    private static boolean isMonth(int number) {
        return number >= 1 && number <= MONTHS;
    }

    private static boolean isDay(int number) {
        return number >= 1 && number <= DAYS;
    }

    long count() {
        return count;
    }

    long unlikely() {
        return unlikely;
    }

    /** Dates in the order that most have. */
    long values() {
        return Math.max(dayFirst, monthFirst);
    }

    boolean isDayFirst() {
        return dayFirst >= monthFirst;
    }

    /** Whether day and month could be exchanged in all of them. */
    boolean isUnclear() {
        return dayFirst == both && monthFirst == both;
    }

    /** Whether some can be read only in one order, and some only in the other. */
    boolean isTorn() {
        long clear = dayFirst + monthFirst - 2 * both;
        return clear > 0 && !Share.isNearlyAll(values() - both, clear);
    }

    long early() {
        return early;
    }

    /** Whether all have two digits for day, month and hour. */
    boolean isWide() {
        return wide == count;
    }
}
