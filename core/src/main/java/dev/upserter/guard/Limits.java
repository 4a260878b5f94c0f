package dev.upserter.guard;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.AttributeName;
import dev.upserter.problem.Quantities;
import java.nio.charset.StandardCharsets;

/** Customer.io's limits (Track API reference, introduction; 2026). All lengths are bytes of UTF-8. */
public final class Limits {
    static final int IDENTIFIER = 150;

    /** "name ... 100 bytes" of an event (POST /api/v1/customers/{identifier}/events). */
    public static final int EVENT_NAME = 100;

    /** Of an attribute's name. */
    public static final int ATTRIBUTE_NAME = 150;

    /** Of an attribute's value. */
    public static final int ATTRIBUTE_VALUE = 1000;

    /** Of a person, and of one entry. */
    public static final int ATTRIBUTES = 300;

    static final int ATTRIBUTES_NEAR = 250;
    /** "32 kb or smaller"; the smaller reading of kb. */
    public static final int ENTRY = 32_000;

    private static final int SHOWN_OF_A_NAME = 40;

    private Limits() {}

    /** What is wrong with the name of an event that has more bytes than that. */
    public static String longEventName(int bytes) {
        return "the name of the event has " + Quantities.say(bytes) + " bytes, more than " + EVENT_NAME;
    }

    /**
     * The length of a value as the limit counts it: of a text, what it says; of a list or an object, its JSON without
     * blanks; of anything else, its JSON. Exact above the limit; below it, no less than that.
     */
    static int valueBytes(JsonValue value) {
        int raw = value.kind() == ValueKind.TEXT ? value.length() - 2 : value.length();
        if (raw <= ATTRIBUTE_VALUE) {
            return raw;
        }
        return switch (value.kind()) {
            case TEXT -> value.hasEscape() ? value.text().getBytes(StandardCharsets.UTF_8).length : raw;
            case OBJECT, ARRAY -> raw - blanksIn(value);
            case INTEGER, DECIMAL, TRUE, FALSE, NULL -> raw;
        };
    }

    private static int blanksIn(JsonValue nested) {
        int blanks = 0;
        boolean inText = false;
        for (int i = nested.start(); i < nested.end(); i++) {
            byte b = nested.bytes()[i];
            if (inText && b == '\\') {
                i++;
            } else if (b == '"') {
                inText = !inText;
            } else if (!inText && b >= 0 && b <= ' ') {
                blanks++;
            }
        }
        return blanks;
    }

    /** Says that a name is too long, with its start. */
    static String nameTooLong(AttributeName name) {
        int end = name.text()
                .offsetByCodePoints(
                        0,
                        Math.min(
                                SHOWN_OF_A_NAME,
                                name.text().codePointCount(0, name.text().length())));
        return "the attribute name " + name.text().substring(0, end) + "... has " + name.utf8Length()
                + " bytes, more than " + ATTRIBUTE_NAME;
    }
}
