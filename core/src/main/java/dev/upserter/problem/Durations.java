package dev.upserter.problem;

import java.time.Duration;
import java.util.Locale;

/** Formats durations for people. */
public final class Durations {
    private static final long MINUTE = 60;

    private Durations() {}

    /** For example {@code 340 ms}, {@code 4.2 s}, {@code 15 min}, {@code 2 min 5 s}, {@code 3 h 20 min}. */
    public static String say(Duration duration) {
        long seconds = duration.toSeconds();
        if (duration.toMillis() < 1000) {
            return duration.toMillis() + " ms";
        }
        if (seconds < MINUTE) {
            return duration.toMillis() % 1000 == 0 || seconds >= 10
                    ? seconds + " s"
                    : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return seconds < MINUTE * MINUTE
                ? pair(seconds / MINUTE, "min", seconds % MINUTE, "s")
                : pair(duration.toHours(), "h", duration.toMinutesPart(), "min");
    }

    private static String pair(long large, String unit, long small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
