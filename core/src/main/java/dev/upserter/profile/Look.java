package dev.upserter.profile;

import dev.upserter.guard.value.Dates;
import dev.upserter.guard.value.Emails;
import dev.upserter.json.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a value looks like. The formats whose cells are texts have numbers and booleans among them. */
public enum Look {
    TEXT("text"),
    EMAIL("e-mail address"),
    DATE("date as text"),
    WHOLE_NUMBER("whole number"),
    NUMBER("number"),
    WHOLE_NUMBER_TEXT("whole number as text"),
    NUMBER_TEXT("number as text"),
    SCIENTIFIC_TEXT("number in scientific notation as text"),
    BOOLEAN("true or false"),
    BOOLEAN_TEXT("true or false as text"),
    OBJECT("object"),
    LIST("list"),
    EMPTY("empty text"),
    NULL("null");

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,30}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{0,30}[.,][0-9]{1,30}");
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?[0-9](?:[.,][0-9]{1,30})?[eE][+-]?[0-9]{1,3}");
    private static final int LONGEST_NUMBER = 62;

    private final String words;

    Look(String words) {
        this.words = words;
    }

    /** What people call it. */
    public String words() {
        return words;
    }

    /** Whether there is anything at all. */
    public boolean saysSomething() {
        return this != EMPTY && this != NULL;
    }

    /** Whether it can be an identifier. */
    boolean canIdentify() {
        return switch (this) {
            case TEXT, EMAIL, DATE, WHOLE_NUMBER, WHOLE_NUMBER_TEXT, NUMBER_TEXT, BOOLEAN_TEXT -> true;
            case NUMBER, SCIENTIFIC_TEXT, BOOLEAN, OBJECT, LIST, EMPTY, NULL -> false;
        };
    }

    static Look of(JsonValue value) {
        return switch (value.kind()) {
            case TEXT -> ofText(value);
            case INTEGER -> WHOLE_NUMBER;
            case DECIMAL -> NUMBER;
            case TRUE, FALSE -> BOOLEAN;
            case NULL -> NULL;
            case OBJECT -> OBJECT;
            case ARRAY -> LIST;
        };
    }

    private static Look ofText(JsonValue value) {
        if (value.length() > LONGEST_NUMBER + 300) {
            return TEXT;
        }
        String text = value.text();
        if (text.isBlank()) {
            return EMPTY;
        }
        if (text.length() <= LONGEST_NUMBER) {
            if (WHOLE.matcher(text).matches()) {
                return WHOLE_NUMBER_TEXT;
            }
            if (DECIMAL.matcher(text).matches()) {
                return NUMBER_TEXT;
            }
            if (SCIENTIFIC.matcher(text).matches()) {
                return SCIENTIFIC_TEXT;
            }
            if (text.length() <= 5 && isBoolean(text.toLowerCase(Locale.ROOT))) {
                return BOOLEAN_TEXT;
            }
        }
        if (text.indexOf('@') > 0 && Emails.isValid(text)) {
            return EMAIL;
        }
        return Dates.isDate(value.bytes(), value.start() + 1, value.end() - 1) ? DATE : TEXT;
    }

    private static boolean isBoolean(String text) {
        return text.equals("true") || text.equals("false");
    }
}
