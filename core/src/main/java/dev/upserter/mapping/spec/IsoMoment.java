package dev.upserter.mapping.spec;

import dev.upserter.json.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the spelling that nearly all exports have for a moment, as {@code 2026-11-28T09:30:00Z}, at a twentieth of what a
 * formatter takes. {@link Moments} reads all others, and says the same of these. For one thread.
 */
final class IsoMoment {
    private static final int MOST_FRACTIONS = 9;
    /** Of an hour; offsets go further, but are rare there. */
    private static final int MOST_OFFSET = 17;

    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean fits = true;

    private IsoMoment(JsonValue text) {
        this.bytes = text.bytes();
        this.at = text.start() + 1;
        this.end = text.end() - 1;
    }

    /**
     * Unix seconds; fractions are cut off. Empty where the text is spelled in another way, or names no moment.
     *
     * @param text a text, with its quotes
     * @param zone of texts that name none; null if there is none
     */
    static OptionalLong seconds(JsonValue text, @Nullable ZoneId zone) {
        return new IsoMoment(text).seconds(zone);
    }

    private OptionalLong seconds(@Nullable ZoneId zone) {
        long day = day();
        take(at < end && bytes[at] == ' ' ? ' ' : 'T');
        long time = time();
        skipFraction();
        long local = day * 86_400 + time;
        long seconds = at < end ? local - offset() : inZone(local, zone);
        return fits ? OptionalLong.of(seconds) : OptionalLong.empty();
    }

    private long inZone(long local, @Nullable ZoneId zone) {
        fits &= zone != null;
        return fits && zone != null
                ? LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC)
                        .atZone(zone)
                        .toEpochSecond()
                : 0;
    }

    private long day() {
        int year = number(4, 9999);
        take('-');
        int month = number(2, 12);
        take('-');
        int day = number(2, 31);
        try {
            return fits ? LocalDate.of(year, month, day).toEpochDay() : 0;
        } catch (DateTimeException impossible) {
            fits = false;
            return 0;
        }
    }

    private int time() {
        int hour = number(2, 23);
        take(':');
        int minute = number(2, 59);
        take(':');
        return (hour * 60 + minute) * 60 + number(2, 59);
    }

    private void skipFraction() {
        if (at >= end || bytes[at] != '.' && bytes[at] != ',') {
            return;
        }
        int first = ++at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        fits &= at > first && at - first <= MOST_FRACTIONS;
    }

    /** Seconds that the zone is before UTC: Z, or such as +01:00. */
    private int offset() {
        byte sign = bytes[at++];
        int minutes = 0;
        if (sign != 'Z') {
            fits &= sign == '+' || sign == '-';
            minutes = number(2, MOST_OFFSET) * 60;
            take(':');
            minutes += number(2, 59);
        }
        fits &= at == end;
        return (sign == '-' ? -minutes : minutes) * 60;
    }

    private void take(char character) {
        fits &= at < end && bytes[at] == character;
        at++;
    }

    private int number(int digits, int most) {
        fits &= end - at >= digits;
        int number = 0;
        for (int i = 0; fits && i < digits; i++) {
            byte digit = bytes[at++];
            fits = digit >= '0' && digit <= '9';
            number = number * 10 + digit - '0';
        }
        fits &= number <= most;
        return number;
    }
}
