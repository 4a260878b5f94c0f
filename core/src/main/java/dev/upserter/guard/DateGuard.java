package dev.upserter.guard;

import dev.upserter.guard.value.Dates;
import dev.upserter.guard.value.IsoDate;
import dev.upserter.guard.value.WrittenDates;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.text.DateFault;
import dev.upserter.operation.text.Role;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Predicate;

/** Checks dates: Customer.io compares only whole numbers of Unix seconds, from 1970 on. For one thread. */
final class DateGuard {
    /** From September 2001 to July 2036, without their last digit: such numbers are dates far more often than anything else. */
    private static final int FIRST_SECOND = 100_000_000;

    private static final int LAST_SECOND = 209_999_999;
    /** Before September 1969; shorter negative numbers are amounts far more often. */
    private static final int NEGATIVE_DATE_DIGITS = 8;

    private static final int SHORTEST = 6;
    private static final int LONGEST = 80;

    /** The third of March 1973: smaller numbers are days, years, or a word for nothing far more often than seconds. */
    private static final int EARLY = 100_000_000;

    private final InstantSource clock;
    private final Predicate<String> areDays;

    /**
     * A guard at the start of a run.
     *
     * @param areDays whether the configuration makes an attribute a day as text, on purpose
     */
    DateGuard(InstantSource clock, Predicate<String> areDays) {
        this.clock = clock;
        this.areDays = areDays;
    }

    /** A text; the same attribute, or one in Unix seconds if it is a date. */
    Attribute checkText(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        int length = value.length() - 2;
        if (length > LONGEST || length < SHORTEST && value.bytes()[value.start() + 1] != '-') {
            return attribute;
        }
        if (value.hasEscape()) {
            byte[] plain = value.text().getBytes(StandardCharsets.UTF_8);
            return plain.length == 0 ? attribute : checkText(attribute, plain, 0, plain.length, findings);
        }
        return checkText(attribute, value.bytes(), value.start() + 1, value.end() - 1, findings);
    }

    private Attribute checkText(Attribute attribute, byte[] bytes, int start, int end, Findings findings) {
        if (isWholeNumber(bytes, start, end)) {
            return checkNumber(attribute, bytes, start, end, findings);
        }
        if (isBeforeOurEra(bytes, start, end)) {
            return noteEra(attribute, findings);
        }
        if (Dates.isDate(bytes, start, end)) {
            int zone = IsoDate.zoneOf(bytes, start, end);
            return zone >= 0 && !IsoDate.isPossible(bytes, start, zone)
                    ? noteImpossible(attribute, findings)
                    : noteText(attribute, findings);
        }
        return switch (WrittenDates.of(bytes, start, end)) {
            case NONE -> isShort(attribute.name(), bytes, start, end) ? noteText(attribute, findings) : attribute;
            case DATE, DAY_OR_MONTH -> noteText(attribute, findings);
            case DIGITS -> noteDigits(attribute, findings);
            case IMPOSSIBLE -> noteImpossible(attribute, findings);
        };
    }

    /** A year of two digits makes a date between slashes, or where the name says so. */
    private static boolean isShort(AttributeName name, byte[] bytes, int start, int end) {
        int length = end - start;
        if (length < SHORTEST || bytes[start] < '0' || bytes[start] > '9') {
            return false;
        }
        byte sep = bytes[bytes[start + 1] >= '0' && bytes[start + 1] <= '9' ? start + 2 : start + 1];
        boolean isOpen =
                sep == '/' || (sep == '.' || sep == '-') && (name.namesDate() || AttributeName.namesBirth(name.text()));
        return isOpen && WrittenDates.isShort(bytes, start, end);
    }

    /** As PostgreSQL writes such a date: {@code 0044-03-15 BC}. */
    private static boolean isBeforeOurEra(byte[] bytes, int start, int end) {
        return end - start > 3
                && bytes[end - 1] == 'C'
                && bytes[end - 2] == 'B'
                && bytes[end - 3] == ' '
                && Dates.isDate(bytes, start, end - 3);
    }

    private static Attribute noteEra(Attribute attribute, Findings findings) {
        String name = attribute.name().text();
        findings.add(
                Code.DATE_AS_TEXT,
                name,
                () -> "the attribute " + name + " is a date before our era as text: date conditions will not see it");
        return attribute;
    }

    private static Attribute noteImpossible(Attribute attribute, Findings findings) {
        String name = attribute.name().text();
        findings.add(
                Code.DATE_IMPOSSIBLE,
                name,
                () -> "the attribute " + name + " is written as a date, but "
                        + DateFault.of(attribute.value().text()).orElse("there is no such day or time"));
        return attribute;
    }

    private static Attribute noteDigits(Attribute attribute, Findings findings) {
        String name = attribute.name().text();
        findings.add(
                Code.DATE_IN_DIGITS,
                name,
                () -> "the attribute " + name
                        + " looks like a date in digits alone, year first: as Unix seconds it would"
                        + " be another day");
        return attribute;
    }

