package dev.upserter.cli.text;

import dev.upserter.problem.Numbers;
import java.time.Duration;
import java.util.Locale;

/** Formats numbers, durations and sizes for people, independently of the machine's locale. */
public final class Amounts {
    private Amounts() {}

    /** {@code 1,234,567}. */
    public static String number(long n) {
        return Numbers.say(n);
    }

    /** {@code 1 row}, {@code 2 rows}. */
    public static String count(long n, String one) {
        return number(n) + " " + one + (n == 1 ? "" : "s");
    }

    /** {@code 312 bytes}, {@code 4.2 kB}, {@code 1.3 GB}; a kB has 1000 bytes. */
    public static String bytes(long n) {
        if (n < 1000) {
            return count(n, "byte");
        }
        double amount = n;
        String unit = "";
        for (String next : new String[] {"kB", "MB", "GB", "TB"}) {
            if (amount < 999.95 && !unit.isEmpty()) {
                break;
            }
            amount /= 1000;
            unit = next;
        }
        return String.format(Locale.ROOT, "%,.1f %s", amount, unit);
    }

    /** {@code 0.21 s}, {@code 12.3 s}, {@code 2 min 5 s}, {@code 1 h 3 min}. */
    public static String duration(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 9.995) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        if (seconds < 59.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return roughly(duration);
    }

    /** {@code 8 s}, {@code 2 min 5 s}, {@code 1 h 3 min}: to the second, hours to the minute. */
    static String roughly(Duration duration) {
        long seconds = duration.plusMillis(500).toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        long minutes = (seconds + 30) / 60;
        return number(minutes / 60) + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
