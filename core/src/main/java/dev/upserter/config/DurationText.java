package dev.upserter.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lengths of time as configurations spell them: a whole number and its unit, as in 500ms, 30s, 15m, 1h, 90d. */
public final class DurationText {
    private static final int MAX_DIGITS = 9;
    private static final long SECONDS_OF_A_DAY = 24 * 3600;

    private DurationText() {}

    /** What the text means; null if it is no length of time. */
    public static @Nullable Duration parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > MAX_DIGITS) {
            return null;
        }
        int number = Integer.parseInt(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> null;
        };
    }

    /** The shortest spelling; whole milliseconds. */
    public static String spell(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + "s";
        }
        if (seconds % SECONDS_OF_A_DAY == 0) {
            return seconds / SECONDS_OF_A_DAY + "d";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
    }
}
