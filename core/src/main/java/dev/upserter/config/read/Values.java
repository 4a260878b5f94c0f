package dev.upserter.config.read;

import dev.upserter.config.Durations;
import dev.upserter.config.text.Constants;
import dev.upserter.config.text.Interpolation;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.config.text.Mistakes;
import dev.upserter.config.text.Node;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.plan.Allowance;
import dev.upserter.problem.Nearest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values. One that is wrong is noted, and some valid value is returned in its place: nothing will be built
 * of it. For one thread.
 */
final class Values {
    private static final int MAX_DIGITS = 20;
    private static final int MAX_SHOWN = 30;
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(MB|GB)");
    private static final String UNUSED = "unused";

    private final Interpolation interpolation;
    private final Mistakes mistakes;

    Values(Interpolation interpolation, Mistakes mistakes) {
        this.interpolation = interpolation;
        this.mistakes = mistakes;
    }

    /** The value as JSON. */
    String json(Node value) {
        return new Constants(interpolation, mistakes).json(value);
    }

    /** A whole number within the bounds, both included. */
    int whole(Node.Field field, int least, int most) {
        return whole(field, least, most, "without the key, the usual number holds");
    }

    /**
     * A whole number within the bounds, both included.
     *
     * @param outside what to do where it is not within them
     */
    int whole(Node.Field field, int least, int most, String outside) {
        String digits = digits(field.value());
        if (digits == null) {
            return least;
        }
        int number = parse(digits, least - 1);
        if (number >= least && number <= most) {
            return number;
        }
        String hint = digits.isEmpty() ? typeHint(field.value(), "25") : outside;
        String what = digits.isEmpty() ? ", but this is " + field.value().kind() : "";
        mistakes.add(
                field.value().place(),
                field.name() + " must be a whole number from " + least + " to " + most + what,
                hint);
        return least;
    }

    /** The digits of a number, or of a text from the environment; empty for anything else; null if already noted. */
    private @Nullable String digits(Node value) {
        if (value instanceof Node.Numeral numeral) {
            return numeral.value();
        }
        if (value instanceof Node.Text text) {
            Resolved resolved = interpolation.resolve(text);
            return resolved == null
                    ? null
                    : resolved.literal() ? "" : resolved.text().strip();
        }
        return "";
    }

