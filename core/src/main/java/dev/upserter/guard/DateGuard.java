package dev.upserter.guard;

import dev.upserter.operation.Attribute;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.source.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Checks dates: Customer.io compares only whole numbers of Unix seconds, from 1970 on. For one thread. */
final class DateGuard {
    /** From September 2001 to July 2036, the numbers of 13 digits that are dates far more often than anything else. */
    private static final long FIRST_MILLISECOND = 1_000_000_000_000L;

    private static final long LAST_MILLISECOND = 2_100_000_000_000L;

    private final InstantSource clock;

    DateGuard(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether a text is a date. */
    static boolean isDate(JsonValue text) {
        if (text.hasEscape()) {
            byte[] plain = text.text().getBytes(StandardCharsets.UTF_8);
            return Dates.isDate(plain, 0, plain.length);
        }
        return Dates.isDate(text.bytes(), text.start() + 1, text.end() - 1);
    }

    /** A text that is a date; the same attribute, or one in Unix seconds. */
    static Attribute checkText(Attribute attribute, Findings findings) {
        String name = attribute.name().text();
        if (findings.level(Code.DATE_AS_TEXT) == Level.FIX) {
            return repair(attribute, findings);
        }
        findings.add(
                Code.DATE_AS_TEXT,
                name,
                () -> "the attribute " + name + " is a date as text: date conditions will not see it");
        return attribute;
    }

    private static Attribute repair(Attribute attribute, Findings findings) {
        String name = attribute.name().text();
        return switch (Dates.read(attribute.value().text())) {
            case Dates.Reading.Moment moment -> {
                findings.fixed(
                        Code.DATE_AS_TEXT, name, "the attribute " + name + " was a date as text; sent in Unix seconds");
                yield new Attribute(attribute.name(), JsonValue.ofInteger(moment.seconds()));
            }
            case Dates.Reading.Unclear unclear -> {
                findings.add(
                        Code.DATE_AS_TEXT,
                        name,
                        () -> "the attribute " + name + " is a date as text: " + unclear.why() + ", so it stays text");
                yield attribute;
            }
            case Dates.Reading.None none -> attribute;
        };
    }

    /** A whole number; the same attribute, or one in seconds in place of milliseconds. */
    static Attribute checkInteger(Attribute attribute, Findings findings) {
        if (!isInMilliseconds(attribute.value())) {
            return attribute;
        }
        String name = attribute.name().text();
        if (findings.level(Code.DATE_IN_MILLISECONDS) == Level.FIX) {
            findings.fixed(
                    Code.DATE_IN_MILLISECONDS, name, "the attribute " + name + " was in milliseconds; sent in seconds");
            long seconds = Long.parseLong(attribute.value().json()) / 1000;
            return new Attribute(attribute.name(), JsonValue.ofInteger(seconds));
        }
        findings.add(
                Code.DATE_IN_MILLISECONDS, name, () -> "the attribute " + name + " looks like a date in milliseconds");
        return attribute;
    }

    private static boolean isInMilliseconds(JsonValue value) {
        if (value.length() != 13 || value.bytes()[value.start()] == '-') {
            return false;
        }
        long number = Long.parseLong(value.json());
        return number >= FIRST_MILLISECOND && number <= LAST_MILLISECOND;
    }

    /** The attribute created_at, after it was checked as any other. */
    void checkCreatedAt(JsonValue value, Findings findings) {
        switch (value.kind()) {
            case INTEGER -> checkSeconds(value, findings);
            case TEXT -> {
                if (!value.isEmptyText() && !isNumber(value) && !isDate(value)) {
                    noteNoDate(findings);
                }
            }
            case DECIMAL, TRUE, FALSE, OBJECT, ARRAY -> noteNoDate(findings);
            case NULL -> {}
        }
    }

    private static void noteNoDate(Findings findings) {
        findings.add(Code.DATE_AS_TEXT, "created_at", "created_at is not a whole number of Unix seconds");
    }

    private static boolean isNumber(JsonValue text) {
        for (int i = text.start() + 1; i < text.end() - 1; i++) {
            if (text.bytes()[i] < '0' || text.bytes()[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private void checkSeconds(JsonValue value, Findings findings) {
        boolean negative = value.bytes()[value.start()] == '-';
        long seconds = value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value.json());
        if (negative && seconds != 0) {
            findings.add(Code.DATE_NEGATIVE, "created_at", "created_at is before 1970");
        } else if (!isInMilliseconds(value) && seconds > clock.instant().getEpochSecond()) {
            findings.add(Code.CREATED_AT_FUTURE, "created_at", "created_at is in the future");
        }
    }
}
