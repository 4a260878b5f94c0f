package dev.upserter.guard.value;

import dev.upserter.operation.text.DateFault;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;

/** Recognises dates written as text: ISO 8601 and the form of e-mail headers (RFC 2822). */
public final class Dates {
    private static final Pattern RFC_2822 = Pattern.compile(
            "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4}"
                    + " \\d\\d:\\d\\d(?::\\d\\d)? (?:[+-]\\d{4}|[A-Z]{1,5})");
    /** Strict, since 30 Feb would become the last day of that month otherwise. */
    private static final DateTimeFormatter MAIL =
            DateTimeFormatter.RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    private static final int SHORTEST = 10;
    private static final int LONGEST = 40;

    private Dates() {}

    /** What a text is as a date. */
    public sealed interface Reading {
        /** A moment, Unix seconds, 0 or more; fractions are cut off. */
        record Moment(long seconds) implements Reading {}

        /** A date that cannot be put in Unix seconds, and why. */
        record Unclear(String why) implements Reading {}

        /** No date. */
        record None() implements Reading {}
    }

    /** Whether the text between these indexes is a date, with or without a time and a zone. */
    public static boolean isDate(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length < SHORTEST || length > LONGEST) {
            return false;
        }
        if (IsoDate.zoneOf(bytes, start, end) >= 0) {
            return true;
        }
        boolean maybeMail = bytes[start + 3] == ',' || bytes[start + 1] == ' ' || bytes[start + 2] == ' ';
        return maybeMail
                && RFC_2822.matcher(new String(bytes, start, length, StandardCharsets.UTF_8))
                        .matches();
    }

    /** Whether a text that is a date names its zone. */
    public static boolean namesZone(byte[] bytes, int start, int end) {
        return IsoDate.zoneOf(bytes, start, end) != end;
    }

    /** Whether a text is a date as people and spreadsheets write it, or in a form of other programs. */
    public static boolean isWritten(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length > 0
                && switch (WrittenDates.of(bytes, 0, bytes.length)) {
                    case DATE, DAY_OR_MONTH -> true;
                    case NONE, DIGITS, IMPOSSIBLE -> false;
                };
    }

    /** The moment that a text names, as far as it names one. */
    public static Reading read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!isDate(bytes, 0, bytes.length)) {
            return written(bytes);
        }
        int zone = IsoDate.zoneOf(bytes, 0, bytes.length);
        try {
            if (zone == bytes.length) {
                return new Reading.Unclear("it names no zone");
            }
            return zone > 0
                    ? moment(OffsetDateTime.parse(strict(text, zone)))
                    : moment(OffsetDateTime.parse(text.replaceFirst("(?:UTC|UT|Z)$", "GMT"), MAIL));
        } catch (DateTimeException impossible) {
            return new Reading.Unclear(DateFault.of(text).orElse("there is no such date, time or zone"));
        }
    }

    private static Reading written(byte[] bytes) {
        return bytes.length == 0
                ? new Reading.None()
                : switch (WrittenDates.of(bytes, 0, bytes.length)) {
                    case NONE, DIGITS -> new Reading.None();
                    case DATE -> new Reading.Unclear("it is not spelled as ISO 8601 or RFC 2822");
                    case DAY_OR_MONTH -> new Reading.Unclear("its day and month cannot be distinguished");
                    case IMPOSSIBLE ->
                        new Reading.Unclear(DateFault.of(new String(bytes, StandardCharsets.UTF_8))
                                .orElse("there is no such date, time or zone"));
                };
    }

    private static Reading moment(OffsetDateTime date) {
        long seconds = date.toEpochSecond();
        return seconds < 0 ? new Reading.Unclear("it is before 1970") : new Reading.Moment(seconds);
    }

    /** The one spelling that java.time reads: T between date and time, a zone such as +01:00 or Z. */
    private static String strict(String text, int zoneAt) {
        String zone = text.substring(zoneAt).strip();
        String offset = switch (zone) {
            case "z", "Z", "UTC", "GMT" -> "Z";
            default -> zone.substring(0, 3) + ":" + (zone.length() < 5 ? "00" : zone.substring(zone.length() - 2));
        };
        return text.substring(0, 10) + "T" + text.substring(11, zoneAt).replace(',', '.') + offset;
    }
}
