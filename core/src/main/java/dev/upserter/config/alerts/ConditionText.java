package dev.upserter.config.alerts;

import dev.upserter.config.AlertCondition;
import dev.upserter.config.AlertCondition.Bound;
import dev.upserter.config.AlertCondition.Ending;
import dev.upserter.config.AlertCondition.Limit;
import dev.upserter.config.AlertCondition.Measure;
import dev.upserter.config.DurationText;
import dev.upserter.problem.Nearest;
import dev.upserter.redaction.SecretText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a condition of an alert: a word, or a measure, a sign and a number, as in {@code rejected > 1%}. */
final class ConditionText {
    private static final Pattern WRITTEN = Pattern.compile("([^\\s<>=]*)\\s*([<>=]+)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
    private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,6})?)\\s?%");

    private static final List<String> ENDINGS =
            Arrays.stream(Ending.values()).map(Ending::spelling).toList();
    private static final List<String> MEASURES =
            Arrays.stream(Measure.values()).map(Measure::spelling).toList();
    private static final String ALL = "write one of " + String.join(", ", ENDINGS) + ", or one of "
            + String.join(", ", MEASURES) + " with < or > and a number, as in \"rejected > 1%\"";

    private ConditionText() {}

    /** A condition, or what is wrong with the text. */
    sealed interface Reading {
        record Good(AlertCondition condition) implements Reading {}

        record Wrong(String message, String hint) implements Reading {}
    }

    static Reading read(String written) {
        String text = written.strip();
        Optional<Ending> ending = Arrays.stream(Ending.values())
                .filter(one -> one.spelling().equals(text))
                .findFirst();
        if (ending.isPresent()) {
            return new Reading.Good(ending.get());
        }
        Matcher parts = WRITTEN.matcher(text);
        return parts.matches() ? limit(parts.group(1), parts.group(2), parts.group(3)) : unknown(text, text);
    }

    private static Reading limit(String name, String sign, String bound) {
        Optional<Measure> measure = measure(name);
        if (measure.isEmpty()) {
            return unknown(name, name + " " + sign + " " + bound);
        }
        if (!sign.equals("<") && !sign.equals(">")) {
            return new Reading.Wrong(
                    "a condition compares with < or >",
                    "write it as in \"" + name + " > " + example(measure.get()) + "\"");
        }
        Bound found = bound(measure.get(), bound);
        return found == null
                ? new Reading.Wrong(
                        name + " must be compared with " + bounds(measure.get()),
                        "write it as in \"" + name + " " + sign + " " + example(measure.get()) + "\"")
                : new Reading.Good(new Limit(measure.get(), sign.equals(">"), found));
    }

    private static @Nullable Bound bound(Measure measure, String text) {
        if (measure == Measure.DURATION) {
            Duration duration = DurationText.parse(text);
            return duration == null ? null : new Bound.Length(duration);
        }
        Matcher share = SHARE.matcher(text);
        if (share.matches()) {
            BigDecimal percent = new BigDecimal(share.group(1)).stripTrailingZeros();
            boolean isMore = percent.compareTo(BigDecimal.valueOf(100)) > 0;
            return isMore && measure != Measure.READ ? null : new Bound.Share(percent);
        }
        return NUMBER.matcher(text).matches() ? new Bound.Amount(Long.parseLong(text)) : null;
    }

    private static String bounds(Measure measure) {
        return switch (measure) {
            case DURATION -> "a length of time, such as 30s, 10m or 2h";
            case READ -> "a number, or a share of what the last completed run read, such as 50%";
            case REMOVED -> "a number, or a share of the people known, 0% to 100%";
            case DELIVERED, REJECTED, DEAD_LETTERS -> "a number, or a share of the rows, 0% to 100%";
        };
    }

    private static String example(Measure measure) {
        return switch (measure) {
            case DURATION -> "10m";
            case READ -> "50%";
            case REMOVED, DELIVERED, REJECTED, DEAD_LETTERS -> "1%";
        };
    }

    private static Reading unknown(String name, String text) {
        boolean isShown = SecretText.isWord(name);
        String hint = isShown ? near(name, text).orElse(ALL) : ALL;
        return new Reading.Wrong(
                "there is no condition " + (isShown ? "\"" + name + "\"" : "like this") + " for an alert", hint);
    }

    /** The word of which this may be a misspelling, with what follows it. */
    private static Optional<String> near(String name, String text) {
        List<String> known = Stream.concat(ENDINGS.stream(), MEASURES.stream()).toList();
        return known.stream()
                .filter(word -> word.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .or(() -> Nearest.to(name, known))
                .map(word -> "you probably mean " + word
                        + measure(word)
                                .filter(measure -> text.equals(name))
                                .map(measure ->
                                        " with < or > and a number, as in \"" + word + " > " + example(measure) + "\"")
                                .orElse(""));
    }

    private static Optional<Measure> measure(String name) {
        return Arrays.stream(Measure.values())
                .filter(one -> one.spelling().equals(name))
                .findFirst();
    }
}
