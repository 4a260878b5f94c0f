package dev.upserter.profile;

import dev.upserter.mapping.Cast;
import dev.upserter.source.JsonValue;
import dev.upserter.source.ValueKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds out how the texts of one column are written. What one text has ruled out is not looked for any more. For one thread. */
final class TextFormsProfiler {
    private static final int MOST_WORDS = 8;
    private static final int LONGEST_WORD = 40;
    private static final Pattern PLAIN = Pattern.compile("-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,15})?");
    private static final Pattern E_164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern PHONES =
            Pattern.compile("phone|mobile|handy|\\btel|\\bcell", Pattern.CASE_INSENSITIVE);
    private static final Cast.WrittenNumber POINT = new Cast.WrittenNumber(".", false);
    private static final Cast.WrittenNumber COMMA = new Cast.WrittenNumber(",", false);
    private static final Cast.Phone PHONE = new Cast.Phone(null);

    private final Set<String> words = new TreeSet<>();
    private boolean hasFewWords = true;
    private boolean isPlain = true;
    private boolean isPoint = true;
    private boolean isComma = true;
    private boolean isPhone;
    private boolean isReady = true;
    private boolean isEmpty = true;
    private long apostrophes;

    TextFormsProfiler(String column) {
        isPhone = PHONES.matcher(column).find();
    }

    /** Takes note of a value that says something. */
    void add(JsonValue value) {
        isEmpty = false;
        String text = value.kind() == ValueKind.TEXT && value.length() <= LONGEST_WORD * 4 ? value.text() : "";
        apostrophes += text.startsWith("'") || text.startsWith("\u2019") ? 1 : 0;
        boolean plain = PLAIN.matcher(text).matches();
        boolean whole = plain && text.indexOf('.') < 0;
        isPlain = isPlain && plain;
        isPoint = isPoint && (plain || !text.isEmpty() && POINT.reads(value));
        isComma = isComma && (whole || !text.isEmpty() && COMMA.reads(value));
        phone(value, text);
        word(text.strip().toLowerCase(Locale.ROOT));
    }

    private void phone(JsonValue value, String text) {
        if (isPhone) {
            boolean ready = E_164.matcher(text).matches();
            isReady = isReady && ready;
            isPhone = ready || PHONE.reads(value);
        }
    }

    private void word(String word) {
        if (hasFewWords) {
            words.add(word);
            hasFewWords = !word.isEmpty() && word.length() <= LONGEST_WORD && words.size() <= MOST_WORDS;
        }
    }

    TextForms forms() {
        return new TextForms(
                hasFewWords ? List.copyOf(words) : List.of(),
                !isEmpty && isPlain,
                !isEmpty && isPoint,
                !isEmpty && isComma,
                !isEmpty && isPhone,
                !isEmpty && isReady,
                apostrophes);
    }
}
