package dev.upserter.template.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses dates: ISO 8601, those of e-mail headers and of C, and those with an English month name. */
public final class DateText {
    private static final int LONGEST = 64;
    private static final String TIME = "(?:(?:t|,?\\s+)(?<time>\\d{1,2}:.*))?";
    private static final String DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";
    private static final Pattern WEEKDAY = Pattern.compile("(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[,.]?\\s+");
    private static final List<Pattern> DATES = List.of(
            Pattern.compile("(?<year>\\d{4})([-/.])(?<month>\\d{1,2})\\2(?<day>\\d{1,2})" + TIME),
            Pattern.compile(DAY + "[\\s-]\\s*(?<month>[a-z]{3,9})\\.?,?[\\s-]\\s*(?<year>\\d{4})" + TIME),
            Pattern.compile("(?<month>[a-z]{3,9})\\.?\\s+" + DAY + ",?\\s+(?<year>\\d{4})" + TIME),
            Pattern.compile("(?<month>[a-z]{3,9})\\s+" + DAY
                    + "\\s+(?<time>\\d{1,2}:\\S+(?: (?:utc|gmt|z))?)\\s+(?<year>\\d{4})"));
    private static final Pattern CLOCK = Pattern.compile(
            "(?<hour>\\d{1,2}):(?<minute>\\d{2})"
                    + "(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?\\s*(?<half>[ap]\\.?m\\.?)?\\s*(?<zone>\\S*)(?:\\s+\\([^()]*\\))?");
    private static final Pattern ZONE =
            Pattern.compile("(?:utc|gmt)?(?<sign>[+-])(?<hours>\\d{2})(?::?(?<minutes>\\d{2}))?");

    private DateText() {}

    /** The moment that a text gives; null if it gives none. */
    public static @Nullable OffsetDateTime read(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        String small = text.toLowerCase(Locale.ROOT);
        Matcher weekday = WEEKDAY.matcher(small);
        String date = weekday.lookingAt() ? small.substring(weekday.end()) : small;
        for (Pattern pattern : DATES) {
            Matcher found = pattern.matcher(date);
            if (found.matches()) {
                try {
                    return moment(found);
                } catch (DateTimeException noSuchDay) {
                    return null;
                }
            }
        }
        return null;
    }

    private static @Nullable OffsetDateTime moment(Matcher date) {
        int month = month(date.group("month"));
        if (month == 0) {
            return null;
        }
        LocalDate day = LocalDate.of(Integer.parseInt(date.group("year")), month, Integer.parseInt(date.group("day")));
        String time = date.group("time");
        if (time == null) {
            return day.atTime(LocalTime.MIDNIGHT).atOffset(ZoneOffset.UTC);
        }
        Matcher clock = CLOCK.matcher(time.strip());
        ZoneOffset zone = clock.matches() ? zone(clock.group("zone")) : null;
        return zone == null ? null : day.atTime(time(clock)).atOffset(zone);
    }

    private static int month(String month) {
        if (Character.isDigit(month.charAt(0))) {
            return Integer.parseInt(month);
        }
        String name = month.equals("sept") ? "sep" : month;
        for (Month each : Month.values()) {
            if (name.equalsIgnoreCase(each.name())
                    || name.equalsIgnoreCase(each.name().substring(0, 3))) {
                return each.getValue();
            }
        }
        return 0;
    }

    private static LocalTime time(Matcher clock) {
        int hour = Integer.parseInt(clock.group("hour"));
        String half = clock.group("half");
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("no such hour");
            }
            hour = hour % 12 + (half.startsWith("p") ? 12 : 0);
        }
        String second = clock.group("second");
        String fraction = clock.group("fraction");
        return LocalTime.of(
                hour,
                Integer.parseInt(clock.group("minute")),
                second == null ? 0 : Integer.parseInt(second),
                fraction == null ? 0 : Integer.parseInt(fraction + "0".repeat(9 - fraction.length())));
    }

    private static @Nullable ZoneOffset zone(String zone) {
        if (zone.isEmpty() || zone.equals("z") || zone.equals("utc") || zone.equals("gmt")) {
            return ZoneOffset.UTC;
        }
        Matcher offset = ZONE.matcher(zone);
        if (!offset.matches()) {
            return null;
        }
        int sign = offset.group("sign").equals("-") ? -1 : 1;
        String minutes = offset.group("minutes");
        return ZoneOffset.ofHoursMinutes(
                sign * Integer.parseInt(offset.group("hours")), minutes == null ? 0 : sign * Integer.parseInt(minutes));
    }
}
