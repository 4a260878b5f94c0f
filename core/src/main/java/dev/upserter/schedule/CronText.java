package dev.upserter.schedule;

import dev.upserter.problem.Nearest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads cron expressions: five fields as Vixie cron takes them, or a word such as {@code @daily}. Stateless. */
public final class CronText {
    private static final String FIVE = "minute, hour, day of month, month and day of week";
    private static final String EXAMPLE = "write five fields, as \"0 2 * * *\" for 02:00 each day";
    private static final List<String> NAMES = List.of("minute", "hour", "day of month", "month", "day of week");
    private static final List<String> VALUES =
            List.of("0 to 59", "0 to 23", "1 to 31", "1 to 12, or jan to dec", "0 to 7, or sun to sat");
    private static final Pattern STEP_FROM_ONE = Pattern.compile("([0-9]{1,2})/[0-9]+");
    private static final int MAX_LENGTH = 200;

    private static final Map<String, String> WORDS = new TreeMap<>(Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *"));

    /** From here on, a time that comes at all comes within the next leap years. */
    private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);

    private CronText() {}

    /** An expression, or what is wrong with the text. */
    public sealed interface Reading {
        /** An expression. */
        record Good(CronExpression expression) implements Reading {}

        /**
         * What is wrong.
         *
         * @param message without the key, as "has 6 fields"
         * @param hint    what to do
         */
        record Wrong(String message, String hint) implements Reading {}
    }

    /** Reads one. */
    public static Reading read(String written) {
        String text = written.strip();
        if (text.startsWith("@")) {
            String fields = WORDS.get(text);
            return fields == null ? noWord(text) : new Reading.Good(CronExpression.of(fields));
        }
        List<String> fields = List.of(text.split("\\s+"));
        if (text.isEmpty() || fields.size() != NAMES.size()) {
            return count(text.isEmpty() ? 0 : fields.size());
        }
        Reading.Wrong wrong = text.length() > MAX_LENGTH ? tooLong() : wrong(fields);
        return wrong == null ? read(fields) : wrong;
    }

    private static Reading read(List<String> fields) {
        CronExpression expression = CronExpression.of(String.join(" ", fields));
        if (expression.after(START).isEmpty()) {
            return new Reading.Wrong(
                    "never comes: none of its months has such a day",
                    "write a day that the month has. The last of February is the 28th in most years");
        }
        return new Reading.Good(expression);
    }

    private static Reading noWord(String text) {
        if (text.equals("@reboot")) {
            return new Reading.Wrong("must be a time, and @reboot is none", EXAMPLE);
        }
        return new Reading.Wrong(
                "begins with @ and is none of " + String.join(", ", WORDS.keySet()),
                (text.length() > MAX_LENGTH ? Optional.<String>empty() : Nearest.to(text, WORDS.keySet()))
                        .map(near -> "you probably mean " + near)
                        .orElse(EXAMPLE));
    }

    private static Reading count(int fields) {
        String hint = fields == 6 || fields == 7
                ? EXAMPLE + ". Quartz and Spring write seconds before them, which cron does not have"
                : EXAMPLE;
        return new Reading.Wrong(
                fields == 0
                        ? "is empty"
                        : "has " + fields + (fields == 1 ? " field" : " fields") + ", and cron has five: " + FIVE,
                hint);
    }

    private static Reading.Wrong tooLong() {
        return new Reading.Wrong("is longer than " + MAX_LENGTH + " characters", EXAMPLE);
    }

    private static Reading.@Nullable Wrong wrong(List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            var step = STEP_FROM_ONE.matcher(fields.get(i));
            if (step.matches()) {
                return new Reading.Wrong(
                        "has a step after a single number in its " + NAMES.get(i) + ", which cron refuses",
                        "write where it ends, as 5-59/15");
            }
            if (!isGood(i, fields.get(i))) {
                return new Reading.Wrong(
                        "has a " + NAMES.get(i) + " that cannot be read",
                        "write *, or " + VALUES.get(i) + ": lists as 1,5, ranges as 1-5, and steps as */2 or 1-5/2");
            }
        }
        return isAmbiguous(fields.get(2), fields.get(4))
                ? new Reading.Wrong(
                        "has a step in one of the two days and a number in the other, which one cron takes as both and"
                                + " another as either",
                        "write one of the two days as *, or both as numbers")
                : null;
    }

    private static boolean isGood(int place, String field) {
        var all = new ArrayList<>(List.of("*", "*", "*", "*", "*"));
        all.set(place, field);
        try {
            CronExpression.of(String.join(" ", all));
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    /** Vixie cron takes a day that begins with a star for no condition, others do not where a step follows. */
    private static boolean isAmbiguous(String day, String weekday) {
        return !day.equals("*") && !weekday.equals("*") && (day.startsWith("*") || weekday.startsWith("*"));
    }
}
