package dev.upserter.guard;

import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.source.JsonText;
import dev.upserter.source.JsonValue;
import dev.upserter.source.ValueKind;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one attribute: its name, its length, its value. For one thread. */
final class ValueGuard {
    private static final Set<String> NULL_WORDS =
            Set.of("null", "nan", "#n/a", "n/a", "none", "nil", "undefined", "\\n");
    private static final int LONGEST_NULL_WORD = 9;
    private static final Set<String> CLEAR_TRUE = Set.of("true", "1");
    private static final Set<String> CLEAR_FALSE = Set.of("false", "0");
    /** From September 2001 to July 2036, the numbers of 13 digits that are dates far more often than anything else. */
    private static final long FIRST_MILLISECOND = 1_000_000_000_000L;

    private static final long LAST_MILLISECOND = 2_100_000_000_000L;

    private final InstantSource clock;

    ValueGuard(InstantSource clock) {
        this.clock = clock;
    }

    /** The attribute to send: the same, a repaired one, or null to leave it out. */
    @Nullable
    Attribute check(Attribute attribute, Findings findings) {
        AttributeName name = attribute.name();
        if (name.utf8Length() > Limits.ATTRIBUTE_NAME) {
            findings.add(Code.ATTRIBUTE_NAME_TOO_LONG, "", "an attribute name has " + name.utf8Length() + " bytes");
        }
        return switch (name.role()) {
            case PLAIN -> checkValue(attribute, findings);
            case EMAIL -> checkEmail(attribute, findings);
            case CREATED_AT -> checkCreatedAt(attribute, findings);
            case UNSUBSCRIBED -> checkUnsubscribed(attribute, findings);
            case TOPIC -> checkTopic(attribute, findings);
            case ID, ANONYMOUS_ID -> {
                findings.add(Code.RESERVED_MEANING, name.text(), "the attribute " + name + " identifies a person");
                yield checkValue(attribute, findings);
            }
            case SUBSCRIPTIONS -> {
                findings.add(
                        Code.SUBSCRIPTION_OVERWRITE, name.text(), "the whole object " + name + " would be replaced");
                yield attribute;
            }
            case READ_ONLY -> {
                findings.add(Code.RESERVED_NAME, name.text(), "the attribute name " + name + " is reserved");
                yield attribute;
            }
        };
    }

    private Attribute checkValue(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        return switch (value.kind()) {
            case TEXT -> checkText(attribute, findings);
            case INTEGER -> checkLength(checkInteger(attribute, findings), findings);
            case DECIMAL -> checkLength(attribute, findings);
            case TRUE, FALSE -> attribute;
            case NULL -> {
                noteClearing(attribute, "null", findings);
                yield attribute;
            }
            case OBJECT, ARRAY -> checkNested(attribute, findings);
        };
    }

    private static void noteClearing(Attribute attribute, String what, Findings findings) {
        String name = attribute.name().text();
        findings.add(Code.NULL_CLEARS, name, () -> what + " removes the attribute " + name);
    }

    private Attribute checkText(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        if (value.isEmptyText()) {
            noteClearing(attribute, "empty text", findings);
            return attribute;
        }
        if (value.hasEscape() && JsonText.hasUnpairedSurrogate(value.text())) {
            findings.add(
                    Code.VALUE_MALFORMED,
                    attribute.name().text(),
                    "the attribute " + attribute.name() + " holds half of a character");
            return attribute;
        }
        if (value.length() - 2 <= LONGEST_NULL_WORD) {
            noteNullWord(attribute, findings);
        }
        if (Dates.mayBeDate(value.bytes(), value.start() + 1, value.end() - 1)) {
            return checkDate(attribute, findings);
        }
        return checkLength(attribute, findings);
    }

    private static void noteNullWord(Attribute attribute, Findings findings) {
        byte first = attribute.value().bytes()[attribute.value().start() + 1];
        boolean maybe = first == 'n' || first == 'N' || first == '#' || first == 'u' || first == 'U' || first == '\\';
        if (maybe && NULL_WORDS.contains(attribute.value().text().toLowerCase(Locale.ROOT))) {
            String name = attribute.name().text();
            findings.add(Code.NULL_WORD, name, () -> "the attribute " + name + " is a word for 'no value', as text");
        }
    }

    private static Attribute checkDate(Attribute attribute, Findings findings) {
        Level level = findings.level(Code.DATE_AS_TEXT);
        String text = attribute.value().text();
        if (level == Level.OFF || !Dates.isDate(text)) {
            return attribute;
        }
        String name = attribute.name().text();
        var seconds = level == Level.FIX ? Dates.toUnixSeconds(text) : java.util.OptionalLong.empty();
        if (seconds.isPresent()) {
            findings.fixed(
                    Code.DATE_AS_TEXT, name, "the attribute " + name + " was a date as text; sent in Unix seconds");
            return new Attribute(attribute.name(), JsonValue.ofInteger(seconds.getAsLong()));
        }
        findings.add(
                Code.DATE_AS_TEXT,
                name,
                () -> "the attribute " + name + " is a date as text: "
                        + (level == Level.FIX
                                ? "it names no zone, so it stays text"
                                : "date conditions will not see it"));
        return attribute;
    }

