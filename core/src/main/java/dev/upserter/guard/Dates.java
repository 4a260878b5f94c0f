package dev.upserter.guard;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Recognises dates written as text: ISO 8601 and the form of e-mail headers (RFC 2822). */
final class Dates {
    private static final Pattern ISO = Pattern.compile(
            "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?"
                    + "(?<zone> ?(?:Z|z|UTC|[+-]\\d\\d(?::?\\d\\d)?))?)?");
    private static final Pattern RFC_2822 = Pattern.compile(
            "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4}"
                    + " \\d\\d:\\d\\d(?::\\d\\d)? (?<zone>[+-]\\d{4}|GMT|UTC|UT|Z)");
    private static final int SHORTEST = 10;
    private static final int LONGEST = 40;

    private Dates() {}

    /** A quick look at the raw text: false means that it is no date for sure. */
    static boolean mayBeDate(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length < SHORTEST || length > LONGEST) {
            return false;
        }
        byte first = bytes[start];
        boolean digit = first >= '0' && first <= '9';
        return digit
                ? bytes[start + 4] == '-' || bytes[start + 1] == ' ' || bytes[start + 2] == ' '
                : bytes[start + 3] == ',';
    }

    /** Whether the text is a date, with or without a time and a zone. */
    static boolean isDate(String text) {
        return ISO.matcher(text).matches() || RFC_2822.matcher(text).matches();
    }

    /** The moment in Unix seconds, cut down; empty unless the text names a time and a zone. */
    static OptionalLong toUnixSeconds(String text) {
        var iso = ISO.matcher(text);
        try {
            if (iso.matches()) {
                return iso.group("zone") == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(OffsetDateTime.parse(strict(text, iso.start("zone")))
                                .toEpochSecond());
            }
            return RFC_2822.matcher(text).matches()
                    ? OptionalLong.of(OffsetDateTime.parse(
                                    text.replaceFirst("(?:UTC|UT|Z)$", "GMT"), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toEpochSecond())
                    : OptionalLong.empty();
        } catch (DateTimeException impossible) {
            return OptionalLong.empty();
        }
    }

    /** The one spelling that java.time reads: T between date and time, a zone such as +01:00 or Z. */
    private static String strict(String text, int zoneAt) {
        String zone = text.substring(zoneAt).strip();
        String offset = switch (zone) {
            case "z", "Z", "UTC" -> "Z";
            default -> zone.substring(0, 3) + ":" + (zone.length() < 5 ? "00" : zone.substring(zone.length() - 2));
        };
        return text.substring(0, 10) + "T" + text.substring(11, zoneAt).replace(',', '.') + offset;
    }
}
