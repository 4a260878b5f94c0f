package dev.upserter.kind;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.UnfitException;
import dev.upserter.operation.text.Blanks;
import dev.upserter.plan.EventIds;
import dev.upserter.problem.Code;
import org.jspecify.annotations.Nullable;

/** What an event is made of, taken from the values of a row. For one thread. */
final class EventParts {
    private final EventIds ids = new EventIds();
    private @Nullable JsonValue lastGiven;
    private JsonValue lastName = JsonValue.NULL;

    EventIds ids() {
        return ids;
    }

    /** The name without blanks around it, which Customer.io takes away; a constant is looked at once. */
    @SuppressWarnings("ReferenceEquality") // a constant is the same object in each row
    JsonValue name(JsonValue value, String key) throws UnfitException {
        if (value == lastGiven) {
            return lastName;
        }
        lastName = stripped(scalar(value, key), key);
        lastGiven = value;
        return lastName;
    }

    private static JsonValue stripped(JsonValue value, String key) throws UnfitException {
        if (value.kind() == ValueKind.TEXT && isSound(value)) {
            return value;
        }
        String text = Blanks.strip(value.text());
        if (text.isEmpty()) {
            throw new UnfitException(Code.PART_MISSING, "the row has no value for " + key + ": it is blank");
        }
        return JsonValue.ofText(text);
    }

    /** Whether it begins and ends with a character of ASCII that shows. */
    private static boolean isSound(JsonValue text) {
        byte first = text.bytes()[text.start() + 1];
        byte last = text.bytes()[text.end() - 2];
        return first > ' ' && first < 0x7F && first != '\\' && last > ' ' && last < 0x7F && !text.hasEscape();
    }

    /** When it was. */
    static long seconds(JsonValue time) throws UnfitException {
        long seconds = time.kind() == ValueKind.INTEGER && time.length() <= 18 ? Long.parseLong(time.json()) : -1;
        if (seconds < 0) {
            throw new UnfitException(Code.EVENT_TIME_INVALID, "the value of time " + wrong(time));
        }
        if (seconds > EventIds.LAST_SECOND) {
            throw new UnfitException(
                    Code.EVENT_TIME_INVALID,
                    "the value of time is after the year 10000: it seems to count milliseconds");
        }
        return seconds;
    }

    private static String wrong(JsonValue time) {
        return switch (time.kind()) {
            case INTEGER -> time.length() > 18 ? "does not count seconds" : "is before 1970";
            case DECIMAL -> "is no whole number of seconds";
            case TEXT -> "is a text after its cast: a date that names no zone, or one before 1970";
            case NULL, TRUE, FALSE, OBJECT, ARRAY -> "is no time";
        };
    }

    /** What makes the event itself, as the row says. */
    static JsonValue own(JsonValue value, String key) throws UnfitException {
        if (value.kind() == ValueKind.TEXT && Blanks.isBlank(value)) {
            throw new UnfitException(Code.PART_MISSING, "the row has no value for " + key + ": it is blank");
        }
        return scalar(value, key);
    }

    /** A value that has one text. */
    static JsonValue scalar(JsonValue value, String key) throws UnfitException {
        return switch (value.kind()) {
            case TEXT, INTEGER, DECIMAL, TRUE, FALSE -> value;
            case NULL, OBJECT, ARRAY ->
                throw new UnfitException(
                        Code.CAST_FAILED, "the value of " + key + " is a list or an object, not a text or a number");
        };
    }
}