    private Attribute noteText(Attribute attribute, Findings findings) {
        String name = attribute.name().text();
        if (areDays.test(name) && attribute.name().role() != Role.CREATED_AT) {
            return attribute;
        }
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
                        Code.DATE_AS_TEXT, name, "the attribute " + name + " was a date as text. Sent in Unix seconds");
                yield new Attribute(attribute.name(), JsonValue.ofInteger(moment.seconds()));
            }
            case Dates.Reading.Unclear unclear -> {
                findings.add(
                        Code.DATE_AS_TEXT,
                        name,
                        () -> "the attribute " + name + " is a date as text: " + unclear.why() + ", so it stays text");
                yield attribute;
            }
            case Dates.Reading.None none -> {
                findings.add(
                        Code.DATE_AS_TEXT,
                        name,
                        () -> "the attribute " + name
                                + " is a date as text: its year has two digits, so it stays text");
                yield attribute;
            }
        };
    }

    /** A whole number; the same attribute, or one in seconds in place of smaller units. */
    static Attribute checkInteger(Attribute attribute, Findings findings) {
        JsonValue value = attribute.value();
        return checkNumber(attribute, value.bytes(), value.start(), value.end(), findings);
    }

    /** Digits, perhaps after a minus sign, of a number or a text. */
    private static Attribute checkNumber(Attribute attribute, byte[] bytes, int start, int end, Findings findings) {
        if (bytes[start] == '-') {
            return checkNegative(attribute, bytes, start, end, findings);
        }
        long divisor = divisor(bytes, start, end);
        if (divisor > 1) {
            return checkSmallUnit(attribute, divisor, findings);
        }
        int length = end - start;
        return (length == 8 || length == 14) && WrittenDates.of(bytes, start, end) == WrittenDates.Form.DIGITS
                ? noteDigits(attribute, findings)
                : attribute;
    }

    private static Attribute checkNegative(Attribute attribute, byte[] bytes, int start, int end, Findings findings) {
        int digits = end - start - 1;
        boolean isDate = digits >= NEGATIVE_DATE_DIGITS && digits <= 13
                || attribute.name().namesDate();
        boolean isZero = digits == 1 && bytes[start + 1] == '0';
        if (isDate && !isZero && attribute.name().role() != Role.CREATED_AT) {
            String name = attribute.name().text();
            findings.add(
                    Code.DATE_NEGATIVE,
                    name,
                    () -> "the attribute " + name + " is a negative number: as Unix seconds, a date before 1970");
        }
        return attribute;
    }

    private static Attribute checkSmallUnit(Attribute attribute, long divisor, Findings findings) {
        String name = attribute.name().text();
        String unit = divisor == 1000 ? "milliseconds" : divisor == 1_000_000 ? "microseconds" : "nanoseconds";
        if (findings.level(Code.DATE_IN_MILLISECONDS) == Level.FIX) {
            findings.fixed(
                    Code.DATE_IN_MILLISECONDS, name, "the attribute " + name + " was in " + unit + ". Sent in seconds");
            long seconds = Long.parseLong(attribute.value().text()) / divisor;
            return new Attribute(attribute.name(), JsonValue.ofInteger(seconds));
        }
        findings.add(Code.DATE_IN_MILLISECONDS, name, () -> "the attribute " + name + " looks like a date in " + unit);
        return attribute;
    }

    /** How many of its units make a second, if a number is a date in units smaller than a second; 1 otherwise. */
    private static long divisor(byte[] bytes, int start, int end) {
        long divisor = switch (end - start) {
            case 13 -> 1000;
            case 16 -> 1_000_000;
            case 19 -> 1_000_000_000;
            default -> 1;
        };
        if (divisor == 1) {
            return 1;
        }
        int seconds = 0; // the first nine digits of ten
        for (int i = start; i < start + 9; i++) {
            seconds = seconds * 10 + bytes[i] - '0';
        }
        return seconds >= FIRST_SECOND && seconds <= LAST_SECOND ? divisor : 1;
    }

    private static boolean isWholeNumber(byte[] bytes, int start, int end) {
        int first = bytes[start] == '-' ? start + 1 : start;
        for (int i = first; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return first < end;
    }

    /** The attribute created_at, after it was checked as any other. */
    void checkCreatedAt(JsonValue value, Findings findings) {
        switch (value.kind()) {
            case INTEGER -> checkSeconds(value.json(), findings);
            case TEXT -> {
                byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
                if (text.length > 0 && isWholeNumber(text, 0, text.length)) {
                    checkSeconds(value.text(), findings);
                } else if (text.length > 0 && !isWritten(text)) {
                    noteNoDate("created_at is a text that is no date: date conditions will not see it", findings);
                }
            }
            case DECIMAL -> noteNoDate("created_at is a number with a fraction, not whole Unix seconds", findings);
            case TRUE, FALSE, OBJECT, ARRAY -> noteNoDate("created_at is not a number of Unix seconds", findings);
            case NULL -> {}
        }
    }

    /** Whether a text was already reported as a date, or as one that cannot be. */
    private static boolean isWritten(byte[] text) {
        return Dates.isDate(text, 0, text.length) || WrittenDates.of(text, 0, text.length) != WrittenDates.Form.NONE;
    }

    private static void noteNoDate(String what, Findings findings) {
        findings.add(Code.DATE_AS_TEXT, "created_at", what);
    }

    private void checkSeconds(String digits, Findings findings) {
        byte[] bytes = digits.getBytes(StandardCharsets.US_ASCII);
        long seconds = digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
        if (bytes[0] == '-' && seconds != 0) {
            findings.add(Code.DATE_NEGATIVE, "created_at", "created_at is before 1970");
        } else if (divisor(bytes, 0, bytes.length) == 1
                && seconds > clock.instant().getEpochSecond()) {
            findings.add(Code.CREATED_AT_FUTURE, "created_at", "created_at is in the future");
        } else if (seconds < EARLY && WrittenDates.of(bytes, 0, bytes.length) != WrittenDates.Form.DIGITS) {
            findings.add(
                    Code.DATE_EARLY,
                    "created_at",
                    "created_at is before March 1973 as Unix seconds: the number may count something else, or mean"
                            + " no date at all");
        }
    }
}
