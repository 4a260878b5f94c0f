package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A whole number within bounds, both included.
 *
 * @param outside what to do where it is not within them
 */
public record Whole(int least, int most, String outside) implements Type<Integer> {
    private static final int MAX_DIGITS = 20;

    public Whole(int least, int most) {
        this(least, most, "without the key, the default holds");
    }

    @Override
    public Integer read(ConfigNode.Field field, KeyValues values) {
        String digits = digits(field.value(), values);
        if (digits == null) {
            return least;
        }
        int number = parse(digits, least - 1);
        if (number >= least && number <= most) {
            return number;
        }
        boolean isNone = digits.isEmpty();
        values.note(
                field,
                field.name() + " must be a whole number from " + least + " to " + most
                        + (isNone ? ", but this is " + field.value().kind() : ""),
                isNone ? KeyValues.typeHint(field.value(), "25") : outside);
        return least;
    }

    /** The digits of a number, or of a text from the environment; empty for anything else; null if already noted. */
    private static @Nullable String digits(ConfigNode value, KeyValues values) {
        if (value instanceof ConfigNode.Numeral numeral) {
            return numeral.value();
        }
        if (value instanceof ConfigNode.Text text) {
            Resolved resolved = values.resolve(text);
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

    @Override
    public String schema() {
        return Type.orFromEnvironment("\"type\": \"integer\", \"minimum\": " + least + ", \"maximum\": " + most);
    }

    @Override
    public String inWords() {
        return "whole number, " + least + " to " + most;
    }

    @Override
    public boolean isPlain() {
        return true;
    }
}