    private static Attribute checkInteger(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        if (value.length() != 13 || value.bytes()[value.start()] == '-') {
            return attribute;
        }
        long number = Long.parseLong(value.json());
        if (number < FIRST_MILLISECOND || number > LAST_MILLISECOND) {
            return attribute;
        }
        String name = attribute.name().text();
        if (findings.level(Code.DATE_IN_MILLISECONDS) == Level.FIX) {
            findings.fixed(
                    Code.DATE_IN_MILLISECONDS, name, "the attribute " + name + " was in milliseconds; sent in seconds");
            return new Attribute(attribute.name(), JsonValue.ofInteger(number / 1000));
        }
        findings.add(
                Code.DATE_IN_MILLISECONDS, name, () -> "the attribute " + name + " looks like a date in milliseconds");
        return attribute;
    }

    private Attribute checkCreatedAt(Attribute attribute, Findings findings) {
        Attribute checked = checkValue(attribute, findings);
        JsonValue value = checked.value();
        if (value.kind() == ValueKind.INTEGER && value.length() <= 18) {
            long seconds = Long.parseLong(value.json());
            if (seconds < 0) {
                findings.add(Code.DATE_NEGATIVE, "created_at", "created_at is before 1970");
            } else if (seconds < FIRST_MILLISECOND && seconds > clock.instant().getEpochSecond()) {
                findings.add(Code.CREATED_AT_FUTURE, "created_at", "created_at is in the future");
            }
        }
        return checked;
    }

    private Attribute checkEmail(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        if (value.kind() != ValueKind.NULL
                && !value.isEmptyText()
                && (value.kind() != ValueKind.TEXT || !Emails.isValid(value.text()))) {
            findings.add(Code.EMAIL_MALFORMED, "email", "the attribute email is not an e-mail address");
        }
        return checkValue(attribute, findings);
    }

    private static @Nullable Attribute checkUnsubscribed(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        if (value.kind() == ValueKind.NULL || value.isEmptyText()) {
            findings.add(Code.UNSUBSCRIBED_NULL, "unsubscribed", "unsubscribed is null or empty; it was left out");
            return null;
        }
        String word = value.text().toLowerCase(Locale.ROOT);
        boolean clear = value.kind() != ValueKind.DECIMAL && (CLEAR_TRUE.contains(word) || CLEAR_FALSE.contains(word));
        if (!clear) {
            findings.add(Code.UNSUBSCRIBED_UNCLEAR, "unsubscribed", "unsubscribed is neither true nor false");
        }
        return attribute;
    }

    private static Attribute checkTopic(Attribute attribute, Findings findings) {
        ValueKind kind = attribute.value().kind();
        if (kind != ValueKind.TRUE && kind != ValueKind.FALSE) {
            findings.add(
                    Code.SUBSCRIPTION_TYPE,
                    attribute.name().text(),
                    "the topic " + attribute.name() + " is neither true nor false");
        }
        return attribute;
    }

    private static Attribute checkNested(Attribute attribute, Findings findings) {
        String name = attribute.name().text();
        JsonValue value = attribute.value();
        findings.add(Code.VALUE_NESTED, name, () -> "the attribute " + name + " is a list or an object");
        if (value.hasEscape() && JsonText.hasUnpairedSurrogate(JsonText.unescape(value.json()))) {
            findings.add(Code.VALUE_MALFORMED, name, "the attribute " + name + " holds half of a character");
        }
        return checkLength(attribute, findings);
    }

    private static Attribute checkLength(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        if (value.length() - 2 <= Limits.ATTRIBUTE_VALUE) {
            return attribute;
        }
        byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
        if (text.length <= Limits.ATTRIBUTE_VALUE) {
            return attribute;
        }
        String name = attribute.name().text();
        if (value.kind() == ValueKind.TEXT && findings.level(Code.VALUE_TOO_LONG) == Level.FIX) {
            findings.fixed(
                    Code.VALUE_TOO_LONG, name, "the attribute " + name + " had " + text.length + " bytes and was cut");
            return new Attribute(attribute.name(), JsonValue.ofText(cut(text)));
        }
        findings.add(
                Code.VALUE_TOO_LONG,
                name,
                "the attribute " + name + " has " + text.length + " bytes, more than " + Limits.ATTRIBUTE_VALUE);
        return attribute;
    }

    /** The first bytes that fit, cut between two characters. */
    private static String cut(byte[] text) {
        int end = Limits.ATTRIBUTE_VALUE;
        while ((text[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
