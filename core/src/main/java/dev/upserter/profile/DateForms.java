package dev.upserter.profile;

import dev.upserter.guard.Dates;
import dev.upserter.source.JsonValue;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what the dates of one column have in common. For one thread. */
final class DateForms {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 40;
    private static final Pattern NUMBERS = Pattern.compile(
            "(\\d{1,4})([/.-])(\\d{1,2})\\2(\\d{1,4})(?:(,? )(\\d{1,2}):\\d{2}(:\\d{2})?( [AaPp][Mm])?)?");

    private final Set<String> separators = new TreeSet<>();
    private final Set<String> times = new TreeSet<>();
    private long iso;
    private long withZone;
    private long withTime;
    private long early;
    private long numbers;
    private boolean yearFirst = true;
    private boolean yearLast = true;
    private boolean dayFirst = true;
    private boolean monthFirst = true;
    private boolean wide = true;

    void add(JsonValue value) {
        int length = value.length() - 2;
        if (length < SHORTEST || length > LONGEST || value.hasEscape()) {
            return;
        }
        byte[] bytes = value.bytes();
        if (Dates.isDate(bytes, value.start() + 1, value.end() - 1)) {
            iso++;
            withZone += Dates.namesZone(bytes, value.start() + 1, value.end() - 1) ? 1 : 0;
            withTime += length > 10 ? 1 : 0;
            early += bytes[value.start() + 1] == '1' && value.text().compareTo("1970") < 0 ? 1 : 0;
        } else if (bytes[value.start() + 1] >= '0' && bytes[value.start() + 1] <= '9') {
            Matcher date = NUMBERS.matcher(value.text());
            if (date.matches()) {
                add(date);
            }
        }
    }

    private void add(Matcher date) {
        numbers++;
        separators.add(date.group(2));
        String first = date.group(1);
        String second = date.group(3);
        String third = date.group(4);
        yearFirst &= first.length() == 4 && third.length() <= 2;
        yearLast &= third.length() == 4 && first.length() <= 2;
        wide &= (yearLast ? first : third).length() == 2 && second.length() == 2;
        dayFirst &= number(second) >= 1 && number(second) <= 12 && number(first) <= 31;
        monthFirst &= number(first) >= 1 && number(first) <= 12 && number(second) <= 31;
        int year = number(yearLast ? third : first);
        early += year < 1970 ? 1 : 0;
        yearLast &= year >= 1000;
        addTime(date);
    }

    private void addTime(Matcher date) {
        String hour = date.group(6);
        if (hour == null) {
            times.add("");
            return;
        }
        withTime++;
        boolean half = date.group(8) != null;
        wide &= half || hour.length() == 2;
        times.add(
                date.group(5) + (half ? "h" : "H") + ":mm" + (date.group(7) == null ? "" : ":ss") + (half ? " a" : ""));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** The form that all of them have; {@link DateForm#NONE} where they have none in common. */
    DateForm form() {
        if (iso > 0 && numbers == 0) {
            return new DateForm(iso, "", iso > withZone, false, withTime > 0, early > 0);
        }
        boolean isOne = iso == 0 && numbers > 0 && separators.size() == 1 && (yearFirst || dayFirst || monthFirst);
        if (!isOne || !yearFirst && !yearLast || times.size() > 1) {
            return DateForm.NONE;
        }
        boolean unclear = !yearFirst && dayFirst && monthFirst && !separators.contains(".");
        return new DateForm(numbers, pattern(), true, unclear, withTime > 0, early > 0);
    }

    private String pattern() {
        String between = separators.iterator().next();
        String day = wide ? "dd" : "d";
        String month = wide ? "MM" : "M";
        String date = yearFirst
                ? "yyyy" + between + month + between + day
                : (dayFirst ? day + between + month : month + between + day) + between + "yyyy";
        String time = times.iterator().next();
        return date + (wide ? time.replace("H:", "HH:") : time);
    }
}
