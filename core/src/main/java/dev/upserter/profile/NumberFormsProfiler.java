package dev.upserter.profile;

import dev.upserter.json.JsonValue;
import dev.upserter.mapping.spec.Cast.WrittenNumber;
import dev.upserter.mapping.spec.WrittenNumbers;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds out how numbers in texts are written. What the texts have ruled out is not looked for any more. For one thread. */
final class NumberFormsProfiler {
    private static final int MOST_CURRENCIES = 5;
    private static final Pattern PLAIN = Pattern.compile("-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,15})?");
    private static final Pattern GROUPED = Pattern.compile("[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}");
    private static final WrittenNumber POINT = new WrittenNumber(".", false);
    private static final WrittenNumber COMMA = new WrittenNumber(",", false);
    private static final WrittenNumber POINT_SHARE = new WrittenNumber(".", true);
    private static final WrittenNumber COMMA_SHARE = new WrittenNumber(",", true);

    private final Set<String> currencies = new TreeSet<>();
    private long seen;
    private long plain;
    private long point;
    private long comma;
    private long pointShares;
    private long commaShares;
    private long grouped;

    /** Takes note of a value, with its text; an empty text for one that is no text, or a long one. */
    void add(JsonValue value, String text) {
        grouped += GROUPED.matcher(text).matches() ? 1 : 0;
        boolean isPlain = PLAIN.matcher(text).matches();
        plain += isPlain ? 1 : 0;
        boolean isWhole = isPlain && text.indexOf('.') < 0;
        if (text.endsWith("%")) {
            pointShares += isWritten(POINT_SHARE, value, pointShares) ? 1 : 0;
            commaShares += isWritten(COMMA_SHARE, value, commaShares) ? 1 : 0;
        } else {
            boolean isPoint = isPlain || !text.isEmpty() && isWritten(POINT, value, point);
            boolean isComma = isWhole || !text.isEmpty() && isWritten(COMMA, value, comma);
            point += isPoint ? 1 : 0;
            comma += isComma ? 1 : 0;
            if (!isPlain && (isPoint || isComma) && currencies.size() < MOST_CURRENCIES) {
                WrittenNumbers.currency(text).ifPresent(currencies::add);
            }
        }
        seen++;
    }

    private boolean isWritten(WrittenNumber form, JsonValue value, long soFar) {
        return !Share.isRuledOut(seen - soFar, seen) && form.reads(value);
    }

    NumberForms forms() {
        return new NumberForms(plain, point, comma, pointShares, commaShares, grouped, currencies);
    }
}