    private static int parse(String digits, int otherwise) {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
            return otherwise;
        }
        try {
            return new BigDecimal(digits).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return otherwise;
        }
    }

    /** A length of time within the bounds, both included. */
    Duration duration(Node.Field field, Duration least, Duration most) {
        if (field.value() instanceof Node.Numeral numeral) {
            mistakes.add(
                    numeral.place(),
                    field.name() + " must have a unit",
                    "write \"30s\" for 30 seconds, or ms, m, h or d");
            return least;
        }
        String bounds = "from " + Durations.spell(least) + " to " + Durations.spell(most);
        Resolved text = text(field, bounds, "30s");
        if (text == null) {
            return least;
        }
        Duration duration = Durations.parse(text.text());
        if (duration != null && duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
            return duration;
        }
        mistakes.add(
                field.value().place(),
                field.name() + " must be " + bounds,
                "write a whole number and its unit, ms, s, m, h or d, as in 30s");
        return least;
    }

    /** True or false. */
    boolean truth(Node.Field field) {
        if (field.value() instanceof Node.Truth truth) {
            return truth.value();
        }
        mistakes.add(
                field.value().place(),
                field.name() + " must be true or false, but this is "
                        + field.value().kind(),
                "write true or false, without quotation marks");
        return false;
    }

    /** One of the words. */
    String word(Node.Field field, List<String> words) {
        Resolved text = text(field, alternatives(words), words.getFirst());
        if (text == null || words.contains(text.text())) {
            return text == null ? words.getFirst() : text.text();
        }
        mistakes.add(
                field.value().place(),
                field.name() + " must be " + alternatives(words) + shown(text),
                () -> nearest(text.text(), words));
        return words.getFirst();
    }

    private static String nearest(String written, List<String> words) {
        if (isInTypographicMarks(written)) {
            return TYPOGRAPHIC;
        }
        String start = written.substring(0, Math.min(MAX_SHOWN, written.length()));
        return Nearest.to(start, words).map(word -> "you probably mean " + word).orElse("write one of these words");
    }

    /** What to do about quotation marks that a word processor has made of plain ones. */
    static final String TYPOGRAPHIC =
            "write plain quotation marks, \" or ', or none: typographic ones are taken as part of the text";

    /** Whether a text stands in quotation marks that are none to JSON and YAML. */
    static boolean isInTypographicMarks(String text) {
        return text.length() > 1
                && "\u201c\u201d\u201e\u201f\u2018\u2019\u00ab\u00bb".indexOf(text.charAt(0)) >= 0
                && "\u201c\u201d\u201f\u2018\u2019\u00ab\u00bb".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    /** One of an enum's constants, spelled in lower case. */
    <E extends Enum<E>> E word(Node.Field field, E[] constants) {
        var words = new ArrayList<String>();
        for (E constant : constants) {
            words.add(constant.name().toLowerCase(Locale.ROOT));
        }
        return constants[words.indexOf(word(field, words))];
    }

    private static String shown(Resolved text) {
        boolean harmless = text.literal()
                && !text.text().isEmpty()
                && text.text().length() <= MAX_SHOWN
                && text.text().chars().allMatch(c -> (c | 0x20) >= 'a' && (c | 0x20) <= 'z' || c == '_' || c == '-');
        return harmless ? ", not \"" + text.text() + "\"" : "";
    }

    /** "a, b or c". */
    static String alternatives(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.getFirst() : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** The name of a field or an attribute: a text with something in it. */
    Resolved name(Node.Field field) {
        Resolved text = text(field, "email");
        if (text != null && text.text().isBlank()) {
            mistakes.add(field.value().place(), field.name() + " must not be empty", "write the name");
        } else if (text != null && hasHalfCharacter(text.text())) {
            mistakes.add(
                    field.value().place(),
                    field.name() + " holds half of a character (an unpaired surrogate)",
                    "write the character itself in place of its escape");
        } else if (text != null) {
            return text;
        }
        return new Resolved(UNUSED, true);
    }

    /** The name of a field, or a path to one. */
    FieldPath path(Node.Field field) {
        var path = new FieldPath(name(field).text());
        if (path.isTooDeep()) {
            mistakes.add(
                    field.value().place(),
                    field.name() + " leads more than " + FieldPath.MAX_STEPS + " steps deep",
                    "write a shorter path, such as orders[0].total");
            return new FieldPath(UNUSED);
        }
        return path;
    }

    private static boolean hasHalfCharacter(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (Character.charCount(text.codePointAt(i)) == 1 && Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Any text; null if it is none, and that was noted.
     *
     * @param example of a text that could stand there
     */
    @Nullable
    Resolved text(Node.Field field, String example) {
        return text(field, "a text", example);
    }

    /**
     * A size, as in 512MB; the least where it is wrong, which is noted.
     *
     * @param least allowed, megabytes
     * @param most  allowed, megabytes
     */
    long megabytes(Node.Field field, int least, int most) {
        Resolved text = text(field, "512MB");
        Matcher size = SIZE.matcher(text == null ? "" : text.text());
        long megabytes =
                size.matches() ? Long.parseLong(size.group(1)) * (size.group(2).equals("GB") ? 1024 : 1) : 0;
        if (megabytes >= least && megabytes <= most) {
            return megabytes;
        }
        if (text != null) {
            mistakes.add(
                    field.value().place(),
                    field.name() + " must be from " + least + "MB to " + (most >> 10) + "GB",
                    "write a whole number and its unit, MB or GB, as in 512MB");
        }
        return least;
    }

    private @Nullable Resolved text(Node.Field field, String mustBe, String example) {
        if (field.value() instanceof Node.Text text) {
            return interpolation.resolve(text);
        }
        mistakes.add(
                field.value().place(),
                field.name() + " must be " + mustBe + ", but this is "
                        + field.value().kind(),
                typeHint(field.value(), "\"" + example + "\""));
        return null;
    }

    /**
     * A share or a number; null if it is neither, and that was noted.
     *
     * @param share what it is a share of, as {@code a share of the rows}
     * @param what  what it is a number of
     */
    @Nullable
    Allowance allowance(Node.Field field, String share, String what) {
        String written = "";
        if (field.value() instanceof Node.Numeral numeral) {
            written = numeral.value();
        } else {
            Resolved text = text(field, "10%");
            if (text == null) {
                return null;
            }
            written = text.text();
        }
        Allowance allowance = Allowance.parse(written).orElse(null);
        if (allowance == null) {
            mistakes.add(
                    field.value().place(),
                    field.name() + " must be " + share + ", 0% to 100%, or a number of " + what,
                    "write it as \"10%\", or as 500");
        }
        return allowance;
    }

    private static String typeHint(Node value, String example) {
        return switch (value) {
            case Node.Nothing ignored -> "give it a value, as " + example + ", or remove the key";
            case Node.Text ignored -> "write it without quotation marks, as " + example;
            case Node.Numeral ignored -> "write it in quotation marks, as " + example;
            case Node.Truth ignored -> "write a value as " + example;
            case Node.Items ignored -> "write a single value as " + example;
            case Node.Fields ignored -> "write a single value as " + example;
        };
    }
}
