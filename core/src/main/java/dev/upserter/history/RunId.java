package dev.upserter.history;

import dev.upserter.mapping.RunVariables;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The id of a run: UTC date, time and four hexadecimal digits, such as {@code 20261123-190631-7f3a}. The digits grow with
 * the milliseconds of the second; the rest of them is random. Of two runs, the id of the later one sorts after the other's.
 */
public final class RunId {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** The length of the time at the start of an id. */
    public static final int LENGTH_OF_TIME = 15;

    private static final Pattern FORM = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9a-f]{4}");
    /** For each millisecond: 65,000 in all, which fit in four digits. */
    private static final int SUFFIXES = 65;

    private RunId() {}

    /** The facts about a run for templates: its start is part of its id, so that a resumed run has the same. */
    public static RunVariables variables(String id) {
        return new RunVariables(id, start(id).getEpochSecond());
    }

    /** When the run started, to the second. */
    public static Instant start(String id) {
        return Instant.from(TIME.parse(id.substring(0, LENGTH_OF_TIME)));
    }

    /** Whether a text is the id of a run. */
    public static boolean isValid(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        try {
            start(text);
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    public static String of(Instant start, RandomGenerator random) {
        int millis = start.get(ChronoField.MILLI_OF_SECOND);
        return TIME.format(start) + String.format(Locale.ROOT, "-%04x", millis * SUFFIXES + random.nextInt(SUFFIXES));
    }
}
